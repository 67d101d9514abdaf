import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { MatProgressBar } from '@angular/material/progress-bar';

/** How far long work is: a bar, and what is being done in words that are announced. */
@Component({
  selector: 'lec-job-progress',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [MatProgressBar],
  template: `
    <p>
      <span role="status">{{ label() }}</span>
      @if (known()) {
        <span class="tabular">{{ percent() }} %</span>
      }
    </p>
    <mat-progress-bar
      [mode]="known() ? 'determinate' : 'indeterminate'"
      [value]="percent() ?? 0"
      [aria-label]="label()"
    />
  `,
  styles: `
    :host {
      display: block;
    }
    p {
      display: flex;
      justify-content: space-between;
      gap: 12px;
      margin-bottom: 8px;
      font-size: var(--text-sm);
      font-weight: 560;
    }
  `,
})
export class JobProgress {
  readonly label = input.required<string>();
  /** Null or nothing while nobody knows how much there is to do. */
  readonly percent = input<number | null>();
  protected readonly known = computed(() => !!this.percent());
}
