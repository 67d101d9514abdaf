import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import { Icon } from '../icon/icon';
import { IconName } from '../icon/icons.generated';

/** Nothing here yet: says why, and its content is the one next action. */
@Component({
  selector: 'lec-empty-state',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Icon],
  template: `
    <span class="mark"><svg [lecIcon]="icon()" [size]="26"></svg></span>
    @if (wholePage()) {
      <h1 tabindex="-1">{{ heading() }}</h1>
    } @else {
      <h2>{{ heading() }}</h2>
    }
    <p class="text-muted">{{ text() }}</p>
    <ng-content />
  `,
  styles: `
    :host {
      display: grid;
      justify-items: center;
      gap: 8px;
      padding: clamp(32px, 6vw, 64px) 16px;
      text-align: center;
      border: 1px dashed var(--lec-line);
      border-radius: var(--radius-card);
    }
    .mark {
      display: grid;
      place-items: center;
      width: 56px;
      height: 56px;
      margin-bottom: 4px;
      border-radius: 18px;
      color: var(--mat-sys-on-primary-container);
      background: var(--mat-sys-primary-container);
    }
    h1,
    h2 {
      font-size: var(--text-lg);
    }
    p {
      max-width: 44ch;
      margin-bottom: 8px;
    }
  `,
})
export class EmptyState {
  readonly icon = input.required<IconName>();
  readonly heading = input.required<string>();
  readonly text = input('');
  /** Whether this is all that the page has to say, so that its heading is the page's. */
  readonly wholePage = input(false);
}
