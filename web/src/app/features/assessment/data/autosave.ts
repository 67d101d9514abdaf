import { DestroyRef, Injectable, inject, signal } from '@angular/core';
import { Answers, Id } from '../../../api';
import { Backoff, mayPass } from '../../../core/http/backoff';
import { Problem } from '../../../core/http/problem';
import { SaveState } from '../../../ui/save-status/save-status';
import { mergeAnswers, newerThan } from './answers';
import { QuizService } from './quiz-service';

const DEBOUNCE_MS = 700;

/**
 * Carries answers to the server: a moment after the last change, one request at a time, again and
 * again while the network is away. What the server knows comes back and is merged by version, so
 * that an older tab learns of newer answers instead of overwriting them.
 */
@Injectable()
export class Autosave {
  private readonly quizzes = inject(QuizService);
  private readonly lifetime = inject(DestroyRef);
  private readonly status = signal<SaveState>('saved');
  private readonly complaint = signal<Problem | null>(null);
  readonly state = this.status.asReadonly();
  readonly problem = this.complaint.asReadonly();

  private attempt: Id = '';
  private theirs: Answers = {};
  /** What the server would not take; it is sent again only when it has changed. */
  private refused: Answers = {};
  private mine: () => Answers = () => ({});
  private onServer: (answers: Answers) => void = () => undefined;
  private timer?: ReturnType<typeof setTimeout>;
  private queue: Promise<void> = Promise.resolve();
  private readonly backoff = new Backoff();

  constructor() {
    const online = () => void this.flush();
    addEventListener('online', online);
    this.lifetime.onDestroy(() => {
      clearTimeout(this.timer);
      removeEventListener('online', online);
    });
  }

  begin(
    attempt: Id,
    theirs: Answers,
    mine: () => Answers,
    onServer: (answers: Answers) => void,
  ): void {
    Object.assign(this, { attempt, theirs, mine, onServer, refused: {} });
    if (newerThan(theirs, mine()).length > 0) this.schedule(0);
  }

  changed(): void {
    this.schedule(DEBOUNCE_MS);
  }

  /** Sends what is not yet sent; resolves when the server has answered, whatever it said. */
  flush(): Promise<void> {
    clearTimeout(this.timer);
    this.queue = this.queue.then(() => this.send());
    return this.queue;
  }

  /** The answers that the server has not got, though it might take them. */
  unsent(): Answers {
    const mine = this.mine();
    const ids = newerThan(mergeAnswers(this.theirs, this.refused), mine);
    return Object.fromEntries(Object.entries(mine).filter(([id]) => ids.includes(id)));
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
    const sent = this.unsent();
    if (Object.keys(sent).length === 0) {
      this.settle();
      return;
    }
    this.status.set('saving');
    try {
      const { answers } = await this.quizzes.save(this.attempt, sent);
      this.theirs = mergeAnswers(mergeAnswers(this.theirs, sent), answers);
      this.backoff.reset();
      this.onServer(answers);
      this.settle();
    } catch (error) {
      this.fail(Problem.from(error), sent);
    }
  }

  private fail(problem: Problem, sent: Answers): void {
    if (mayPass(problem)) {
      this.status.set('waiting');
      this.wait(this.backoff.after(problem));
    } else {
      // Sending the same again would be refused again; the others are not held back by it.
      const wrong = Object.entries(sent).filter(([id]) => problem.concerns(`/answers/${id}`));
      this.refused = mergeAnswers(this.refused, wrong.length ? Object.fromEntries(wrong) : sent);
      this.complaint.set(problem);
      this.settle();
    }
  }

  /** Goes on with what is left to send; else says how things stand. */
  private settle(): void {
    if (Object.keys(this.unsent()).length > 0) {
      this.schedule(DEBOUNCE_MS);
      return;
    }
    const refused = newerThan(this.theirs, this.refused).length > 0;
    if (!refused) this.complaint.set(null);
    this.status.set(refused ? 'refused' : 'saved');
  }
}
