import { DestroyRef, Injectable, computed, inject, signal } from '@angular/core';
import { AnswerValue, Answers, AttemptPaper, Id, Submission } from '../../../api';
import { Drafts } from '../../../core/offline/drafts';
import { isAnswered, mergeAnswers } from './answers';
import { Autosave } from './autosave';
import { clockOffset, timeLeft } from './countdown';
import { Draft, draftName } from './draft';
import { QuizService } from './quiz-service';

/** One attempt while it is being taken: answers, flags, where one is, and the time left. */
@Injectable()
export class AttemptStore {
  private readonly quizzes = inject(QuizService);
  private readonly drafts = inject(Drafts);
  private readonly autosave = inject(Autosave);
  private readonly opened = signal<AttemptPaper | null>(null);
  private readonly values = signal<Answers>({});
  private readonly flags = signal<ReadonlySet<Id>>(new Set());
  private readonly position = signal(0);
  private readonly clock = signal(Date.now());
  private offset = 0;

  readonly attempt = this.opened.asReadonly();
  readonly index = this.position.asReadonly();
  readonly questions = computed(() => this.opened()?.questions ?? []);
  readonly question = computed(() => this.questions()[this.position()]);
  readonly value = computed(() => this.values()[this.question()?.id ?? '']?.value ?? null);
  readonly left = computed(() => {
    const attempt = this.opened();
    return attempt && timeLeft(attempt, this.offset, this.clock());
  });
  /** What the pager shows of each question. */
  readonly marks = computed(() =>
    this.questions().map((question) => ({
      id: question.id,
      answered: isAnswered(question, this.values()[question.id]?.value),
      flagged: this.flags().has(question.id),
    })),
  );
  readonly unanswered = computed(() => this.marks().filter((mark) => !mark.answered).length);
  readonly flagged = computed(() => this.marks().filter((mark) => mark.flagged).length);
  readonly saveState = this.autosave.state;
  readonly saveProblem = this.autosave.problem;

  constructor() {
    const ticking = setInterval(() => this.clock.set(Date.now()), 1000);
    const follow = (event: StorageEvent) => this.followOtherTab(event);
    addEventListener('storage', follow);
    inject(DestroyRef).onDestroy(() => {
      clearInterval(ticking);
      removeEventListener('storage', follow);
    });
  }

  open(attempt: AttemptPaper): void {
    const draft = this.drafts.read<Draft>(draftName(attempt.id));
    this.offset = clockOffset(attempt.server_time, Date.now());
    this.values.set(mergeAnswers(attempt.answers, draft?.answers ?? {}));
    this.flags.set(new Set(draft?.flagged));
    this.opened.set(attempt);
    this.autosave.begin(
      attempt.id,
      attempt.answers,
      () => this.values(),
      (answers) => this.values.update((mine) => mergeAnswers(mine, answers)),
    );
  }

  answer(id: Id, value: AnswerValue): void {
    this.values.update((all) => ({
      ...all,
      [id]: { value, version: (all[id]?.version ?? 0) + 1 },
    }));
    this.keep();
    this.autosave.changed();
  }

  toggleFlag(): void {
    const id = this.question()?.id;
    if (!id) return;
    this.flags.update((flags) => {
      const next = new Set(flags);
      if (!next.delete(id)) next.add(id);
      return next;
    });
    this.keep();
  }

  go(index: number): void {
    this.position.set(Math.max(0, Math.min(index, this.questions().length - 1)));
  }

  flush(): Promise<void> {
    return this.autosave.flush();
  }

  /** Hands in what was answered. The draft goes only when the server has said that it has all. */
  async submit(): Promise<Submission> {
    const attempt = this.opened();
    if (!attempt) throw new Error('No attempt is open.');
    await this.autosave.flush();
    const submission = await this.quizzes.submit(attempt.id, this.autosave.unsent());
    this.drafts.drop(draftName(attempt.id));
    return submission;
  }

  private keep(): void {
    const attempt = this.opened();
    if (!attempt) return;
    const draft: Draft = { answers: this.values(), flagged: [...this.flags()] };
    this.drafts.write(draftName(attempt.id), draft);
  }

  private followOtherTab({ key, newValue }: StorageEvent): void {
    const attempt = this.opened();
    if (!attempt || !newValue || key !== this.drafts.place(draftName(attempt.id))) return;
    const draft = JSON.parse(newValue) as Draft;
    this.values.update((mine) => mergeAnswers(mine, draft.answers));
    this.flags.set(new Set(draft.flagged));
  }
}
