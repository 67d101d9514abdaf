import { TestBed } from '@angular/core/testing';
import { asClock, secondsUntil } from './countdown';

describe('secondsUntil', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('counts down to nothing and stops', () => {
    const end = Date.now() + 2_500;
    const left = TestBed.runInInjectionContext(() => secondsUntil(() => end));
    TestBed.tick();
    expect(left()).toBe(3);
    jest.advanceTimersByTime(1_000);
    expect(left()).toBe(2);
    jest.advanceTimersByTime(5_000);
    expect(left()).toBe(0);
    expect(jest.getTimerCount()).toBe(0);
  });

  it('does not count when there is nothing to wait for', () => {
    const left = TestBed.runInInjectionContext(() => secondsUntil(() => null));
    TestBed.tick();
    expect(left()).toBe(0);
    expect(jest.getTimerCount()).toBe(0);
  });
});

describe('asClock', () => {
  it('shows minutes and seconds', () => {
    expect(asClock(42)).toBe('0:42');
    expect(asClock(899)).toBe('14:59');
  });
});
