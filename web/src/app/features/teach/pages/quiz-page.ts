import { LiveAnnouncer } from '@angular/cdk/a11y';
import { CdkDrag, CdkDragDrop, CdkDropList } from '@angular/cdk/drag-drop';
import {
  ChangeDetectionStrategy,
  Component,
  ElementRef,
  Injector,
  afterNextRender,
  computed,
  effect,
  inject,
  input,
  signal,
  untracked,
  viewChildren,
} from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatMenu, MatMenuContent, MatMenuItem, MatMenuTrigger } from '@angular/material/menu';
import { RouterLink } from '@angular/router';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import { Id, Question } from '../../../api';
import { ProblemView } from '../../../core/http/problem-view';
import { CountPipe } from '../../../core/i18n/format';
import { EmptyState } from '../../../ui/empty-state/empty-state';
import { Skeleton } from '../../../ui/skeleton/skeleton';
import { startingChoices } from '../data/convert';
import { CourseStore } from '../data/course-store';
import { Leavable, warnWhile } from '../data/leave-guard';
import { QuizStore } from '../data/quiz-store';
import { KINDS } from '../data/readiness';
import { EditorHead } from '../ui/editor-head';
import { ImportPanel } from '../ui/import-panel';
import { QuestionCard } from '../ui/question-card';
import { QuizRules } from '../ui/quiz-rules';

/** One quiz: its rules, and its questions with their keys. */
@Component({
  selector: 'lec-quiz-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [
    CdkDrag,
    CdkDropList,
    CountPipe,
    EditorHead,
    EmptyState,
    ImportPanel,
    MatButton,
    MatMenu,
    MatMenuContent,
    MatMenuItem,
    MatMenuTrigger,
    ProblemView,
    QuestionCard,
    QuizRules,
    RouterLink,
    Skeleton,
    TranslocoDirective,
  ],
  providers: [QuizStore],
  templateUrl: './quiz-page.html',
  styleUrl: './quiz-page.scss',
})
export class QuizPage implements Leavable {
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef);
  private readonly injector = inject(Injector);
  private readonly announcer = inject(LiveAnnouncer);
  private readonly transloco = inject(TranslocoService);
  protected readonly course = inject(CourseStore);
  protected readonly store = inject(QuizStore);
  readonly quiz = input.required<Id>();
  private readonly cards = viewChildren(QuestionCard);
  protected readonly opened = signal<Id | null>(null);
  protected readonly importing = signal(false);
  protected readonly kinds = KINDS;
  protected readonly ready = computed(
    () => !!this.store.questions()?.length && !this.store.lacking(),
  );

  constructor() {
    warnWhile(() => this.store.rules.unsaved() || this.cards().some((card) => card.unsaved()));
    effect(() => {
      const quiz = this.quiz();
      untracked(() => void this.store.open(quiz));
    });
  }

  async flush(): Promise<void> {
    await Promise.all([this.store.rules, ...this.cards()].map((one) => one.flush()));
  }

  protected async add(kind: Question['kind']): Promise<void> {
    const choices = Array.from({ length: startingChoices(kind) }, (_, index) =>
      this.transloco.translate<string>('teach.choice.text', { number: index + 1 }),
    );
    const text = this.transloco.translate<string>('teach.question.new');
    this.show(await this.store.add(kind, text, choices));
  }

  protected async duplicate(question: Question): Promise<void> {
    await this.flush();
    this.show(await this.store.duplicate(question));
  }

  protected toggle(question: Id): void {
    void this.flush();
    this.opened.update((open) => (open === question ? null : question));
  }

  protected dropped({ previousIndex, currentIndex }: CdkDragDrop<unknown>): void {
    if (previousIndex !== currentIndex) void this.store.move(previousIndex, currentIndex);
  }

  protected step(question: Question, from: number, by: -1 | 1): void {
    const total = this.store.questions()?.length ?? 0;
    const to = from + by;
    if (to < 0 || to >= total) return;
    void this.store.move(from, to);
    const words = { number: to + 1, total };
    void this.announcer.announce(
      this.transloco.translate('teach.question.moved', words),
      'assertive',
    );
    this.focus(`question-${question.id}`);
  }

  protected async imported(): Promise<void> {
    await this.store.load();
  }

  private show(question: Id | null): void {
    if (!question) return;
    this.opened.set(question);
    this.focus(`question-${question}`);
  }

  private focus(id: string): void {
    afterNextRender(
      () => this.host.nativeElement.querySelector<HTMLElement>(`[data-focus="${id}"]`)?.focus(),
      { injector: this.injector },
    );
  }
}
