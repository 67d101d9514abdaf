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
    expect(problem.at('email')?.detail).toBe('Already used.');
    expect(problem.at('password1')).toBeNull();
    expect(problem.besides(['email']).map(({ detail }) => detail)).toEqual(['Too short.']);
  });

  it('takes what is in a field for one of the field', () => {
    const errors = [
      { pointer: '/tags/3', detail: 'Too long.', code: 'max-length' },
      { pointer: '/points/q1', detail: 'Too many.', code: 'out-of-range' },
    ];
    const problem = new Problem(400, 'invalid', '', '', errors);
    expect(problem.at('tags')?.code).toBe('max-length');
    expect(problem.at('q1')?.code).toBe('out-of-range');
    expect(problem.remainder(['tags', 'q1'])).toBeNull();
    expect(problem.remainder(['tags'])?.errors).toEqual([errors[1]]);
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
