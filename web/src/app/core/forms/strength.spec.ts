import { strengthOf } from './strength';

describe('strengthOf', () => {
  it.each([
    ['', 0],
    ['short', 0],
    ['aaaaaaaaaaaaaaaa', 1],
    ['12345678', 1],
    ['abcdefghij', 1],
    ['lantern4', 2],
    ['three wet otters', 3],
    ['con mèo ngủ trên mái', 3],
  ])('judges %p as %i', (password, strength) => {
    expect(strengthOf(password)).toBe(strength);
  });
});
