import { HttpClient, HttpContext, HttpContextToken } from '@angular/common/http';
import { Injectable, computed, effect, inject, signal, untracked } from '@angular/core';
import { firstValueFrom } from 'rxjs';
import { HalfWay, Joined, Session, User } from '../../api';
import { Problem, outOfReach } from '../http/problem';
import { LanguageCode } from '../i18n/language';
import { Drafts } from '../offline/drafts';
import { personOf } from '../offline/person';
import { forgetPerson, rememberPerson, rememberedPerson } from './remembered-person';
import { TokenStore } from './token-store';

export type Role = 'student' | 'instructor' | 'admin';

export interface Registration {
  username: string;
  email: string;
  password1: string;
  password2: string;
  language: LanguageCode;
  /** Whether they want to teach; an admin may have to agree first. */
  is_instructor: boolean;
}

/**
 * What came of a password, a code or a registration: a session, the question for a code, or for a
 * proven e-mail address.
 */
export type Entered =
  | { step: 'inside'; user: User }
  | { step: 'code'; challenge: string }
  | { step: 'mailbox'; email: string };

/** Across tabs where the browser can, which is on secure origins. */
function exclusively<T>(work: () => Promise<T>): Promise<T> {
  return 'locks' in navigator ? navigator.locks.request(LOCK, work) : work();
}

/** Marks requests that carry their own proof (password, cookie) and must not start a refresh. */
export const WITHOUT_TOKEN = new HttpContextToken(() => false);

/** Marks the question who is here: "a visitor" answers it, and the guards say where visitors go. */
export const ASKS_WHO = new HttpContextToken(() => false);

const LOCK = 'lectern-refresh';

/** Who is here. `undefined` while that is not known, `null` for a visitor. */
@Injectable({ providedIn: 'root' })
export class AuthService {
  private readonly http = inject(HttpClient);
  private readonly tokens = inject(TokenStore);
  private readonly drafts = inject(Drafts);
  private readonly state = signal<User | null | undefined>(this.tokens.token() ? undefined : null);
  private loading: Promise<void> | null = null;
  private followed = 0;
  private refreshing: Promise<string | null> | null = null;
  /** Why it could not be learned who is here. */
  private unknown: Problem | null = null;
  /** The refusal of a refresh that came too soon; it holds for those who ask meanwhile. */
  private tooSoon: Problem | null = null;

  readonly user = this.state.asReadonly();
  readonly signedIn = computed(() => !!this.state());
  readonly roles = computed(() => rolesOf(this.state()));

  constructor() {
    // Another tab signing in or out, or in as somebody else, is followed here.
    effect(() => {
      const elsewhere = this.tokens.changedElsewhere();
      const token = this.tokens.token();
      untracked(() => {
        if (!token) this.state.set(null);
        else if (!this.state() || elsewhere !== this.followed) void this.load();
        this.followed = elsewhere;
      });
    });
    effect(() => {
      const user = this.state();
      if (user) rememberPerson(user);
      else if (!this.tokens.token()) forgetPerson();
    });
  }

  /** Resolves once it is known whether somebody is signed in; rejects when that cannot be known. */
  async ready(): Promise<User | null> {
    if (this.tokens.token() && !this.state()) await this.load();
    const user = this.state();
    if (user === undefined && this.unknown) throw this.unknown;
    return user ?? null;
  }

  /** No username holds an "@", so what holds one is an e-mail address. */
  async login(name: string, password: string): Promise<Entered> {
    const who = name.includes('@') ? { email: name } : { username: name };
    return this.open('/api/auth/login/', { ...who, password });
  }

  async register(data: Registration): Promise<Entered> {
    return this.open('/api/auth/registration/', data);
  }

  /** The code of an app or a recovery code, after the password. */
  async answer(challenge: string, code: string): Promise<Entered> {
    return this.open('/api/auth/mfa/login/', { mfa_token: challenge, code });
  }

