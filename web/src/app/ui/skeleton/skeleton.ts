import { ChangeDetectionStrategy, Component, input } from '@angular/core';

/** The outline of what is being loaded, in the size it will have. */
@Component({
  selector: 'lec-skeleton',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: '',
  host: {
    class: 'sheen',
    'aria-hidden': 'true',
    '[style.width]': 'width()',
    '[style.height]': 'height()',
  },
  styles: `
    :host {
      display: block;
      max-width: 100%;
      border-radius: var(--radius-control);
      background: var(--mat-sys-surface-container-highest);
    }
  `,
})
export class Skeleton {
  readonly width = input('100%');
  readonly height = input('1rem');
}
