import { DestroyRef, Injectable, computed, inject, signal } from '@angular/core';

export interface Shortcut {
  /** One character, or a named key such as "Escape". */
  key: string;
  /** With Ctrl, or Command on a Mac. */
  mod?: boolean;
  /** What it does: a key of the dictionary. */
  label: string;
  run(): void;
}

const STORED = 'lectern.single-keys';
const WRITING = 'input, textarea, select, [contenteditable], [role="dialog"], [role="menu"]';

/**
 * The keys that do something on the page as it is now. Those of one character can be switched off,
 * for people whose speech or switch input types stray letters.
 */
@Injectable({ providedIn: 'root' })
export class Shortcuts {
  private readonly known = signal<readonly Shortcut[]>([]);
  private readonly single = signal(stored() !== 'off');
  readonly all = this.known.asReadonly();
  readonly singleKeys = this.single.asReadonly();
  private readonly active = computed(() =>
    this.known().filter(({ mod }) => mod || this.singleKeys()),
  );

  constructor() {
    const press = (event: KeyboardEvent) => this.press(event);
    document.addEventListener('keydown', press);
    inject(DestroyRef).onDestroy(() => document.removeEventListener('keydown', press));
  }

  add(shortcuts: readonly Shortcut[]): () => void {
    this.known.update((known) => [...known, ...shortcuts]);
    return () =>
      this.known.update((known) => known.filter((shortcut) => !shortcuts.includes(shortcut)));
  }

  allowSingleKeys(allowed: boolean): void {
    this.single.set(allowed);
    try {
      localStorage.setItem(STORED, allowed ? 'on' : 'off');
    } catch {
      // The choice then lasts as long as the tab.
    }
  }

  private press(event: KeyboardEvent): void {
    if (event.altKey || event.defaultPrevented) return;
    const mod = event.ctrlKey || event.metaKey;
    const shortcut = this.active().findLast(
      (one) => one.key === event.key.toLowerCase() && !!one.mod === mod,
    );
    if (!shortcut || (!mod && (event.target as Element).closest?.(WRITING))) return;
    event.preventDefault();
    shortcut.run();
  }
}

/** Keys that work as long as the component that names them lives. */
export function shortcuts(...list: Shortcut[]): void {
  inject(DestroyRef).onDestroy(inject(Shortcuts).add(list));
}

function stored(): string | null {
  try {
    return localStorage.getItem(STORED);
  } catch {
    return null;
  }
}
