import {
  ChangeDetectionStrategy,
  Component,
  ElementRef,
  computed,
  effect,
  inject,
  input,
  signal,
  untracked,
  viewChild,
} from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatDialog } from '@angular/material/dialog';
import { Router } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { firstValueFrom } from 'rxjs';
import { Id } from '../../../api';
import { Problem } from '../../../core/http/problem';
import { ProblemView } from '../../../core/http/problem-view';
import { ProblemWords } from '../../../core/http/problem-words';
import { CountPipe } from '../../../core/i18n/format';
import { Icon } from '../../../ui/icon/icon';
import { Markdown } from '../../../ui/markdown/markdown';
import { ProblemAlert } from '../../../ui/problem-alert/problem-alert';
import { SaveStatus } from '../../../ui/save-status/save-status';
import { Skeleton } from '../../../ui/skeleton/skeleton';
import { EnrollmentService } from '../../learning';
import { AttemptStore } from '../data/attempt-store';
import { Autosave } from '../data/autosave';
import { QuizService } from '../data/quiz-service';
import { AttemptClock } from '../ui/attempt-clock';
import { QuestionForm } from '../ui/question-form';
import { QuestionPager } from '../ui/question-pager';
import { SubmitDialog, SubmitQuestion } from '../ui/submit-dialog';

/** The server has closed the attempt: its time is up, or another tab handed it in. */
const CLOSED = ['attempt-over', 'attempt-submitted'];

@Component({
  selector: 'lec-attempt-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [
    AttemptClock,
    CountPipe,
    Icon,
    Markdown,
    MatButton,
    ProblemAlert,
    ProblemView,
    QuestionForm,
    QuestionPager,
    SaveStatus,
    Skeleton,
    TranslocoDirective,
  ],
  providers: [AttemptStore, Autosave],
  templateUrl: './attempt-page.html',
  styleUrl: './attempt-page.scss',
})
export class AttemptPage {
  private readonly service = inject(QuizService);
  private readonly router = inject(Router);
  private readonly dialog = inject(MatDialog);
  private readonly enrollments = inject(EnrollmentService);
  protected readonly words = inject(ProblemWords);
  protected readonly store = inject(AttemptStore);
  readonly id = input.required<Id>();
  readonly attempt = input.required<Id>();

  private readonly answer = this.service.attempt(this.attempt);
  private readonly quizAnswer = this.service.quiz(this.id);
  protected readonly quiz = computed(() =>
    this.quizAnswer.hasValue() ? this.quizAnswer.value() : null,
  );
  protected readonly problem = computed(() => {
    const error = this.answer.error();
    return error ? Problem.from(error) : null;
  });
  protected readonly submitting = signal(false);
  protected readonly refusal = signal('');
  private readonly heading = viewChild<ElementRef<HTMLElement>>('heading');

  constructor() {
    effect(() => {
      if (!this.answer.hasValue()) return;
      const attempt = this.answer.value();
      untracked(() => {
        // An attempt that was handed in cannot be gone back to; its result can.
        if (attempt.submission) void this.showResult(attempt.submission);
        else this.store.open(attempt);
      });
    });
    effect(() => {
      const closed = CLOSED.includes(this.store.saveProblem()?.code ?? '');
      if (closed || this.store.left()?.seconds === 0) untracked(() => void this.handIn());
    });
  }

  flush(): Promise<void> {
    return this.submitting() ? Promise.resolve() : this.store.flush();
  }

  protected go(index: number): void {
    this.store.go(index);
    this.heading()?.nativeElement.focus();
  }

  protected async submit(): Promise<void> {
    const data: SubmitQuestion = {
      unanswered: this.store.unanswered(),
      flagged: this.store.flagged(),
    };
    const dialog = this.dialog.open<SubmitDialog, SubmitQuestion, boolean>(SubmitDialog, {
      data,
      maxWidth: 460,
    });
    if (await firstValueFrom(dialog.afterClosed())) await this.handIn();
  }

  protected async handIn(): Promise<void> {
    if (this.submitting()) return;
    this.submitting.set(true);
    this.refusal.set('');
    this.dialog.closeAll();
    try {
      const { id } = await this.store.submit();
      this.enrollments.reload(); // a pass completes the lesson
      await this.showResult(id);
    } catch (error) {
      this.refusal.set(this.words.of(Problem.from(error)));
      this.submitting.set(false);
    }
  }

  private showResult(submission: Id): Promise<boolean> {
    return this.router.navigate(['/quizzes', this.id(), 'results', submission], {
      replaceUrl: true,
    });
  }

  protected reload(): void {
    this.answer.reload();
  }
}
