import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import { ProgressSummary } from '../../../../api';

/** How far somebody has come, as a line and in numbers. */
@Component({
  selector: 'lec-progress-cell',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [TranslocoDirective],
  template: `
    <ng-container *transloco="let t">
      <span class="progress-line" aria-hidden="true"
        ><span [style.width.%]="share().percent"></span
      ></span>
      <span class="tabular" aria-hidden="true">{{ share().percent }} %</span>
      <span class="visually-hidden">{{
        t('progress.doneOf', { done: share().completed, total: share().total })
      }}</span>
    </ng-container>
  `,
  styles: `
    :host {
      display: flex;
      flex: 1;
      align-items: center;
      gap: 10px;
      min-width: 110px;
    }
    .tabular {
      min-width: 3.2em;
      text-align: end;
    }
  `,
})
export class ProgressCell {
  readonly share = input.required<ProgressSummary>();
}
