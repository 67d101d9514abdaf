import { milestoneBetween } from './milestones';

describe('a milestone', () => {
  it.each([
    [20, 25, 25],
    [24, 33, 25],
    [40, 80, 75],
    [90, 100, 100],
  ])('is reached from %p to %p', (before, after, mark) => {
    expect(milestoneBetween(before, after)).toBe(mark);
  });

  it.each([
    [25, 33],
    [50, 50],
    [60, 40],
    [0, 24],
  ])('is not reached from %p to %p', (before, after) => {
    expect(milestoneBetween(before, after)).toBeNull();
  });
});
