import { HttpClient, httpResource } from '@angular/common/http';
import { Injectable, computed, inject, signal } from '@angular/core';
import { firstValueFrom } from 'rxjs';
import { Choice, Id, Question, Quiz, QuizStatistics } from '../../../api';
import { Problem } from '../../../core/http/problem';
import { Toast } from '../../../core/layout/toast';
import { moveItem } from './arrange';
import { convert } from './convert';
import { DocumentStore } from './document-store';
import { every } from './every';
import { lackOf } from './readiness';
import { Removals } from './removals';

/** A quiz with its rules, its questions in their order, and their choices. */
@Injectable()
export class QuizStore {
  private readonly http = inject(HttpClient);
  private readonly toast = inject(Toast);
  private readonly wanted = signal<Id>('');
  private readonly all = signal<readonly Question[] | null>(null);
  private readonly removals = inject(Removals);
  private readonly failure = signal<Problem | null>(null);
  private readonly byQuestion = signal<ReadonlyMap<Id, readonly Choice[]>>(new Map());
  private readonly figures = httpResource<QuizStatistics>(() => {
    const quiz = this.wanted();
    return quiz ? `/api/quizzes/${quiz}/statistics/` : undefined;
  });

  readonly rules = new DocumentStore<Quiz>();
  readonly problem = computed(() => this.rules.closed() ?? this.failure());
  readonly questions = computed(
    () => this.all()?.filter(({ id }) => !this.removals.ids().includes(id)) ?? null,
  );
  readonly lacking = computed(
    () => this.questions()?.filter((one) => lackOf(one, this.choicesOf(one.id))).length ?? 0,
  );
  readonly points = computed(() =>
    (this.questions() ?? []).reduce((sum, { points }) => sum + points, 0),
  );
  /** What is known of each question once somebody has answered. */
  readonly statistics = computed(() => {
    const figures = this.figures.hasValue() ? this.figures.value() : null;
    return new Map(figures?.sittings ? figures.questions.map((one) => [one.question, one]) : []);
  });

  async open(quiz: Id): Promise<void> {
    this.wanted.set(quiz);
    this.failure.set(null);
    this.all.set(null);
    await this.rules.open(`/api/quizzes/${quiz}/`);
    await this.load();
  }

  /** Reads the questions anew, as after an import. */
  async load(): Promise<void> {
    const quiz = this.rules.value();
    if (!quiz) return;
    try {
      const [questions, choices] = await Promise.all([
        every<Question>(this.http, `/api/questions/?quiz=${quiz.id}&page_size=100`),
        every<Choice>(this.http, `/api/choices/?course=${quiz.course}&page_size=100`),
      ]);
      const grouped = new Map<Id, Choice[]>();
      for (const choice of choices) {
        grouped.set(choice.question, [...(grouped.get(choice.question) ?? []), choice]);
      }
      this.byQuestion.set(grouped);
      this.all.set(questions);
    } catch (error) {
      this.failure.set(Problem.from(error));
    }
  }

  choicesOf(question: Id): readonly Choice[] {
    const leaving = this.removals.ids();
    return (this.byQuestion().get(question) ?? []).filter(({ id }) => !leaving.includes(id));
  }

  /** Takes over what was saved of a question. */
  retell(question: Question): void {
    this.all.update(
      (list) => list?.map((one) => (one.id === question.id ? question : one)) ?? null,
    );
  }

  retellChoice(choice: Choice): void {
    this.changeChoices(choice.question, (list) =>
      list.map((one) => (one.id === choice.id ? choice : one)),
    );
  }

  /** A new question with as many choices as it needs at least. */
  add(kind: Question['kind'], text: string, choices: readonly string[]): Promise<Id | null> {
    return this.write(async () => {
      const question = await this.create({ kind, text });
      for (const words of choices) await this.createChoice(question.id, { text: words });
      return question.id;
    });
  }

  duplicate(question: Question): Promise<Id | null> {
    const { kind, text, answer, tolerance, points, explanation } = question;
    return this.write(async () => {
      const copy = await this.create({ kind, text, answer, tolerance, points, explanation });
      for (const { text, is_correct, feedback, match } of this.choicesOf(question.id)) {
        await this.createChoice(copy.id, { text, is_correct, feedback, match });
      }
      return copy.id;
    });
  }

  addChoice(question: Id, text: string): Promise<unknown> {
    return this.write(() => this.createChoice(question, { text }));
  }

