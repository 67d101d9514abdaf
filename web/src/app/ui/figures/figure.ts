import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import { Params, RouterLink } from '@angular/router';

/** A number and what it counts, among others in a `ul.figures`; it may lead to what is behind it. */
@Component({
  selector: 'li[lec-figure]',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [RouterLink],
  host: { class: 'card-surface', '[class.alarm]': 'alarm()' },
  template: `
    <b class="tabular">{{ value() }}</b>
    @if (link(); as link) {
      <a class="link stretched-link" [routerLink]="link" [queryParams]="params()">{{ label() }}</a>
    } @else {
      <span>{{ label() }}</span>
    }
  `,
  styles: `
    :host {
      position: relative;
      display: grid;
      align-content: start;
      gap: 2px;
      padding: 14px 16px;
      font-size: var(--text-sm);
    }
    b {
      font: 700 1.5rem var(--lec-font-display);
    }
    span {
      color: var(--mat-sys-on-surface-variant);
    }
    :host(.alarm) b {
      color: var(--mat-sys-error);
    }
  `,
})
export class Figure {
  /** As it is shown. */
  readonly value = input.required<string>();
  readonly label = input.required<string>();
  readonly link = input<string>();
  readonly params = input<Params>();
  /** Whether somebody should do something about it. */
  readonly alarm = input(false);
}
