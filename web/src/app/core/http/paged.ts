import { HttpClient, httpResource } from '@angular/common/http';
import { Signal, computed, effect, inject, signal } from '@angular/core';
import { firstValueFrom } from 'rxjs';
import { Page } from '../../api';
import { Problem } from './problem';

type Params = Record<string, string | number | boolean>;

const EMPTY: Page<never> = { next: null, previous: null, count: 0, results: [] };

export interface Paged<T> {
  items: Signal<T[]>;
  count: Signal<number>;
  loading: Signal<boolean>;
  problem: Signal<Problem | null>;
  hasMore: Signal<boolean>;
  loadingMore: Signal<boolean>;
  more(): Promise<void>;
  reload(): void;
  /** Replaces items in place, for optimistic changes. */
  patch(change: (items: T[]) => T[]): void;
}

/** A list read page by page: the first follows the request's signals, the rest are appended on demand. */
export function pagedResource<T>(
  request: () => { url: string; params?: Params } | undefined,
): Paged<T> {
  const http = inject(HttpClient);
  const first = httpResource<Page<T>>(request);
  const items = signal<T[]>([]);
  const next = signal<string | null>(null);
  const loadingMore = signal(false);
  const moreProblem = signal<Problem | null>(null);

  effect(() => {
    // Nothing is asked for any more, as after signing out: nothing of it may stay.
    const page = first.status() === 'idle' ? EMPTY : first.hasValue() ? first.value() : null;
    if (!page) return;
    items.set(page.results);
    next.set(page.next);
    moreProblem.set(null);
  });

  return {
    items: items.asReadonly(),
    count: computed(() => (first.hasValue() ? first.value().count : 0)),
    loading: first.isLoading,
    problem: computed(() => {
      const error = first.error();
      return error ? Problem.from(error) : moreProblem();
    }),
    hasMore: computed(() => next() !== null),
    loadingMore: loadingMore.asReadonly(),
    async more() {
      const url = next();
      if (!url || loadingMore()) return;
      loadingMore.set(true);
      try {
        const page = await firstValueFrom(http.get<Page<T>>(sameOrigin(url)));
        if (next() !== url) return; // the filters changed meanwhile
        items.update((known) => [...known, ...page.results]);
        next.set(page.next);
      } catch (error) {
        moreProblem.set(Problem.from(error));
      } finally {
        loadingMore.set(false);
      }
    },
    reload: () => first.reload(),
    patch: (change) => items.update(change),
  };
}

/** The API writes absolute links; behind a proxy their host may not be the one the browser sees. */
export function sameOrigin(link: string): string {
  const { pathname, search } = new URL(link, location.origin);
  return pathname + search;
}
