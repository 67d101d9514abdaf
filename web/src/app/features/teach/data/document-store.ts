import { HttpClient, HttpResponse } from '@angular/common/http';
import { DestroyRef, computed, inject, signal } from '@angular/core';
import { firstValueFrom } from 'rxjs';
import { Backoff, mayPass } from '../../../core/http/backoff';
import { inBackground } from '../../../core/http/loading-interceptor';
import { Problem } from '../../../core/http/problem';
import { ProblemWords } from '../../../core/http/problem-words';
import { Drafts } from '../../../core/offline/drafts';
import { SaveState } from '../../../ui/save-status/save-status';
import { Draft, draftOf } from './draft';
import { overlap, without } from './merge';

const DEBOUNCE_MS = 900;

/**
 * Something that is edited field by field and saved by itself, a moment after the last change. What
 * somebody else has changed meanwhile is taken over, unless it is the same field: then its author
 * decides. What is not saved survives a closed tab.
 */
export class DocumentStore<T extends object> {
  private readonly http = inject(HttpClient);
  private readonly drafts = inject(Drafts);
  private readonly words = inject(ProblemWords);
  private readonly lifetime = inject(DestroyRef);
  private readonly theirs = signal<T | null>(null);
  private readonly mine = signal<Partial<T>>({});
  private readonly status = signal<SaveState>('saved');
  private readonly complaint = signal<Problem | null>(null);
  private readonly failure = signal<Problem | null>(null);
  private readonly rival = signal<T | null>(null);

  readonly state = this.status.asReadonly();
  /** Why the last change was refused. */
  readonly problem = this.complaint.asReadonly();
  /** Why it could not be opened. */
  readonly closed = this.failure.asReadonly();
  /** What somebody else has made of it, while its author has to decide. */
  readonly conflict = this.rival.asReadonly();
  readonly value = computed<T | null>(() => {
    const theirs = this.theirs();
    return theirs && { ...theirs, ...this.mine() };
  });
  readonly unsaved = computed(() => Object.keys(this.mine()).length > 0);

  private url = '';
  private etag: string | null = null;
  private timer?: ReturnType<typeof setTimeout>;
  private queue: Promise<void> = Promise.resolve();
  private sending = false;
  private readonly backoff = new Backoff();

  /** `saved` hears of everything that the server has taken. */
  constructor(private readonly saved: (value: T) => void = () => undefined) {
    const online = () => void this.flush();
    addEventListener('online', online);
    this.lifetime.onDestroy(() => {
      removeEventListener('online', online);
      void this.flush(); // whoever closes it does not wait for the moment after the last change
    });
  }

  /** Reads it from the server; what this browser kept unsaved is put on top of it. */
  async open(url: string): Promise<void> {
    clearTimeout(this.timer);
    this.url = url;
    this.etag = null;
    this.theirs.set(null);
    this.mine.set({});
    this.rival.set(null);
    this.complaint.set(null);
    this.failure.set(null);
    this.status.set('saved');
    const draft = this.drafts.read<Draft<T>>(url);
    try {
      const answer = await this.read();
      if (url !== this.url) return; // something else was opened meanwhile
      this.take(answer);
    } catch (error) {
      if (url === this.url) this.failure.set(Problem.from(error));
      return;
    }
    if (draft) this.resume(draft, this.theirs() as T);
  }

  /** Begins with what is known already, or takes over what has become known of it. */
  adopt(url: string, value: T): void {
    const draft = url === this.url ? null : this.drafts.read<Draft<T>>(url);
    this.url = url;
    this.theirs.set(value);
    if (draft) this.resume(draft, value);
  }

  change(changes: Partial<T>): void {
    const theirs = this.theirs();
    if (!theirs) return;
    this.mine.update((mine) => {
      const all = { ...mine, ...changes };
      // While the server is told one thing, going back to what it knew is another thing to tell.
      return this.sending ? all : without(all, theirs);
    });
    this.keep();
    if (this.rival()) return;
    if (this.unsaved()) this.schedule(DEBOUNCE_MS);
    else this.settled();
  }

