import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { Dashboard } from '../../../api';
import { formatDate } from '../../../core/i18n/format';
import { Language } from '../../../core/i18n/language';
import { Theme } from '../../../core/theme/theme';
import { LecChart } from '../../../ui/chart/chart';

/** Quiz scores in the order in which they were reached. */
@Component({
  selector: 'lec-score-chart',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [LecChart, RouterLink, TranslocoDirective],
  template: `
    <ng-container *transloco="let t">
      <lec-chart
        type="line"
        [caption]="t('dashboard.scores')"
        [labels]="labels()"
        [series]="[{ label: t('dashboard.score'), values: values(), color: '--mat-sys-primary' }]"
        [max]="100"
        [scheme]="theme.dark()"
      />
      <ul class="list-plain">
        @for (one of latest(); track one.submitted_at) {
          <li>
            <a [routerLink]="['/quizzes', one.quiz]">{{ one.title }}</a>
            <span
              class="badge-soft tabular"
              [attr.data-tone]="one.passed ? 'success' : one.passed === null ? 'warning' : 'danger'"
              >{{ one.score === null ? t('quiz.outcome.warning') : one.score + ' %' }}</span
            >
          </li>
        }
      </ul>
    </ng-container>
  `,
  styles: `
    :host {
      --chart-height: 180px;
    }
    ul {
      display: grid;
      gap: 8px;
      margin-top: 16px;
    }
    li {
      display: flex;
      align-items: center;
      justify-content: space-between;
      gap: 12px;
      font-size: 0.9rem;
    }
    a:hover {
      text-decoration: underline;
    }
  `,
})
export class ScoreChart {
  protected readonly theme = inject(Theme);
  private readonly language = inject(Language);
  readonly scores = input.required<Dashboard['scores']>();
  private readonly inTime = computed(() =>
    [...this.scores()].sort((a, b) => a.submitted_at.localeCompare(b.submitted_at)),
  );
  private readonly graded = computed(() => this.inTime().filter(({ score }) => score !== null));
  protected readonly latest = computed(() => this.inTime().slice(-3).reverse());
  protected readonly labels = computed(() =>
    this.graded().map(({ title, submitted_at }) =>
      [
        title.length > 18 ? `${title.slice(0, 17)}…` : title,
        formatDate(submitted_at, this.language.code()),
      ].join(', '),
    ),
  );
  protected readonly values = computed(() => this.graded().map(({ score }) => score));
}
