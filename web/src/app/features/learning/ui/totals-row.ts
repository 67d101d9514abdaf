import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import { Dashboard } from '../../../api';

@Component({
  selector: 'lec-totals-row',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [TranslocoDirective],
  template: `
    <dl *transloco="let t">
      @for (one of tiles(); track one.label) {
        <div class="card-surface">
          <dt>{{ t('dashboard.totals.' + one.label) }}</dt>
          <dd class="tabular">{{ one.value }}</dd>
        </div>
      }
    </dl>
  `,
  styles: `
    dl {
      display: grid;
      grid-template-columns: repeat(auto-fit, minmax(150px, 1fr));
      gap: 16px;
    }
    div {
      padding: 18px 22px;
    }
    dt {
      font-size: var(--text-sm);
      font-weight: 450;
      color: var(--mat-sys-on-surface-variant);
    }
    dd {
      font: 700 1.9rem/1.3 var(--lec-font-display);
      letter-spacing: -0.02em;
    }
  `,
})
export class TotalsRow {
  readonly totals = input.required<Dashboard['totals']>();
  protected readonly tiles = computed(() => {
    const { courses_active, courses_completed, lessons_completed, average_score } = this.totals();
    return [
      { label: 'active', value: courses_active },
      { label: 'completed', value: courses_completed },
      { label: 'lessons', value: lessons_completed },
      { label: 'score', value: average_score === null ? '–' : `${Math.floor(average_score)} %` },
    ];
  });
}
