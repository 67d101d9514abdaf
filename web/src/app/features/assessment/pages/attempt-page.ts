import {
  ChangeDetectionStrategy,
  Component,
  DestroyRef,
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
import { Backoff, mayPass } from '../../../core/http/backoff';
import { Problem } from '../../../core/http/problem';
import { ProblemView } from '../../../core/http/problem-view';
import { CountPipe } from '../../../core/i18n/format';
import { Icon } from '../../../ui/icon/icon';
import { Markdown } from '../../../ui/markdown/markdown';
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
  private readonly lifetime = inject(DestroyRef);
  private readonly router = inject(Router);
  private readonly dialog = inject(MatDialog);
  private readonly enrollments = inject(EnrollmentService);
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
  protected readonly refusal = signal<Problem | null>(null);
  /** Nothing can be added any more, so what there is goes to the server by itself. */
  private readonly over = computed(
    () => CLOSED.includes(this.store.saveProblem()?.code ?? '') || this.store.left()?.seconds === 0,
  );
  private readonly backoff = new Backoff();
  private again?: ReturnType<typeof setTimeout>;
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
      if (this.over()) untracked(() => void this.handIn());
    });
    this.lifetime.onDestroy(() => clearTimeout(this.again));
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
    clearTimeout(this.again);
    this.submitting.set(true);
    if (!this.over()) this.refusal.set(null); // said once, it stays while it is tried again
    this.dialog.closeAll();
    try {
      const { id } = await this.store.submit();
      this.enrollments.reload(); // a pass completes the lesson
      await this.showResult(id);
    } catch (error) {
      const problem = Problem.from(error);
      this.refusal.set(problem);
      this.submitting.set(false);
      if (this.over() && mayPass(problem)) this.later(this.backoff.after(problem));
    }
  }

  private later(delay: number): void {
    if (this.lifetime.destroyed) return;
    this.again = setTimeout(() => void this.handIn(), delay);
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
