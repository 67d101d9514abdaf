import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { hueOf } from '../avatar/avatar';

/** A course's picture; without one it is drawn from the course's own hue, so that none looks unfinished. */
@Component({
  selector: 'lec-cover',
  changeDetection: ChangeDetectionStrategy.OnPush,
  host: { 'aria-hidden': 'true', '[style.--hue]': 'hue()', '[attr.data-motif]': 'motif()' },
  template: `
    @if (image(); as src) {
      <img [src]="src" alt="" loading="lazy" />
    }
    <ng-content />
  `,
  styleUrl: './cover.scss',
})
export class Cover {
  /** What the drawing follows from: an id, which no renaming changes. */
  readonly seed = input.required<string>();
  readonly image = input<string | null>();
  protected readonly hue = computed(() => hueOf(this.seed()));
  protected readonly motif = computed(() =>
    this.image() ? null : hueOf(`motif ${this.seed()}`) % 5,
  );
}
