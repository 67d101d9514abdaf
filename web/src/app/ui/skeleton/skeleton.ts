import { ChangeDetectionStrategy, Component, input } from '@angular/core';

/** The outline of what is being loaded, in the size it will have. */
@Component({
  selector: 'lec-skeleton',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: '',
  host: { 'aria-hidden': 'true', '[style.width]': 'width()', '[style.height]': 'height()' },
  styles: `
    :host {
      display: block;
      max-width: 100%;
      border-radius: var(--radius-control);
      background: linear-gradient(
          100deg,
          transparent 30%,
          light-dark(rgb(255 255 255 / 0.65), rgb(255 255 255 / 0.05)) 50%,
          transparent 70%
        )
        0 0 / 250% 100% var(--mat-sys-surface-container-highest);
      animation: sheen 1.4s linear infinite;
    }
    @keyframes sheen {
      from {
        background-position-x: 125%;
      }
      to {
        background-position-x: -125%;
      }
    }
  `,
})
export class Skeleton {
  readonly width = input('100%');
  readonly height = input('1rem');
}
