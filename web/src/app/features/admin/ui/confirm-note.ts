import {
  ChangeDetectionStrategy,
  Component,
  ElementRef,
  afterNextRender,
  inject,
  input,
  output,
} from '@angular/core';
import { MatButton } from '@angular/material/button';
import { TranslocoDirective } from '@jsverse/transloco';

/** Asks, where it is read next, about what cannot be taken back; Escape says no. */
@Component({
  selector: 'lec-confirm-note',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [MatButton, TranslocoDirective],
  host: { role: 'alertdialog', 'aria-labelledby': 'confirm-text', '(keydown.escape)': 'no.emit()' },
  template: `
    <ng-container *transloco="let t">
      <p id="confirm-text">{{ text() }}</p>
      <button matButton="filled" type="button" [disabled]="busy()" (click)="yes.emit()">
        {{ label() }}
      </button>
      <button class="no" matButton type="button" (click)="no.emit()">
        {{ t('action.cancel') }}
      </button>
    </ng-container>
  `,
  styles: `
    :host {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 10px 16px;
      margin-bottom: 16px;
      padding: 14px 18px;
      border-radius: var(--radius-card);
      color: var(--mat-sys-error);
      background: var(--lec-danger-soft);
    }
    p {
      flex: 1 1 320px;
    }
  `,
})
export class ConfirmNote {
  readonly text = input.required<string>();
  readonly label = input.required<string>();
  readonly busy = input(false);
  readonly yes = output();
  readonly no = output();

  constructor() {
    const host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
    afterNextRender(() => host.querySelector<HTMLElement>('.no')?.focus());
  }
}
