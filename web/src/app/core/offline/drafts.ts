import { Injectable, effect, inject } from '@angular/core';
import { TokenStore } from '../auth/token-store';
import { personOf } from './person';

const PREFIX = 'lectern.draft.';

/**
 * What somebody has typed and the server has not got: it survives a reload, a crash and a lost
 * network. It is kept under the name of its author, so that nobody else is shown it, and goes when
 * they sign out or somebody else comes. A session that ends by itself leaves it to who comes back.
 */
@Injectable({ providedIn: 'root' })
export class Drafts {
  private readonly tokens = inject(TokenStore);

  constructor() {
    effect(() => {
      const mine = this.place('');
      if (mine) this.dropAll((place) => !place.startsWith(mine));
    });
  }

  /** Where the person who is here keeps it; a visitor keeps nothing. */
  place(name: string): string | null {
    const person = personOf(this.tokens.token());
    return person && `${PREFIX}${person}.${name}`;
  }

  read<T>(name: string): T | null {
    const place = this.place(name);
    try {
      return place ? (JSON.parse(localStorage.getItem(place) ?? 'null') as T | null) : null;
    } catch {
      return null;
    }
  }

  write(name: string, draft: object): void {
    const place = this.place(name);
    try {
      if (place) localStorage.setItem(place, JSON.stringify(draft));
    } catch {
      // Full or forbidden: the server then holds the only copy.
    }
  }

  drop(name: string): void {
    const place = this.place(name);
    this.dropAll((one) => one === place);
  }

  clear(): void {
    this.dropAll(() => true);
  }

  private dropAll(which: (place: string) => boolean): void {
    try {
      const places = Object.keys(localStorage).filter((place) => place.startsWith(PREFIX));
      places.filter(which).forEach((place) => localStorage.removeItem(place));
    } catch {
      // Nothing was kept either.
    }
  }
}
