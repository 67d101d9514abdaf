import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatDialogModule } from '@angular/material/dialog';
import { MatSlideToggle } from '@angular/material/slide-toggle';
import { TranslocoDirective } from '@jsverse/transloco';
import { Shortcut, Shortcuts } from './shortcuts';

/** The keys that work here, and the switch for those of one character. */
@Component({
  selector: 'lec-keys-dialog',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [MatButton, MatDialogModule, MatSlideToggle, TranslocoDirective],
  template: `
    <ng-container *transloco="let t">
      <h2 mat-dialog-title>{{ t('keys.heading') }}</h2>
      <mat-dialog-content>
        <dl>
          @for (shortcut of shortcuts.all(); track shortcut) {
            <div [class.off]="!shortcut.mod && !shortcuts.singleKeys()">
              <dt>{{ t(shortcut.label) }}</dt>
              <dd>
                @for (key of keys(shortcut); track $index) {
                  <kbd>{{ key }}</kbd>
                }
              </dd>
            </div>
          }
        </dl>
        <mat-slide-toggle
          [checked]="shortcuts.singleKeys()"
          (change)="shortcuts.allowSingleKeys($event.checked)"
          >{{ t('keys.single') }}</mat-slide-toggle
        >
      </mat-dialog-content>
      <mat-dialog-actions align="end">
        <button matButton type="button" mat-dialog-close>{{ t('action.close') }}</button>
      </mat-dialog-actions>
    </ng-container>
  `,
  styles: `
    dl {
      min-width: min(360px, 70vw);
      margin-bottom: 16px;
    }
    dl > div {
      display: flex;
      justify-content: space-between;
      gap: 24px;
      padding: 8px 0;
      border-bottom: 1px solid var(--lec-line);
    }
    dt {
      font-weight: 500;
    }
    dd {
      display: flex;
      gap: 4px;
      margin: 0;
    }
    .off {
      color: var(--mat-sys-on-surface-variant);
      text-decoration: line-through;
    }
    kbd {
      min-width: 26px;
      padding: 1px 7px;
      border: 1px solid var(--lec-line);
      border-radius: 6px;
      font: 600 0.8125rem var(--lec-font-body);
      text-align: center;
      color: inherit;
      background: var(--mat-sys-surface-container-low);
    }
  `,
})
export class KeysDialog {
  protected readonly shortcuts = inject(Shortcuts);
  private readonly mod = /Mac|iPhone|iPad/.test(navigator.userAgent) ? '⌘' : 'Ctrl';

  protected keys({ key, mod }: Shortcut): string[] {
    const cap = key.length === 1 ? key.toUpperCase() : key;
    return mod ? [this.mod, cap] : [cap];
  }
}
