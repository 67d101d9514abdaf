import { ChangeDetectionStrategy, Component, computed, inject, input, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { Submission } from '../../../../api';
import { Problem } from '../../../../core/http/problem';
import { ProblemView } from '../../../../core/http/problem-view';
import { DatePipe, NumberPipe } from '../../../../core/i18n/format';
import { Skeleton } from '../../../../ui/skeleton/skeleton';
import { FeedbackItem } from '../../../assessment';
import { RosterService } from '../data/roster-service';

/** A submission: its result, and its answers when they are asked for. */
@Component({
  selector: 'lec-answer-sheet',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [
    DatePipe,
    FeedbackItem,
    MatButton,
    NumberPipe,
    ProblemView,
    RouterLink,
    Skeleton,
    TranslocoDirective,
  ],
  template: `
    <article *transloco="let t" class="card-surface">
      <header>
        <div>
          <h4>{{ title() }}</h4>
          <p class="text-muted small">{{ submission().submitted_at | lecDate: 'datetime' }}</p>
        </div>
        <span class="badge-soft tabular" [attr.data-tone]="tone()">
          @if (submission().score !== null) {
            {{ submission().score ?? 0 | lecNumber }} % ·
          }
          {{ t('quiz.outcome.' + tone()) }}
        </span>
      </header>
      <p class="acts">
        <button
          matButton="tonal"
          type="button"
          [attr.aria-expanded]="open()"
          [attr.aria-label]="
            t(open() ? 'people.hideAnswersTo' : 'people.answersTo', { title: title() })
          "
          (click)="open.set(!open())"
        >
          {{ open() ? t('people.hideAnswers') : t('people.answers') }}
        </button>
        @if (submission().status === 'awaiting_review') {
          <a matButton [routerLink]="['/teach/reviews', submission().id]">{{
            t('people.toReview')
          }}</a>
        }
      </p>
      @if (open()) {
        @if (problem(); as problem) {
          <lec-problem [problem]="problem" [retryable]="true" (retry)="reload()" />
        } @else if (items(); as items) {
          @for (item of items; track item.question.id) {
            <lec-feedback-item
              [number]="$index + 1"
              [question]="item.question"
              [feedback]="item.feedback"
              [value]="item.value"
              [somebodyElses]="true"
            />
          }
        } @else {
          <lec-skeleton height="160px" />
        }
      }
    </article>
  `,
  styles: `
    :host {
      display: block;
    }
    article {
      display: grid;
      gap: 10px;
      padding: 14px 16px;
    }
    header {
      display: flex;
      flex-wrap: wrap;
      align-items: start;
      justify-content: space-between;
      gap: 8px;
    }
    h4 {
      font-size: var(--text-base);
      overflow-wrap: anywhere;
    }
    .acts {
      display: flex;
      flex-wrap: wrap;
      gap: 8px;
    }
  `,
})
export class AnswerSheet {
  private readonly service = inject(RosterService);
  readonly submission = input.required<Submission>();
  readonly title = input.required<string>();
  protected readonly open = signal(false);
  private readonly detail = this.service.submission(() =>
    this.open() ? this.submission().id : undefined,
  );
  private readonly paper = this.service.paper(() =>
    this.open() ? this.submission().attempt : undefined,
  );
  protected readonly items = computed(() => {
    if (!this.detail.hasValue() || !this.paper.hasValue()) return null;
    const { answers, feedback } = this.detail.value();
    const told = new Map(feedback.map((one) => [one.question, one]));
    return this.paper.value().questions.flatMap((question) => {
      const one = told.get(question.id);
      return one ? [{ question, feedback: one, value: answers[question.id] }] : [];
    });
  });
  protected readonly tone = computed(() => {
    const { passed } = this.submission();
    if (passed === null) return 'warning';
    return passed ? 'success' : 'danger';
  });
  protected readonly problem = computed(() => {
    const error = this.detail.error() ?? this.paper.error();
    return error ? Problem.from(error) : null;
  });

  protected reload(): void {
    this.detail.reload();
    this.paper.reload();
  }
}
