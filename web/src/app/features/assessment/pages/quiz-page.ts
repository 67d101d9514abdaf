import {
  ChangeDetectionStrategy,
  Component,
  computed,
  effect,
  inject,
  input,
  signal,
} from '@angular/core';
import { MatButton } from '@angular/material/button';
import { Router, RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { Id } from '../../../api';
import { Problem } from '../../../core/http/problem';
import { ProblemView } from '../../../core/http/problem-view';
import { CountPipe, MinutesPipe } from '../../../core/i18n/format';
import { PageTitle } from '../../../core/layout/page-title';
import { Icon } from '../../../ui/icon/icon';
import { Skeleton } from '../../../ui/skeleton/skeleton';
import { QuizService } from '../data/quiz-service';
import { AttemptHistory } from '../ui/attempt-history';

/** The rules, before anything counts; what was tried before; and the way in. */
@Component({
  selector: 'lec-quiz-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [
    AttemptHistory,
    CountPipe,
    Icon,
    MatButton,
    MinutesPipe,
    ProblemView,
    RouterLink,
    Skeleton,
    TranslocoDirective,
  ],
  templateUrl: './quiz-page.html',
  styleUrl: './quiz-page.scss',
})
export class QuizPage {
  private readonly service = inject(QuizService);
  private readonly router = inject(Router);
  readonly id = input.required<Id>();

  private readonly answer = this.service.quiz(this.id);
  private readonly history = this.service.submissions(this.id);
  private readonly attempts = this.service.attempts(this.id);
  protected readonly quiz = computed(() => (this.answer.hasValue() ? this.answer.value() : null));
  protected readonly submissions = computed(() =>
    this.history.hasValue() ? this.history.value().results : [],
  );
  protected readonly unfinished = computed(() =>
    this.attempts.hasValue()
      ? this.attempts.value().results.find(({ submitted_at }) => !submitted_at)
      : undefined,
  );
  /** Attempts that remain, or null when there is no limit. */
  protected readonly left = computed(() => {
    const allowed = this.quiz()?.max_attempts;
    return allowed ? Math.max(0, allowed - this.submissions().length) : null;
  });
  protected readonly passed = computed(() => this.submissions().some(({ passed }) => passed));
  protected readonly problem = computed(() => {
    const error = this.answer.error();
    return error ? Problem.from(error) : null;
  });
  protected readonly starting = signal(false);
  protected readonly refusal = signal<Problem | null>(null);

  constructor() {
    const title = inject(PageTitle);
    effect(() => {
      const quiz = this.quiz();
      if (quiz) title.show(quiz.title);
    });
  }

  protected async start(): Promise<void> {
    this.starting.set(true);
    this.refusal.set(null);
    try {
      const attempt = await this.service.start(this.id());
      await this.router.navigate(['/quizzes', this.id(), 'attempts', attempt.id]);
    } catch (error) {
      this.refusal.set(Problem.from(error));
    } finally {
      this.starting.set(false);
    }
  }

  protected timeMinutes(seconds: number): number {
    return Math.ceil(seconds / 60);
  }

  protected reload(): void {
    this.answer.reload();
    this.history.reload();
    this.attempts.reload();
  }
}
