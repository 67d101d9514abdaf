import { returnUrl } from './return-url';

describe('the address after signing in', () => {
  it('is the page the person wanted', () => {
    expect(returnUrl('/courses?search=python')).toBe('/courses?search=python');
  });

  it.each([null, undefined, '', 'https://evil.example', '//evil.example', '/\\evil.example'])(
    'is the dashboard instead of %p',
    (next) => expect(returnUrl(next)).toBe('/dashboard'),
  );
});
