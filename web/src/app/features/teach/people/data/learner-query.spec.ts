import { learnerParams } from './learner-query';

describe('learnerParams', () => {
  it('asks for everybody when nothing is said', () => {
    expect(learnerParams({})).toEqual({});
  });

  it('turns what is shown into filters', () => {
    expect(learnerParams({ show: 'stuck', search: ' an ', order: '-progress' })).toEqual({
      stuck: 14,
      search: 'an',
      ordering: '-progress',
    });
    expect(learnerParams({ show: 'active' })).toEqual({ status: 'active', finished: false });
  });

  it('passes over what an edited address says', () => {
    expect(learnerParams({ show: 'nobody', order: 'password', search: '  ' })).toEqual({});
  });
});
