import { LiveAnnouncer } from '@angular/cdk/a11y';
import { CdkDrag, CdkDragDrop, CdkDragHandle, CdkDropList } from '@angular/cdk/drag-drop';
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
  output,
  untracked,
  viewChildren,
} from '@angular/core';
import { MatButton, MatIconButton } from '@angular/material/button';
import { MatError, MatFormField, MatHint, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { MatMenu, MatMenuContent, MatMenuItem, MatMenuTrigger } from '@angular/material/menu';
import { MatRadioButton, MatRadioGroup } from '@angular/material/radio';
import { MatOption, MatSelect } from '@angular/material/select';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import { Id, Question, QuestionStatistics } from '../../../api';
import { CountPipe, NumberPipe } from '../../../core/i18n/format';
import { Texts } from '../../../core/markdown/texts';
import { Icon } from '../../../ui/icon/icon';
import { MarkdownEditor } from '../../../ui/markdown-editor/markdown-editor';
import { SaveStatus } from '../../../ui/save-status/save-status';
import { DocumentStore } from '../data/document-store';
import { QuizStore } from '../data/quiz-store';
import { KINDS, difficultyOf, discriminationOf, lackOf } from '../data/readiness';
import { ChoiceRow } from './choice-row';
import { ConflictNote } from './conflict-note';
import { InvalidWhen } from './invalid-when';

/** One question: a line that tells what it is, and when it is open everything about it. */
@Component({
  selector: 'lec-question-card',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [
    CdkDrag,
    CdkDragHandle,
    CdkDropList,
    ChoiceRow,
    ConflictNote,
    CountPipe,
    Icon,
    InvalidWhen,
    MarkdownEditor,
    MatButton,
    MatError,
    MatFormField,
    MatHint,
    MatIconButton,
    MatInput,
    MatLabel,
    MatMenu,
    MatMenuContent,
    MatMenuItem,
    MatMenuTrigger,
    MatOption,
    MatRadioButton,
    MatRadioGroup,
    MatSelect,
    NumberPipe,
    SaveStatus,
    TranslocoDirective,
  ],
  templateUrl: './question-card.html',
  styleUrl: './question-card.scss',
})
export class QuestionCard {
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef);
  private readonly injector = inject(Injector);
  private readonly announcer = inject(LiveAnnouncer);
  private readonly transloco = inject(TranslocoService);
  protected readonly texts = inject(Texts);
  protected readonly quiz = inject(QuizStore);
  readonly question = input.required<Question>();
  readonly number = input.required<number>();
  readonly open = input(false);
  readonly statistics = input<QuestionStatistics>();
  readonly unfold = output();
  readonly step = output<-1 | 1>();
  readonly duplicate = output();
  readonly remove = output();
  readonly store = new DocumentStore<Question>((question) => this.quiz.retell(question));
  private readonly rows = viewChildren(ChoiceRow);
  /** Of the question and its choices, whichever is not saved yet. */
  protected readonly saving = computed(
    () =>
      [this.store, ...this.rows().map(({ store }) => store)]
        .map(({ state }) => state())
        .find((state) => state !== 'saved') ?? 'saved',
  );
  protected readonly choices = computed(() => this.quiz.choicesOf(this.question().id));
  protected readonly lack = computed(() => {
    const value = this.store.value();
    return value && lackOf(value, this.choices());
  });
  protected readonly chosen = computed(
    () => new Map(this.statistics()?.choices.map(({ choice, count }) => [choice, count])),
  );
  protected readonly kinds = KINDS;
  protected readonly difficultyOf = difficultyOf;
  protected readonly discriminationOf = discriminationOf;

  constructor() {
    effect(() => {
      const question = this.question();
      untracked(() => this.store.adopt(`/api/questions/${question.id}/`, question));
    });
  }

  async flush(): Promise<void> {
    await Promise.all(
      [this.store, ...this.rows().map(({ store }) => store)].map((one) => one.flush()),
    );
  }

  unsaved(): boolean {
    return this.store.unsaved() || this.rows().some(({ store }) => store.unsaved());
  }

  protected change(changes: Partial<Question>): void {
    this.store.change(changes);
  }

  /** What was typed is saved first, so that the other kind begins with it. */
  protected async convert(kind: Question['kind']): Promise<void> {
    await this.flush();
    const now = this.store.value() ?? this.question();
    const changes = await this.quiz.convert(now, kind, (number) =>
      this.transloco.translate('teach.choice.text', { number }),
    );
    if (!changes) return;
    this.store.change(changes);
    await this.store.flush();
  }

  protected dropped({ previousIndex, currentIndex }: CdkDragDrop<unknown>): void {
    if (previousIndex === currentIndex) return;
    void this.quiz.moveChoice(this.question().id, previousIndex, currentIndex);
  }

  protected stepChoice(choice: Id, from: number, by: -1 | 1): void {
    const total = this.choices().length;
    const to = from + by;
    if (to < 0 || to >= total) return;
    void this.quiz.moveChoice(this.question().id, from, to);
    const said = this.transloco.translate<string>('teach.choice.moved', { number: to + 1, total });
    void this.announcer.announce(said, 'assertive');
    // An element that moves loses the focus.
    afterNextRender(
      () =>
        this.host.nativeElement
          .querySelector<HTMLElement>(`[data-focus="choice-${choice}"]`)
          ?.focus(),
      { injector: this.injector },
    );
  }

  /** What is not yet a number is not sent. */
  protected changeNumber(field: 'points' | 'tolerance', text: string): void {
    const value = Number(text);
    if (text.trim() && value >= 0) this.change({ [field]: value });
  }

  protected key(event: KeyboardEvent): void {
    if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return;
    event.preventDefault();
    this.step.emit(event.key === 'ArrowUp' ? -1 : 1);
  }
}
