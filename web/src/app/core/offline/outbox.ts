import { HttpClient, HttpContext } from '@angular/common/http';
import { DestroyRef, Injectable, effect, inject, signal, untracked } from '@angular/core';
import { Subject, firstValueFrom } from 'rxjs';
import { TokenStore } from '../auth/token-store';
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
  private sending: Promise<void> | null = null;
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

  /** One try; the parcel waits here when nobody answered. Resolves whether it was delivered. */
  async deliver(parcel: Parcel): Promise<boolean> {
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
  }

  /** Sends what waits, one tab at a time and in order, until nobody answers. */
  async send(): Promise<void> {
    if (!this.read().length || !navigator.onLine) return;
    this.sending ??= this.sendAll().finally(() => (this.sending = null));
    await this.sending;
  }

  private sendAll(): Promise<void> {
    return exclusively(async () => {
      for (const parcel of this.read()) {
        const delivery = await this.attempt(parcel);
        if (!delivery) return this.later();
        this.write(this.read().filter(({ key }) => key !== parcel.key));
        this.answered.next(delivery);
      }
    });
  }

  private async attempt(parcel: Parcel): Promise<Delivery | null> {
    try {
      await this.post(parcel, inBackground());
      return { parcel, problem: null };
    } catch (error) {
      const problem = Problem.from(error);
      const mayPass = outOfReach(problem) || problem.status >= 500;
      return mayPass || [401, 429].includes(problem.status) ? null : { parcel, problem };
    }
  }

  private post({ key, url, body }: Parcel, context = new HttpContext()): Promise<unknown> {
    return firstValueFrom(this.http.post(url, body, { headers: once(key), context }));
  }

  private later(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.send(), AGAIN_MS);
  }

  private place(): string | null {
    const owner = personOf(this.tokens.latest());
    return owner && PREFIX + owner;
  }

  private read(): Parcel[] {
    const place = this.place();
    try {
      return place ? (JSON.parse(localStorage.getItem(place) ?? '[]') as Parcel[]) : [];
    } catch {
      return [];
    }
  }

  private write(parcels: Parcel[]): void {
    const place = this.place();
    try {
      if (place && parcels.length) localStorage.setItem(place, JSON.stringify(parcels));
      else if (place) localStorage.removeItem(place);
    } catch {
      // The storage is full: the parcel then lasts as long as the tab.
    }
    this.waiting.set(parcels);
  }

  private dropOthers(): void {
    const mine = this.place();
    const names = Object.keys(localStorage).filter((name) => name.startsWith(PREFIX));
    names.filter((name) => name !== mine).forEach((name) => localStorage.removeItem(name));
  }
}

/** Across tabs where the browser can, which is on secure origins; elsewhere the keys must do. */
function exclusively(work: () => Promise<void>): Promise<void> {
  return 'locks' in navigator ? navigator.locks.request(LOCK, work) : work();
}
