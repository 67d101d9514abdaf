import { courseParams } from './course-query';

const USUAL = { page_size: 30, expand: 'instructor,category', ordering: '-created_at' };

describe('courseParams', () => {
  it('asks for all courses, the latest first, when nothing is wanted', () => {
    expect(courseParams({})).toEqual(USUAL);
  });

  it('tells drafts from what is archived', () => {
    expect(courseParams({ state: 'draft' })).toEqual({
      ...USUAL,
      published: false,
      archived: false,
    });
    expect(courseParams({ state: 'archived' })).toEqual({ ...USUAL, archived: true });
  });

  it('passes over what nobody can mean', () => {
    expect(courseParams({ search: '  ', state: 'x', category: 'y', order: 'z' })).toEqual(USUAL);
  });

  it('takes words, a category and an order', () => {
    const category = 'a'.repeat(24);
    expect(courseParams({ search: ' knots ', category, order: 'title' })).toEqual({
      ...USUAL,
      search: 'knots',
      category,
      ordering: 'title',
    });
  });
});
