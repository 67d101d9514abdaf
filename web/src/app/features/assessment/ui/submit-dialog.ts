import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MAT_DIALOG_DATA, MatDialogModule } from '@angular/material/dialog';
import { TranslocoDirective } from '@jsverse/transloco';
import { CountPipe } from '../../../core/i18n/format';

export interface SubmitQuestion {
  unanswered: number;
  flagged: number;
}

/** The last look before handing in: what is still open. Closes with `true` to hand in. */
@Component({
  selector: 'lec-submit-dialog',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [CountPipe, MatButton, MatDialogModule, TranslocoDirective],
  template: `
    <ng-container *transloco="let t">
      <h2 mat-dialog-title>{{ t('quiz.submitHeading') }}</h2>
      <mat-dialog-content>
        @if (data.unanswered) {
          <p>{{ data.unanswered | lecCount: 'count.unanswered' }}</p>
        } @else {
          <p>{{ t('quiz.allAnswered') }}</p>
        }
        @if (data.flagged) {
          <p>{{ data.flagged | lecCount: 'count.flagged' }}</p>
        }
        <p>{{ t('quiz.submitText') }}</p>
      </mat-dialog-content>
      <mat-dialog-actions align="end">
        <button matButton type="button" [mat-dialog-close]="false">
          {{ t('quiz.keepWorking') }}
        </button>
        <button matButton="filled" type="button" [mat-dialog-close]="true">
          {{ t('quiz.submit') }}
        </button>
      </mat-dialog-actions>
    </ng-container>
  `,
  styles: `
    p + p {
      margin-top: 8px;
    }
  `,
})
export class SubmitDialog {
  protected readonly data = inject<SubmitQuestion>(MAT_DIALOG_DATA);
}
