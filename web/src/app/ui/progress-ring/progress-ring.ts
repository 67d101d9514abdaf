import { ChangeDetectionStrategy, Component, input } from '@angular/core';

/** A share of a whole, drawn in the current text colour. */
@Component({
  selector: 'lec-progress-ring',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <svg
      [attr.width]="size()"
      [attr.height]="size()"
      viewBox="0 0 100 100"
      role="img"
      [attr.aria-label]="label()"
    >
      <circle cx="50" cy="50" r="43" class="track" [attr.stroke-width]="stroke()" />
      <circle
        cx="50"
        cy="50"
        r="43"
        class="value"
        pathLength="100"
        [class.none]="value() === 0"
        [attr.stroke-width]="stroke()"
        [attr.stroke-dasharray]="value() + ' 100'"
      />
      <text x="50" y="51" dominant-baseline="middle" text-anchor="middle">{{ value() }}%</text>
    </svg>
  `,
  styles: `
    :host {
      display: inline-grid;
      flex: none;
    }
    circle {
      fill: none;
      stroke-linecap: round;
      transform: rotate(-90deg);
      transform-origin: center;
    }
    .track {
      stroke: color-mix(in srgb, currentColor 20%, transparent);
    }
    .value {
      stroke: currentColor;
      transition: stroke-dasharray 0.6s var(--lec-ease);
    }
    .none {
      stroke: none;
    }
    text {
      font: 680 24px var(--lec-font-display);
      fill: currentColor;
      letter-spacing: -0.04em;
    }
  `,
})
export class ProgressRing {
  readonly value = input.required<number>();
  /** What a screen reader says: the number with what it measures. */
  readonly label = input.required<string>();
  readonly size = input(56);
  readonly stroke = input(9);
}
