import { TestBed } from '@angular/core/testing';
import { Theme } from './theme';

describe('Theme', () => {
  afterEach(() => delete document.documentElement.dataset['theme']);

  it('follows the system until told otherwise', () => {
    const theme = TestBed.inject(Theme);
    expect(theme.mode()).toBe('system');
    theme.choose('dark');
    TestBed.tick();
    expect(theme.dark()).toBe(true);
    expect(document.documentElement.dataset['theme']).toBe('dark');
    expect(localStorage.getItem('lectern.theme')).toBe('dark');
    theme.choose('system');
    TestBed.tick();
    expect(document.documentElement.dataset['theme']).toBeUndefined();
  });

  it('begins with what was applied before the first paint', () => {
    document.documentElement.dataset['theme'] = 'light';
    expect(TestBed.inject(Theme).mode()).toBe('light');
  });
});
