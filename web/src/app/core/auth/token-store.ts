import { DestroyRef, Injectable, inject, signal } from '@angular/core';

const KEY = 'lectern.token';

/** The access token in localStorage, shared by all tabs; the refresh token is a cookie no script can read. */
@Injectable({ providedIn: 'root' })
export class TokenStore {
  private readonly current = signal(read());
  private readonly foreign = signal(0);
  readonly token = this.current.asReadonly();
  /** Grows when another tab has changed the token: somebody else may be here now. */
  readonly changedElsewhere = this.foreign.asReadonly();

  constructor() {
    const follow = (event: StorageEvent) => {
      if (event.key !== KEY && event.key !== null) return;
      this.current.set(read());
      this.foreign.update((count) => count + 1);
    };
    addEventListener('storage', follow);
    inject(DestroyRef).onDestroy(() => removeEventListener('storage', follow));
  }

  /** The token as it is now in storage, which another tab may have changed a moment ago. */
  latest(): string | null {
    return read();
  }

  set(token: string | null): void {
    try {
      if (token) localStorage.setItem(KEY, token);
      else localStorage.removeItem(KEY);
    } catch {
      // Without storage the session lives as long as the tab.
    }
    this.current.set(token);
  }
}

function read(): string | null {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}
