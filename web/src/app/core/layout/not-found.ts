import { ChangeDetectionStrategy, Component } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';

@Component({
  selector: 'lec-not-found',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [MatButton, RouterLink, TranslocoDirective],
  template: `
    <div *transloco="let t" class="container-xl page">
      <p class="code tabular" aria-hidden="true">404</p>
      <h1 tabindex="-1">{{ t('notFound.heading') }}</h1>
      <p class="text-muted">{{ t('notFound.text') }}</p>
      <a matButton="filled" routerLink="/courses">{{ t('notFound.action') }}</a>
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
export class NotFound {}
