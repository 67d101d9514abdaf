import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { MatButton } from '@angular/material/button';
import {
  MAT_SNACK_BAR_DATA,
  MatSnackBarAction,
  MatSnackBarActions,
  MatSnackBarLabel,
  MatSnackBarRef,
} from '@angular/material/snack-bar';
import { TranslocoDirective } from '@jsverse/transloco';
import { asClock, secondsUntil } from '../http/countdown';
import { Problem } from '../http/problem';
import { ProblemWords } from '../http/problem-words';

/** A short word about what was not done: how long to wait, counted down, or what to quote. */
@Component({
  selector: 'lec-problem-toast',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [MatButton, MatSnackBarAction, MatSnackBarActions, MatSnackBarLabel, TranslocoDirective],
  template: `
    <ng-container *transloco="let t">
      <div matSnackBarLabel>
        {{ throttled ? t('problem.tooOften') : words.of(problem) }}
        @if (problem.status === 429 && problem.retryAt) {
          <!-- A timer is not read out as it changes, which it does every second. -->
          <span class="tabular" role="timer">{{
            left() ? t('problem.waitFor', { time: clock() }) : t('problem.waited')
          }}</span>
        } @else if (problem.status >= 500 && problem.requestId) {
          <small>{{ t('problem.reference', { id: problem.requestId }) }}</small>
        }
      </div>
      <div matSnackBarActions>
        <button matButton matSnackBarAction type="button" (click)="bar.dismissWithAction()">
          {{ t('action.dismiss') }}
        </button>
      </div>
    </ng-container>
  `,
  styles: `
    :host {
      display: flex;
    }
    small {
      display: block;
      overflow-wrap: anywhere;
    }
  `,
})
export class ProblemToast {
  protected readonly bar = inject<MatSnackBarRef<ProblemToast>>(MatSnackBarRef);
  protected readonly words = inject(ProblemWords);
  protected readonly problem = inject<Problem>(MAT_SNACK_BAR_DATA);
  protected readonly throttled = this.problem.code === 'too-many-requests';
  protected readonly left = secondsUntil(() => this.problem.retryAt);
  protected readonly clock = computed(() => asClock(this.left()));
}
