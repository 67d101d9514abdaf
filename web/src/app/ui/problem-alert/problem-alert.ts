import { ChangeDetectionStrategy, Component, input, output } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { Icon } from '../icon/icon';

/** What went wrong, in words, announced once; with a way to try again when there is one. */
@Component({
  selector: 'lec-problem-alert',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Icon, MatButton],
  host: { role: 'alert' },
  template: `
    <svg lecIcon="circle-alert" [size]="20"></svg>
    <div>
      <p>{{ message() }}</p>
      <ng-content />
    </div>
    @if (retryLabel()) {
      <button matButton type="button" (click)="retry.emit()">{{ retryLabel() }}</button>
    }
  `,
  styles: `
    :host {
      display: flex;
      align-items: center;
      flex-wrap: wrap;
      gap: 4px 12px;
      padding: 10px 16px;
      border: 1px solid color-mix(in srgb, var(--mat-sys-error) 30%, transparent);
      border-radius: var(--radius-button);
      color: var(--mat-sys-error);
      background: var(--lec-danger-soft);
    }
    div {
      flex: 1;
      min-width: 14ch;
    }
    p {
      font-weight: 520;
    }
  `,
})
export class ProblemAlert {
  readonly message = input.required<string>();
  readonly retryLabel = input('');
  readonly retry = output();
}
