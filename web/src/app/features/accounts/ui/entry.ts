import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import { Icon } from '../../../ui/icon/icon';

/** The frame of the pages through which people come in: the form, and beside it what they come for. */
@Component({
  selector: 'lec-entry',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Icon, TranslocoDirective],
  template: `
    <div *transloco="let t" class="container-xl page">
      <section class="card-surface form">
        <h1 tabindex="-1">{{ heading() }}</h1>
        <p class="text-muted">{{ text() }}</p>
        <ng-content />
      </section>
      <aside class="hero-surface d-none d-lg-grid">
        <p class="claim">{{ t('accounts.aside') }}</p>
        <ul class="list-plain">
          <li><svg lecIcon="bookmark-check"></svg>{{ t('accounts.point1') }}</li>
          <li><svg lecIcon="cloud-check"></svg>{{ t('accounts.point2') }}</li>
          <li><svg lecIcon="chart-column"></svg>{{ t('accounts.point3') }}</li>
        </ul>
      </aside>
    </div>
  `,
  styles: `
    .page {
      display: grid;
      grid-template-columns: minmax(0, 460px);
      justify-content: center;
      gap: 24px;
      padding-block: clamp(16px, 5vh, 56px);
    }
    .form {
      padding: clamp(24px, 5vw, 44px);
    }
    h1 {
      margin-bottom: 6px;
      font-size: 1.875rem;
    }
    aside {
      align-content: end;
      gap: 24px;
      padding: 40px;
    }
    .claim {
      font: 720 2rem/1.2 var(--lec-font-display);
      letter-spacing: -0.02em;
      text-wrap: balance;
    }
    ul {
      display: grid;
      gap: 14px;
      color: #e0e7ff;
    }
    li {
      display: flex;
      gap: 12px;
    }
    svg {
      color: #c7d2fe;
    }
    @media (min-width: 992px) {
      .page {
        grid-template-columns: minmax(0, 460px) minmax(0, 460px);
      }
    }
  `,
})
export class Entry {
  readonly heading = input.required<string>();
  readonly text = input.required<string>();
}
