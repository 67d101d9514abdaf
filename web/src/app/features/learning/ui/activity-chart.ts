import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import { Dashboard } from '../../../api';
import { Language } from '../../../core/i18n/language';
import { Theme } from '../../../core/theme/theme';
import { LecChart } from '../../../ui/chart/chart';

/** What was done on each of the last days. */
@Component({
  selector: 'lec-activity-chart',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [LecChart, TranslocoDirective],
  template: `
    <ng-container *transloco="let t">
      <lec-chart
        type="bar"
        [caption]="t('dashboard.activity')"
        [labels]="labels()"
        [series]="[
          { label: t('dashboard.lessons'), values: lessons(), color: '--mat-sys-primary' },
          { label: t('dashboard.quizzes'), values: quizzes(), color: '--lec-star' },
        ]"
        [scheme]="theme.dark()"
      />
      <p class="legend" aria-hidden="true">
        <span><i class="lessons"></i>{{ t('dashboard.lessons') }}</span>
        <span><i class="quizzes"></i>{{ t('dashboard.quizzes') }}</span>
      </p>
    </ng-container>
  `,
  styles: `
    .legend {
      display: flex;
      gap: 20px;
      margin-top: 12px;
      font-size: var(--text-xs);
      color: var(--mat-sys-on-surface-variant);
    }
    span {
      display: inline-flex;
      align-items: center;
      gap: 7px;
    }
    i {
      width: 10px;
      height: 10px;
      border-radius: 3px;
    }
    .lessons {
      background: var(--mat-sys-primary);
    }
    .quizzes {
      background: var(--lec-star);
    }
  `,
})
export class ActivityChart {
  protected readonly theme = inject(Theme);
  private readonly language = inject(Language);
  readonly activity = input.required<Dashboard['activity']>();
  protected readonly labels = computed(() => {
    const format = new Intl.DateTimeFormat(this.language.code(), {
      day: 'numeric',
      month: 'short',
      timeZone: 'UTC', // the days are those of the server
    });
    return this.activity().map(({ date }) => format.format(new Date(date)));
  });
  protected readonly lessons = computed(() => this.activity().map((day) => day.lessons_completed));
  protected readonly quizzes = computed(() => this.activity().map((day) => day.quizzes_submitted));
}
