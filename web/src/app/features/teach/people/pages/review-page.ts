import { ChangeDetectionStrategy, Component, computed, effect, inject, input } from '@angular/core';
import { FormControl, FormGroup, Validators } from '@angular/forms';
import { MatButton } from '@angular/material/button';
import { Router, RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { AttemptQuestion, Id, QuestionFeedback } from '../../../../api';
import { FormSender } from '../../../../core/forms/form-sender';
import { Problem } from '../../../../core/http/problem';
import { ProblemView } from '../../../../core/http/problem-view';
import { DatePipe } from '../../../../core/i18n/format';
import { Toast } from '../../../../core/layout/toast';
import { EmptyState } from '../../../../ui/empty-state/empty-state';
import { PageHeader } from '../../../../ui/page-header/page-header';
import { Skeleton } from '../../../../ui/skeleton/skeleton';
import { Names } from '../data/names-service';
import { Review, ReviewService } from '../data/review-service';
import { RosterService } from '../data/roster-service';
import { EssayForm, EssayGroup } from '../ui/essay-form';

interface Essay {
  number: number;
  question: AttemptQuestion;
  answer: string;
  explanation: string;
  form: EssayGroup;
}

@Component({
  selector: 'lec-review-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [
    DatePipe,
    EmptyState,
    EssayForm,
    MatButton,
    PageHeader,
    ProblemView,
    RouterLink,
    Skeleton,
    TranslocoDirective,
  ],
  providers: [FormSender, Names],
  templateUrl: './review-page.html',
  styles: `
    :host {
      display: block;
      padding-bottom: 40px;
    }
    form {
      display: grid;
      gap: 20px;
      max-width: 860px;
    }
    .acts {
      display: flex;
      flex-wrap: wrap;
      gap: 8px;
    }
  `,
})
export class ReviewPage {
  private readonly service = inject(ReviewService);
  private readonly roster = inject(RosterService);
  private readonly router = inject(Router);
  private readonly toast = inject(Toast);
  protected readonly sender = inject(FormSender);
  protected readonly names = inject(Names);
  readonly submission = input.required<Id>();
  private readonly answer = this.roster.submission(this.submission);
  private readonly paper = this.roster.paper(() => this.shown()?.attempt);
  private readonly quizAnswer = this.service.quiz(() => this.shown()?.quiz);
  protected readonly shown = computed(() => (this.answer.hasValue() ? this.answer.value() : null));
  protected readonly quiz = computed(() =>
    this.quizAnswer.hasValue() ? this.quizAnswer.value() : null,
  );
  protected readonly essays = computed<Essay[] | null>(() => {
    const shown = this.shown();
    if (!shown || !this.paper.hasValue()) return null;
    const told = new Map(shown.feedback.map((one) => [one.question, one]));
    return this.paper.value().questions.flatMap((question, index) => {
      if (question.kind !== 'essay') return [];
      const feedback = told.get(question.id);
      return {
        number: index + 1,
        question,
        answer: String(shown.answers[question.id] ?? ''),
        explanation: feedback?.explanation ?? '',
        form: formFor(question, feedback),
      };
    });
  });
  protected readonly problem = computed(() => {
    const error = this.answer.error() ?? this.paper.error() ?? this.quizAnswer.error();
    return error ? Problem.from(error) : null;
  });

  constructor() {
    effect(() => {
      const shown = this.shown();
      if (shown) this.names.people([shown.student]);
    });
  }

  protected async save(): Promise<void> {
    const essays = this.essays() ?? [];
    const form = new FormGroup(
      Object.fromEntries(essays.map(({ question, form }) => [question.id, form])),
    );
    await this.sender.send(form, async () => {
      try {
        await this.service.grade(this.submission(), reviewOf(essays));
      } catch (error) {
        markPoints(essays, Problem.from(error));
        throw error;
      }
      this.toast.say('people.reviewed', { name: this.names.of(this.shown()?.student ?? '') });
      const next = await this.service.next(this.submission());
      await this.router.navigate(next ? ['/teach/reviews', next] : ['/teach/reviews']);
    });
  }

  protected reload(): void {
    for (const one of [this.answer, this.paper, this.quizAnswer]) one.reload();
  }
}

/** What the server says of an essay is about its points. */
function markPoints(essays: Essay[], problem: Problem): void {
  for (const { question, form } of essays) {
    const error = problem.at(question.id);
    if (error) form.controls.points.setErrors({ server: error });
  }
}

function formFor(question: AttemptQuestion, feedback?: QuestionFeedback): EssayGroup {
  return new FormGroup({
    // Before the review it counts as nothing, which is not a decision yet.
    points: new FormControl<number | null>(
      feedback?.correct === null ? null : (feedback?.points ?? null),
      [Validators.required, Validators.min(0), Validators.max(question.points)],
    ),
    remark: new FormControl(feedback?.remark ?? '', { nonNullable: true }),
  });
}

function reviewOf(essays: Essay[]): Review {
  return {
    points: Object.fromEntries(
      essays.map(({ question, form }) => [question.id, form.controls.points.value ?? 0]),
    ),
    feedback: Object.fromEntries(
      essays.map(({ question, form }) => [question.id, form.controls.remark.value.trim()]),
    ),
  };
}
