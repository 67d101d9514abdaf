import { ChangeDetectionStrategy, Component, output } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { TranslocoDirective } from '@jsverse/transloco';

/** Somebody else changed the same text: nothing is saved until its author has chosen. */
@Component({
  selector: 'lec-conflict-note',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [MatButton, TranslocoDirective],
  host: { role: 'alert' },
  template: `
    <ng-container *transloco="let t">
      <p>
        <b>{{ t('teach.conflict.heading') }}</b> {{ t('teach.conflict.text') }}
      </p>
      <button matButton="tonal" type="button" (click)="mine.emit()">
        {{ t('teach.conflict.mine') }}
      </button>
      <button matButton type="button" (click)="theirs.emit()">
        {{ t('teach.conflict.theirs') }}
      </button>
    </ng-container>
  `,
  styles: `
    :host {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 8px;
      padding: 10px 16px;
      border: 1px solid color-mix(in srgb, var(--lec-warning) 40%, transparent);
      border-radius: var(--radius-button);
      background: var(--lec-warning-soft);
    }
    p {
      flex: 1 1 240px;
    }
  `,
})
export class ConflictNote {
  readonly mine = output();
  readonly theirs = output();
}
