import { Injectable, effect, inject } from '@angular/core';
import { TokenStore } from '../auth/token-store';
import { personOf } from './person';

const PREFIX = 'lectern.answers.';
const VISITOR = 'visitor';
const SAVED_AT = 'X-Kept-At';

/** An answer of the API from earlier, and when that was. */
export interface Kept {
  body: unknown;
  at: Date;
}

/**
 * Answers of the API for the time without a network, in a cache of their own for each person, so
 * that nobody can be shown what another person was told. Browsers offer caches on secure origins
 * only; elsewhere nothing is kept.
 */
@Injectable({ providedIn: 'root' })
export class KeptAnswers {
  private readonly tokens = inject(TokenStore);
  readonly available = available();

  constructor() {
    effect(() => {
      this.tokens.token();
      void this.dropOthers();
    });
  }

  /** The name under which to keep what is asked for now. */
  owner(): string {
    const token = this.tokens.latest();
    return token === null ? VISITOR : (personOf(token) ?? '');
  }

  async find(owner: string, url: string): Promise<Kept | null> {
    if (!owner || !this.available) return null;
    const answer = await (await caches.open(PREFIX + owner)).match(url);
    const at = answer?.headers.get(SAVED_AT);
    return answer && at ? { body: (await answer.json()) as unknown, at: new Date(at) } : null;
  }

  /**
   * The owner is looked at again when the answer has been written: whoever signs out takes the
   * token away first and drops the cache then, so one of the two meets what came in between.
   */
  async keep(owner: string, url: string, body: unknown): Promise<void> {
    if (!owner || !this.available || owner !== this.owner()) return;
    const headers = { 'Content-Type': 'application/json', [SAVED_AT]: new Date().toISOString() };
    const cache = await caches.open(PREFIX + owner);
    await cache.put(url, new Response(JSON.stringify(body), { headers }));
    if (owner !== this.owner()) await this.dropOthers();
  }

  /** Forgets an answer that is true no more, such as that of a course one may not see now. */
  async drop(owner: string, url: string): Promise<void> {
    if (!owner || !this.available) return;
    await (await caches.open(PREFIX + owner)).delete(url);
  }

  /** Leaves what visitors may see, and what was told to the person who is here. */
  async dropOthers(): Promise<void> {
    if (!this.available) return;
    const stay = [PREFIX + VISITOR, PREFIX + this.owner()];
    const names = await caches.keys();
    const go = names.filter((name) => name.startsWith(PREFIX) && !stay.includes(name));
    await Promise.all(go.map((name) => caches.delete(name)));
  }
}

function available(): boolean {
  return 'caches' in globalThis;
}
