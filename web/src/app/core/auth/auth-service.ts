import { HttpClient, HttpContext, HttpContextToken } from '@angular/common/http';
import { Injectable, computed, effect, inject, signal, untracked } from '@angular/core';
import { firstValueFrom } from 'rxjs';
import { HalfWay, Joined, Session, User } from '../../api';
import { Problem, outOfReach } from '../http/problem';
import { LanguageCode } from '../i18n/language';
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

/** Who is here. `undefined` while it is being asked, `null` for a visitor. */
@Injectable({ providedIn: 'root' })
export class AuthService {
  private readonly http = inject(HttpClient);
  private readonly tokens = inject(TokenStore);
  private readonly state = signal<User | null | undefined>(this.tokens.token() ? undefined : null);
  private loading: Promise<void> | null = null;
  private followed = 0;
  private refreshing: Promise<string | null> | null = null;

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

  /** Resolves once it is known whether somebody is signed in. */
  async ready(): Promise<User | null> {
    if (this.tokens.token() && !this.state()) await this.load();
    return this.state() ?? null;
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

  forget(): void {
    this.tokens.set(null);
    this.state.set(null);
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
    try {
      const context = new HttpContext().set(WITHOUT_TOKEN, true);
      const answer = await firstValueFrom(
        this.http.post<{ access: string }>('/api/auth/token/refresh/', {}, { context }),
      );
      this.tokens.set(answer.access);
      return answer.access;
    } catch (error) {
      // Only a refusal ends the session; a dead network or a broken server says nothing about it.
      const { status } = Problem.from(error);
      if (status === 0 || status >= 500) throw error;
      this.forget();
      return null;
    }
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
      // What cannot be known counts as a visitor, until the next try; without a network, the one
      // the token was given to is still here.
      .catch((error: unknown) =>
        this.state.set(
          outOfReach(Problem.from(error)) ? rememberedPerson(this.tokens.latest()) : null,
        ),
      )
      .finally(() => (this.loading = null));
    return this.loading;
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