  async logout(): Promise<void> {
    try {
      await firstValueFrom(this.http.post('/api/auth/logout/', {}));
    } finally {
      this.forget();
    }
  }

  /** Somebody leaves, and takes along what they have begun to write in this browser. */
  forget(): void {
    this.end();
    this.drafts.clear();
  }

  /** Takes over what the server says of the person who is here. */
  update(user: User): void {
    this.state.set(user);
  }

  /** Asks anew who is here, after something has changed it behind our back. */
  async reload(): Promise<void> {
    if (this.tokens.token()) await this.load();
  }

  /** A new token now, for what has changed in what it may do, and whose it is. */
  async renew(): Promise<void> {
    const token = this.tokens.token();
    if (token && (await this.refresh(token))) await this.load();
  }

  has(role: Role): boolean {
    return this.roles().includes(role);
  }

  /**
   * A new access token by the cookie, or `null` when the session is over. One refresh runs at a
   * time, in this tab and across tabs: the cookie rotates at each use, and using an old one would
   * revoke the whole session.
   */
  refresh(stale: string): Promise<string | null> {
    this.refreshing ??= exclusively(() => this.exchange(stale)).finally(
      () => (this.refreshing = null),
    );
    return this.refreshing;
  }

  private async exchange(stale: string): Promise<string | null> {
    const latest = this.tokens.latest();
    if (latest !== stale) {
      this.tokens.set(latest);
      return latest;
    }
    if (Date.now() < (this.tooSoon?.retryAt ?? 0)) throw this.tooSoon;
    try {
      const context = new HttpContext().set(WITHOUT_TOKEN, true);
      const answer = await firstValueFrom(
        this.http.post<{ access: string }>('/api/auth/token/refresh/', {}, { context }),
      );
      this.tokens.set(answer.access);
      return answer.access;
    } catch (error) {
      // Only a refusal ends the session; a dead network or a busy server says nothing about it.
      const problem = Problem.from(error);
      if (![401, 403].includes(problem.status)) {
        this.tooSoon = problem;
        throw problem;
      }
      this.end();
      return null;
    }
  }

  private end(): void {
    this.tokens.set(null);
    this.state.set(null);
  }

  private async open(url: string, body: unknown): Promise<Entered> {
    const context = new HttpContext().set(WITHOUT_TOKEN, true);
    const answer = await firstValueFrom(
      this.http.post<Session | Joined | HalfWay>(url, body, { context }),
    );
    if ('mfa_token' in answer) return { step: 'code', challenge: answer.mfa_token };
    if (!answer.token) return { step: 'mailbox', email: answer.user.email };
    this.state.set(answer.user);
    this.tokens.set(answer.token);
    return { step: 'inside', user: answer.user };
  }

  private load(): Promise<void> {
    const context = new HttpContext().set(ASKS_WHO, true);
    this.loading ??= firstValueFrom(this.http.get<User>('/api/auth/user/', { context }))
      .then((user) => this.state.set(user))
      .catch((error: unknown) => this.doubt(Problem.from(error)))
      .finally(() => (this.loading = null));
    return this.loading;
  }

  /**
   * A refusal means a visitor. Without a network, the one the token was given to is still here;
   * whatever else the server says leaves things as they are.
   */
  private doubt(problem: Problem): void {
    this.unknown = problem;
    const token = this.tokens.latest();
    if ([401, 403].includes(problem.status)) this.state.set(null);
    else if (outOfReach(problem)) this.state.set(rememberedPerson(token) ?? undefined);
    else if (this.state()?.id !== personOf(token)) this.state.set(undefined);
  }
}

function rolesOf(user: User | null | undefined): Role[] {
  if (!user) return [];
  return [
    ...(user.is_student ? (['student'] as const) : []),
    ...(user.is_instructor ? (['instructor'] as const) : []),
    ...(user.is_staff ? (['admin'] as const) : []),
  ];
}
