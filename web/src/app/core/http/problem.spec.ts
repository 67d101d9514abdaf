import { HttpErrorResponse, HttpHeaders } from '@angular/common/http';
import { Problem } from './problem';

const invalid = new HttpErrorResponse({
  status: 400,
  error: {
    code: 'invalid',
    title: 'The request is not valid.',
    errors: [
      { pointer: '/email', detail: 'Already used.', code: 'unique' },
      { pointer: '/username', detail: 'Too short.', code: 'min_length' },
    ],
  },
});

describe('Problem', () => {
  it('carries what the server said', () => {
    const problem = Problem.from(invalid);
    expect(problem).toMatchObject({
      status: 400,
      code: 'invalid',
      title: 'The request is not valid.',
    });
  });

  it('finds the error of a field by its pointer', () => {
    const problem = Problem.from(invalid);
    expect(problem.forField('email')).toBe('Already used.');
    expect(problem.forField('password1')).toBeNull();
    expect(problem.besides(['email']).map(({ detail }) => detail)).toEqual(['Too short.']);
  });

  it('names a dead network', () => {
    expect(Problem.from(new HttpErrorResponse({ status: 0 })).code).toBe('network');
  });

  it('survives an HTML page from a proxy', () => {
    const problem = Problem.from(
      new HttpErrorResponse({ status: 502, error: '<html>Bad gateway' }),
    );
    expect(problem).toMatchObject({ status: 502, code: 'http-502', errors: [] });
  });

  it('keeps how long to wait', () => {
    const headers = new HttpHeaders({ 'Retry-After': '30' });
    expect(Problem.from(new HttpErrorResponse({ status: 429, headers })).retryAfter).toBe(30);
  });
});
