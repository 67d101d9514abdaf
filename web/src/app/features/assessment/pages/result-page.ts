import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { Id } from '../../../api';
import { Problem } from '../../../core/http/problem';
import { ProblemView } from '../../../core/http/problem-view';
import { CountPipe, NumberPipe } from '../../../core/i18n/format';
import { ProgressRing } from '../../../ui/progress-ring/progress-ring';
import { Skeleton } from '../../../ui/skeleton/skeleton';
import { QuizService } from '../data/quiz-service';
import { AttemptHistory } from '../ui/attempt-history';
import { FeedbackItem } from '../ui/feedback-item';

@Component({
  selector: 'lec-result-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [
    NumberPipe,
    AttemptHistory,
    CountPipe,
    FeedbackItem,
    MatButton,
    ProblemView,
    ProgressRing,
    RouterLink,
    Skeleton,
    TranslocoDirective,
  ],
  templateUrl: './result-page.html',
  styleUrl: './result-page.scss',
})
export class ResultPage {
  private readonly service = inject(QuizService);
  readonly id = input.required<Id>();
  readonly submission = input.required<Id>();

  private readonly answer = this.service.submission(this.submission);
  private readonly quizAnswer = this.service.quiz(this.id);
  private readonly history = this.service.submissions(this.id);
  private readonly attemptAnswer = this.service.attempt(() => this.result()?.attempt);
  protected readonly result = computed(() => (this.answer.hasValue() ? this.answer.value() : null));
  protected readonly quiz = computed(() =>
    this.quizAnswer.hasValue() ? this.quizAnswer.value() : null,
  );
  protected readonly submissions = computed(() =>
    this.history.hasValue() ? this.history.value().results : [],
  );
  protected readonly attempt = computed(() =>
    this.attemptAnswer.hasValue() ? this.attemptAnswer.value() : null,
  );
  /** Feedback beside the question it belongs to, in the order in which they were asked. */
  protected readonly items = computed(() => {
    const byQuestion = new Map(this.result()?.feedback.map((one) => [one.question, one]));
    const answers = this.result()?.answers;
    return (this.attempt()?.questions ?? []).flatMap((question) => {
      const feedback = byQuestion.get(question.id);
      const value = answers?.[question.id];
      return feedback ? [{ question, feedback, value }] : [];
    });
  });
  protected readonly problem = computed(() => {
    const error = this.answer.error();
    return error ? Problem.from(error) : null;
  });
  protected readonly outcome = computed(() => {
    const result = this.result();
    if (result?.passed) return 'passed';
    return result?.status === 'awaiting_review' ? 'awaiting' : 'failed';
  });

  /** Down, so that a score just below the mark does not look like a pass. */
  protected rounded(score: number): number {
    return Math.floor(score);
  }

  protected reload(): void {
    this.answer.reload();
  }
}
