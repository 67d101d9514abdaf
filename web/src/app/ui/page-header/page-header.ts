import { ChangeDetectionStrategy, Component, input } from '@angular/core';

/** A page's one h1, which takes the focus when the page is entered, with room for its actions. */
@Component({
  selector: 'lec-page-header',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <div>
      <h1 tabindex="-1">{{ heading() }}</h1>
      @if (text()) {
        <p class="text-muted">{{ text() }}</p>
      }
    </div>
    <ng-content />
  `,
  styles: `
    :host {
      display: flex;
      flex-wrap: wrap;
      align-items: end;
      justify-content: space-between;
      gap: 12px 24px;
      margin-block: clamp(16px, 3vw, 32px) 24px;
    }
    p {
      margin-top: 6px;
    }
  `,
})
export class PageHeader {
  readonly heading = input.required<string>();
  readonly text = input('');
}
