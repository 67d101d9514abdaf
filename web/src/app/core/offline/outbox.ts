import { HttpClient, HttpContext } from '@angular/common/http';
import { DestroyRef, Injectable, effect, inject, signal, untracked } from '@angular/core';
import { Subject, firstValueFrom } from 'rxjs';
import { TokenStore } from '../auth/token-store';
import { mayPass } from '../http/backoff';
import { inBackground } from '../http/loading-interceptor';
import { newKey, once } from '../http/once';
import { Problem, outOfReach } from '../http/problem';
import { personOf } from './person';

const PREFIX = 'lectern.outbox.';
const LOCK = 'lectern-outbox';
const AGAIN_MS = 15_000;

/** Something to tell the API. What is said later about the same thing takes its place. */
export interface Parcel {
  /** The same at each try, so that the server does it once whatever became of its answers. */
  key: string;
  about: string;
  url: string;
  body: Record<string, unknown>;
}

export interface Delivery {
  parcel: Parcel;
  /** Why the server refused it, if it did. */
  problem: Problem | null;
}

/** What was done without a network, in order, until the server has answered to it. */
@Injectable({ providedIn: 'root' })
export class Outbox {
  private readonly http = inject(HttpClient);
  private readonly tokens = inject(TokenStore);
  private readonly waiting = signal<readonly Parcel[]>([]);
  private readonly answered = new Subject<Delivery>();
  /** What found no room in the storage lasts as long as the tab. */
  private overflow: { place: string; parcels: Parcel[] } | null = null;
  private sending: Promise<void> | null = null;
  private line: Promise<unknown> = Promise.resolve();
  private timer: ReturnType<typeof setTimeout> | undefined;
  readonly parcels = this.waiting.asReadonly();
  readonly deliveries = this.answered.asObservable();

  constructor() {
    effect(() => {
      this.tokens.token();
      untracked(() => {
        this.dropOthers();
        this.waiting.set(this.read());
        void this.send();
      });
    });
    const online = () => void this.send();
    const elsewhere = ({ key }: StorageEvent) => {
      if (key === null || key.startsWith(PREFIX)) this.waiting.set(this.read());
    };
    addEventListener('online', online);
    addEventListener('storage', elsewhere);
    inject(DestroyRef).onDestroy(() => {
      removeEventListener('online', online);
      removeEventListener('storage', elsewhere);
      clearTimeout(this.timer);
    });
  }

  static parcel(about: string, url: string, body: Record<string, unknown>): Parcel {
    return { key: newKey(), about, url, body };
  }

  /**
   * One try, after what is on its way; the parcel waits here when nobody answered. Resolves whether
   * it was delivered.
   */
  deliver(parcel: Parcel): Promise<boolean> {
    return this.inTurn(async () => {
      try {
        await this.post(parcel);
        this.write(this.read().filter(({ about }) => about !== parcel.about));
        return true;
      } catch (error) {
        if (!outOfReach(Problem.from(error))) throw error;
        this.write([...this.read().filter(({ about }) => about !== parcel.about), parcel]);
        this.later();
        return false;
      }
    });
  }

  /** Sends what waits, one tab at a time and in order, until nobody answers. */
  async send(): Promise<void> {
    if (!this.read().length || !navigator.onLine) return;
    this.sending ??= this.inTurn(() => this.sendAll()).finally(() => (this.sending = null));
    await this.sending;
  }

  /** What waits is read anew each time: another tab may have changed it. */
  private async sendAll(): Promise<void> {
    for (let parcel = this.read()[0]; parcel; parcel = this.read()[0]) {
      const problem = await this.attempt(parcel);
      if (problem && waits(problem)) return this.later(problem);
      const { key } = parcel;
      this.write(this.read().filter((one) => one.key !== key));
      this.answered.next({ parcel, problem });
    }
  }

  private async attempt(parcel: Parcel): Promise<Problem | null> {
    try {
      await this.post(parcel, inBackground());
      return null;
    } catch (error) {
      return Problem.from(error);
    }
  }

  private post({ key, url, body }: Parcel, context = new HttpContext()): Promise<unknown> {
    return firstValueFrom(this.http.post(url, body, { headers: once(key), context }));
  }

  private later(problem?: Problem): void {
    clearTimeout(this.timer);
    const wait = Math.max(AGAIN_MS, 1000 * (problem?.retryAfter ?? 0));
    this.timer = setTimeout(() => void this.send(), wait);
  }

  /** One after the other: across tabs where the browser can, which is on secure origins; else here. */
  private inTurn<T>(work: () => Promise<T>): Promise<T> {
    if ('locks' in navigator) return navigator.locks.request(LOCK, work);
    const done = this.line.then(work);
    this.line = done.catch(() => undefined);
    return done;
  }

  private place(): string | null {
    const owner = personOf(this.tokens.latest());
    return owner && PREFIX + owner;
  }

  private read(): Parcel[] {
    const place = this.place();
    if (this.overflow && this.overflow.place === place) return this.overflow.parcels;
    try {
      return place ? (JSON.parse(localStorage.getItem(place) ?? '[]') as Parcel[]) : [];
    } catch {
      return [];
    }
  }

  private write(parcels: Parcel[]): void {
    const place = this.place();
    if (!place) return;
    this.overflow = null;
    try {
      if (parcels.length) localStorage.setItem(place, JSON.stringify(parcels));
      else localStorage.removeItem(place);
    } catch {
      this.overflow = { place, parcels };
    }
    this.waiting.set(parcels);
  }

  private dropOthers(): void {
    const mine = this.place();
    const names = Object.keys(localStorage).filter((name) => name.startsWith(PREFIX));
    names.filter((name) => name !== mine).forEach((name) => localStorage.removeItem(name));
  }
}

/** Whether it can be sent again, later or by who has signed in anew. */
function waits(problem: Problem): boolean {
  return mayPass(problem) || problem.status === 401;
}
