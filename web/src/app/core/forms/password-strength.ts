import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import { strengthOf } from './strength';

/** How good a password looks while it is typed, in words and as a bar. */
@Component({
  selector: 'lec-password-strength',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [TranslocoDirective],
  template: `
    <ng-container *transloco="let t">
      @if (password()) {
        <span class="bar" aria-hidden="true" [attr.data-strength]="strength()">
          <i></i><i></i><i></i>
        </span>
      }
      <span class="said" role="status">{{ password() ? t('strength.' + strength()) : '' }}</span>
    </ng-container>
  `,
  styles: `
    :host {
      display: flex;
      align-items: center;
      gap: 12px;
      margin-top: -10px;
      font-size: var(--text-sm);
      color: var(--mat-sys-on-surface-variant);
    }
    .bar {
      display: grid;
      grid-template-columns: repeat(3, 28px);
      gap: 4px;
    }
    i {
      height: 5px;
      border-radius: 3px;
      background: var(--mat-sys-surface-container-highest);
    }
    .said:not(:empty) {
      padding-bottom: 2px;
      margin-bottom: 8px;
    }
    .bar {
      margin-bottom: 8px;
    }
    [data-strength='1'] i:first-child {
      background: var(--lec-warning);
    }
    [data-strength='2'] i:not(:last-child),
    [data-strength='3'] i {
      background: var(--lec-success);
    }
  `,
})
export class PasswordStrength {
  readonly password = input.required<string>();
  protected readonly strength = computed(() => strengthOf(this.password()));
}
