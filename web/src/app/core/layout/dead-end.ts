import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';

/** A page that is none: why, and where to go on. */
@Component({
  selector: 'lec-dead-end',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [MatButton, RouterLink],
  template: `
    <div class="container-xl page">
      <p class="code tabular" aria-hidden="true">{{ code() }}</p>
      <h1 tabindex="-1">{{ heading() }}</h1>
      <p class="text-muted">{{ text() }}</p>
      <a matButton="filled" [routerLink]="link()">{{ action() }}</a>
    </div>
  `,
  styles: `
    .page {
      display: grid;
      justify-items: center;
      gap: 12px;
      padding-block: clamp(48px, 12vh, 128px);
      text-align: center;
    }
    .code {
      font: 800 clamp(5rem, 18vw, 9rem) / 1 var(--lec-font-display);
      letter-spacing: -0.05em;
      color: transparent;
      background: linear-gradient(120deg, #4338ca, #7c3aed 50%, #2563eb);
      background-clip: text;
    }
    a {
      margin-top: 12px;
    }
  `,
})
export class DeadEnd {
  readonly code = input.required<string>();
  readonly heading = input.required<string>();
  readonly text = input.required<string>();
  readonly action = input.required<string>();
  readonly link = input.required<string>();
}
