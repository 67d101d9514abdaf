import { courseParams, isNarrowed } from './course-query';

const CATEGORY = '0123456789abcdef01234567';

describe('the query of the catalogue', () => {
  it('asks for what the address holds', () => {
    const query = {
      search: ' sql ',
      category: CATEGORY,
      level: 'beginner',
      free: 'true',
      ordering: 'title',
    };
    expect(courseParams(query)).toMatchObject({ ...query, search: 'sql' });
  });

  it('leaves out what no API would take', () => {
    const params = courseParams({
      category: 'x',
      level: 'wizard',
      ordering: '-salary',
      free: 'no',
    });
    expect(Object.keys(params)).toEqual(['expand', 'page_size']);
  });

  it('is narrowed by a search, not by an order or by blanks', () => {
    expect(isNarrowed({ ordering: 'title', search: '  ' })).toBe(false);
    expect(isNarrowed({ search: 'sql' })).toBe(true);
  });
});