  removeChoice({ id, question }: Choice): Promise<void> {
    return this.removals.remove(
      { id, url: `/api/choices/${id}/`, said: 'teach.choice.removed' },
      (tell) =>
        this.write(async () => {
          await tell();
          this.changeChoices(question, (list) => list.filter((one) => one.id !== id));
        }),
    );
  }

  /** Shown at once; what the server refuses is shown as it was. */
  async moveChoice(question: Id, from: number, to: number): Promise<void> {
    const before = this.byQuestion().get(question) ?? [];
    const shown = this.choicesOf(question);
    const hidden = before.filter((choice) => !shown.includes(choice));
    const next = [...moveItem(shown, from, to), ...hidden];
    this.changeChoices(question, () => next);
    const done = await this.write(async () => {
      for (const [position, { id, position: was }] of next.entries()) {
        if (was === position) continue;
        const url = `/api/choices/${id}/`;
        this.retellChoice(await firstValueFrom(this.http.patch<Choice>(url, { position })));
      }
      return true;
    });
    if (!done) this.changeChoices(question, () => before);
  }

  /**
   * Prepares the choices for another kind; `text` names one that is added. Answers what else of the
   * question changes with it.
   */
  convert(
    question: Question,
    kind: Question['kind'],
    text: (number: number) => string,
  ): Promise<Partial<Question> | null> {
    const choices = this.choicesOf(question.id);
    const { changes, wrong, missing } = convert(question, choices, kind);
    return this.write(async () => {
      for (const { id } of wrong) {
        const url = `/api/choices/${id}/`;
        const body = { is_correct: false };
        this.retellChoice(await firstValueFrom(this.http.patch<Choice>(url, body)));
      }
      for (let more = 1; more <= missing; more++) {
        await this.createChoice(question.id, { text: text(choices.length + more) });
      }
      return changes;
    });
  }

  /** Of a single choice there is one that is right, so the one before is not any more. */
  choose(question: Question, right: Choice, is_correct: boolean): Promise<unknown> {
    const others = question.kind === 'single' ? this.choicesOf(question.id) : [];
    const changes = [
      { choice: right, is_correct },
      ...others
        .filter(({ id, is_correct }) => id !== right.id && is_correct)
        .map((choice) => ({ choice, is_correct: false })),
    ];
    return this.write(async () => {
      for (const { choice, is_correct } of changes) {
        const url = `/api/choices/${choice.id}/`;
        this.retellChoice(await firstValueFrom(this.http.patch<Choice>(url, { is_correct })));
      }
    });
  }

  /** Shown at once; what the server refuses is shown as it was. */
  async move(from: number, to: number): Promise<void> {
    const before = this.all();
    const visible = this.questions() ?? [];
    const hidden = (before ?? []).filter(({ id }) => this.removals.ids().includes(id));
    const next = [...moveItem(visible, from, to), ...hidden];
    this.all.set(next);
    const body = { quiz: this.wanted(), order: next.map(({ id }) => id) };
    const done = await this.write(() =>
      firstValueFrom(this.http.post('/api/questions/reorder/', body)),
    );
    if (!done) this.all.set(before);
  }

  remove({ id }: Question): Promise<void> {
    return this.removals.remove(
      { id, url: `/api/questions/${id}/`, said: 'teach.question.removed' },
      (tell) =>
        this.write(async () => {
          await tell();
          this.all.update((list) => list?.filter((one) => one.id !== id) ?? null);
        }),
    );
  }

  private async create(values: Partial<Question>): Promise<Question> {
    const body = { quiz: this.wanted(), ...values };
    const question = await firstValueFrom(this.http.post<Question>('/api/questions/', body));
    this.all.update((list) => [...(list ?? []), question]);
    return question;
  }

  private async createChoice(question: Id, values: Partial<Choice>): Promise<void> {
    const body = { question, ...values };
    const choice = await firstValueFrom(this.http.post<Choice>('/api/choices/', body));
    this.changeChoices(question, (list) => [...list, choice]);
  }

  private changeChoices(question: Id, how: (list: readonly Choice[]) => readonly Choice[]): void {
    this.byQuestion.update((map) => new Map(map).set(question, how(map.get(question) ?? [])));
  }

  private async write<R>(work: () => Promise<R>): Promise<R | null> {
    try {
      return await work();
    } catch (error) {
      this.toast.failed(error);
      return null;
    }
  }
}