  /** What is wrong with a field. */
  errorOf(field: keyof T & string): string {
    return this.words.beside(this.complaint(), field);
  }

  /** Sends what is not yet sent; resolves when the server has answered, whatever it said. */
  flush(): Promise<void> {
    clearTimeout(this.timer);
    this.queue = this.queue.then(() => this.send());
    return this.queue;
  }

  /** Ends a conflict with one's own text: it goes over what the other has written. */
  async keepMine(): Promise<void> {
    this.rival.set(null);
    await this.flush();
  }

  takeTheirs(): void {
    this.rival.set(null);
    this.mine.set({});
    this.settled();
  }

  /** Puts what this browser kept unsaved on top of what there is now. */
  private resume(draft: Draft<T>, now: T): void {
    const changes = without(draft.changes, now);
    this.mine.set(changes);
    this.keep();
    if (overlap(changes, draft.base, now).length) this.dispute(now);
    else if (this.unsaved()) this.schedule(DEBOUNCE_MS);
  }

  private schedule(delay: number): void {
    clearTimeout(this.timer);
    this.status.set('saving');
    this.wait(delay);
  }

  /** What nobody is there for any more stays in the draft. */
  private wait(delay: number): void {
    if (!this.lifetime.destroyed) this.timer = setTimeout(() => void this.flush(), delay);
  }

  private async send(): Promise<void> {
    if (this.rival()) return;
    if (!this.unsaved()) {
      if (this.theirs()) this.settled();
      return;
    }
    const sent = this.mine();
    const url = this.url;
    this.status.set('saving');
    this.sending = true;
    try {
      const answer = await firstValueFrom(
        this.http.patch<T>(url, sent, {
          observe: 'response',
          context: inBackground(),
          headers: this.etag ? { 'If-Match': this.etag } : {},
        }),
      );
      if (url !== this.url) return;
      this.take(answer);
      // What was sent is there, if perhaps written differently, as without blanks at the ends.
      this.mine.update(
        (mine) =>
          Object.fromEntries(
            Object.entries(mine).filter(([key, value]) => value !== sent[key as keyof T]),
          ) as Partial<T>,
      );
      this.backoff.reset();
      this.saved(answer.body as T);
      if (this.unsaved()) this.schedule(DEBOUNCE_MS);
      else this.settled();
    } catch (error) {
      if (url === this.url) await this.fail(Problem.from(error));
    } finally {
      this.sending = false;
    }
  }

  private async fail(problem: Problem): Promise<void> {
    if (problem.status === 412) {
      await this.meet();
    } else if (mayPass(problem)) {
      this.status.set('waiting');
      this.wait(this.backoff.after(problem));
    } else {
      this.complaint.set(problem);
      this.status.set('refused'); // it is sent again when it has changed
    }
  }

  /** Somebody else was faster: other fields are taken over, the same ones are asked about. */
  private async meet(): Promise<void> {
    const base = this.theirs() as T;
    try {
      const answer = await this.read();
      const now = answer.body as T;
      const clash = overlap(this.mine(), base, now);
      this.take(answer);
      this.mine.update((mine) => without(mine, now));
      if (clash.length) this.dispute(now);
      else this.schedule(0);
    } catch (error) {
      await this.fail(Problem.from(error));
    }
  }

  private dispute(now: T): void {
    this.rival.set(now);
    this.status.set('conflict');
  }

  private settled(): void {
    clearTimeout(this.timer);
    this.complaint.set(null);
    this.status.set('saved');
    this.keep();
  }

  private keep(): void {
    const theirs = this.theirs();
    if (!theirs) return;
    const draft = draftOf(this.mine(), theirs);
    if (draft) this.drafts.write(this.url, draft);
    else this.drafts.drop(this.url);
  }

  private read(): Promise<HttpResponse<T>> {
    return firstValueFrom(this.http.get<T>(this.url, { observe: 'response' }));
  }

  private take(answer: HttpResponse<T>): void {
    this.etag = answer.headers.get('ETag');
    this.theirs.set(answer.body);
  }
}
