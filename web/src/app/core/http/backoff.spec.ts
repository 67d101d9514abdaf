import { Backoff, mayPass } from './backoff';
import { Problem } from './problem';

const broken = new Problem(503, 'unavailable', '');
const tooOften = new Problem(429, 'too-many-requests', '', '', [], 60);

describe('the wait before the next try', () => {
  it('grows up to half a minute, and begins anew after a success', () => {
    const backoff = new Backoff();
    const waits = Array.from({ length: 6 }, () => backoff.after(broken));
    expect(waits).toEqual([2_000, 4_000, 8_000, 16_000, 30_000, 30_000]);
    backoff.reset();
    expect(backoff.after(broken)).toBe(2_000);
  });

  it('is as long as the server asks for', () => {
    expect(new Backoff().after(tooOften)).toBe(60_000);
  });

  it.each([
    [0, true],
    [400, false],
    [401, false],
    [409, false],
    [429, true],
    [500, true],
    [503, true],
  ])('is for what may pass: %p → %p', (status, may) => {
    expect(mayPass(new Problem(status, 'x', ''))).toBe(may);
  });
});
