import { auditParams } from './admin-service';

describe('auditParams', () => {
  it('asks for whole days, and for nothing that is not there', () => {
    const params = auditParams({ action: 'courses.publish', since: '2026-01-02', until: '' });
    expect(params).toEqual({
      action: 'courses.publish',
      since: new Date('2026-01-02T00:00:00').toISOString(),
    });
  });

  it('passes over a day that is none', () => {
    expect(auditParams({ since: 'yesterday' })).toEqual({});
  });
});
