import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import { Icon } from '../../../ui/icon/icon';
import { SaveState } from '../data/document-store';

/** Whether the server has what was written. */
@Component({
  selector: 'lec-saving',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Icon, TranslocoDirective],
  template: `
    <span *transloco="let t" role="status" [attr.data-state]="state()">
      @switch (state()) {
        @case ('saved') {
          <svg lecIcon="cloud-check" [size]="16"></svg>
        }
        @case ('saving') {
          <svg lecIcon="cloud-upload" [size]="16"></svg>
        }
        @case ('waiting') {
          <svg lecIcon="cloud-off" [size]="16"></svg>
        }
        @default {
          <svg lecIcon="circle-alert" [size]="16"></svg>
        }
      }
      {{ t('teach.save.' + state()) }}
    </span>
  `,
  styles: `
    span {
      display: inline-flex;
      align-items: center;
      gap: 7px;
      font-size: var(--text-sm);
      color: var(--mat-sys-on-surface-variant);
    }
    [data-state='waiting'] {
      color: var(--lec-warning);
    }
    [data-state='refused'],
    [data-state='conflict'] {
      color: var(--mat-sys-error);
    }
  `,
})
export class Saving {
  readonly state = input.required<SaveState>();
}
