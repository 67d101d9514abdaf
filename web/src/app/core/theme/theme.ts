import { DestroyRef, Injectable, computed, effect, inject, signal } from '@angular/core';

export type ThemeMode = 'system' | 'light' | 'dark';

const KEY = 'lectern.theme';

/** Light, dark, or what the system says. The stored choice is applied before first paint by start.js. */
@Injectable({ providedIn: 'root' })
export class Theme {
  private readonly system = matchMedia('(prefers-color-scheme: dark)');
  private readonly systemDark = signal(this.system.matches);
  readonly mode = signal<ThemeMode>(stored());
  readonly dark = computed(() =>
    this.mode() === 'system' ? this.systemDark() : this.mode() === 'dark',
  );

  constructor() {
    const follow = (event: MediaQueryListEvent) => this.systemDark.set(event.matches);
    this.system.addEventListener('change', follow);
    inject(DestroyRef).onDestroy(() => this.system.removeEventListener('change', follow));

    effect(() => {
      const mode = this.mode();
      const root = document.documentElement;
      if (mode === 'system') delete root.dataset['theme'];
      else root.dataset['theme'] = mode;
    });
  }

  choose(mode: ThemeMode): void {
    this.mode.set(mode);
    try {
      localStorage.setItem(KEY, mode);
    } catch {
      // The choice then lasts as long as the tab.
    }
  }
}

function stored(): ThemeMode {
  const mode = document.documentElement.dataset['theme'];
  return mode === 'light' || mode === 'dark' ? mode : 'system';
}
