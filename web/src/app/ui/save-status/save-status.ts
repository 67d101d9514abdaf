import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { Icon } from '../icon/icon';

/** Whether the server has what was written; in a conflict its author has to choose. */
export type SaveState = 'saved' | 'saving' | 'waiting' | 'refused' | 'conflict';

const SIGNS = {
  saved: { icon: 'cloud-check' },
  saving: { icon: 'cloud-upload' },
  waiting: { icon: 'cloud-off' },
  refused: { icon: 'circle-alert' },
  conflict: { icon: 'circle-alert' },
} as const;

/** The state of what saves itself, in words that are read out when it changes. */
@Component({
  selector: 'lec-save-status',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Icon],
  host: { role: 'status', '[attr.data-state]': 'state()' },
  template: '<svg [lecIcon]="icon()" [size]="16"></svg> {{ label() }}',
  styles: `
    :host {
      display: inline-flex;
      align-items: center;
      gap: 7px;
      font-size: var(--text-sm);
      color: var(--mat-sys-on-surface-variant);
    }
    :host([data-state='waiting']) {
      color: var(--lec-warning);
    }
    :host([data-state='refused']),
    :host([data-state='conflict']) {
      color: var(--mat-sys-error);
    }
  `,
})
export class SaveStatus {
  readonly state = input.required<SaveState>();
  readonly label = input.required<string>();
  protected readonly icon = computed(() => SIGNS[this.state()].icon);
}
