import { TestBed } from '@angular/core/testing';
import { Shortcuts } from './shortcuts';

describe('Shortcuts', () => {
  let shortcuts: Shortcuts;
  const pressed: string[] = [];
  const note = (key: string, mod = false) => ({
    key,
    mod,
    label: 'keys.heading',
    run: () => void pressed.push(key),
  });

  beforeEach(() => {
    pressed.length = 0;
    localStorage.clear();
    shortcuts = TestBed.inject(Shortcuts);
  });

  function press(key: string, target: Element = document.body, ctrlKey = false): boolean {
    const event = new KeyboardEvent('keydown', { key, ctrlKey, bubbles: true, cancelable: true });
    return !target.dispatchEvent(event);
  }

  it('runs what a key stands for, while it stands for something', () => {
    const remove = shortcuts.add([note('n')]);
    expect(press('N')).toBe(true);
    remove();
    expect(press('n')).toBe(false);
    expect(pressed).toEqual(['n']);
  });

  it('leaves letters to those who write, but not combinations', () => {
    shortcuts.add([note('n'), note('k', true)]);
    const field = document.body.appendChild(document.createElement('input'));
    expect(press('n', field)).toBe(false);
    expect(press('k', field, true)).toBe(true);
    expect(press('k', field)).toBe(false);
    expect(pressed).toEqual(['k']);
  });

  it('gives a key to whoever asked for it last', () => {
    shortcuts.add([note('n')]);
    shortcuts.add([{ ...note('n'), run: () => void pressed.push('page') }]);
    press('n');
    expect(pressed).toEqual(['page']);
  });

  it('can do without single letters, and remembers that', () => {
    shortcuts.add([note('n'), note('k', true)]);
    shortcuts.allowSingleKeys(false);
    press('n');
    press('k', document.body, true);
    expect(pressed).toEqual(['k']);
    expect(localStorage.getItem('lectern.single-keys')).toBe('off');
  });
});
