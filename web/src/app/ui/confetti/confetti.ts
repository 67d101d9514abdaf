import { ChangeDetectionStrategy, Component } from '@angular/core';

const COLORS = ['--mat-sys-primary', '--lec-success', '--lec-star', '--mat-sys-tertiary'];

/** Where each piece flies to, in steps that look like chance and are always the same. */
const PIECES = Array.from({ length: 36 }, (_, piece) => ({
  left: (piece * 61) % 100,
  drift: ((piece * 37) % 120) - 60,
  turn: 180 + ((piece * 83) % 540),
  delay: (piece * 29) % 350,
  color: `var(${COLORS[piece % COLORS.length]})`,
}));

/** A short burst over what it stands in; nothing for those who want no motion, or cannot see it. */
@Component({
  selector: 'lec-confetti',
  changeDetection: ChangeDetectionStrategy.OnPush,
  host: { 'aria-hidden': 'true' },
  template: `
    @for (piece of pieces; track $index) {
      <i
        [style.left.%]="piece.left"
        [style.background]="piece.color"
        [style.animation-delay.ms]="piece.delay"
        [style.--drift.px]="piece.drift"
        [style.--turn.deg]="piece.turn"
      ></i>
    }
  `,
  styles: `
    :host {
      position: absolute;
      inset: -140px 0 0;
      overflow: hidden;
      pointer-events: none;
    }
    i {
      position: absolute;
      bottom: 40px;
      width: 8px;
      height: 13px;
      border-radius: 2px;
      opacity: 0;
    }
    @media (prefers-reduced-motion: no-preference) {
      i {
        animation: burst 1.7s cubic-bezier(0.15, 0.75, 0.4, 1) both;
      }
    }
    @keyframes burst {
      0% {
        opacity: 1;
        transform: none;
      }
      45% {
        opacity: 1;
        transform: translate(var(--drift), -120px) rotate(calc(var(--turn) / 2));
      }
      100% {
        opacity: 0;
        transform: translate(calc(1.3 * var(--drift)), 30px) rotate(var(--turn));
      }
    }
  `,
})
export class Confetti {
  protected readonly pieces = PIECES;
}
