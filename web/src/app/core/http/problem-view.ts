import { ChangeDetectionStrategy, Component, computed, inject, input, output } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import { ProblemAlert } from '../../ui/problem-alert/problem-alert';
import { mayPass } from './backoff';
import { asClock, secondsUntil } from './countdown';
import { Problem } from './problem';
import { ProblemWords } from './problem-words';

/**
 * A problem with all that helps: how long to wait, counted down, what to quote when our side is
 * broken, and a way to try again once that makes sense.
 */
@Component({
  selector: 'lec-problem',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [ProblemAlert, TranslocoDirective],
  template: `
    <ng-container *transloco="let t">
      <lec-problem-alert
        [message]="throttled() ? t('problem.tooOften') : words.of(problem())"
        [retryLabel]="again() ? t('action.retry') : ''"
        (retry)="retry.emit()"
      >
        @if (mustWait()) {
          <!-- It changes every second, which nobody wants to hear. -->
          <span class="tabular" role="timer" aria-live="off">{{
            left() ? t('problem.waitFor', { time: clock() }) : t('problem.waited')
          }}</span>
        } @else if (problem().status >= 500 && problem().requestId) {
          <span class="reference">{{ t('problem.reference', { id: problem().requestId }) }}</span>
        }
      </lec-problem-alert>
    </ng-container>
  `,
  styles: `
    :host {
      display: block;
    }
    .reference {
      font-size: var(--text-sm);
      overflow-wrap: anywhere;
    }
  `,
})
export class ProblemView {
  protected readonly words = inject(ProblemWords);
  readonly problem = input.required<Problem>();
  /** Whether the page can do again what failed. */
  readonly retryable = input(false);
  readonly retry = output();
  protected readonly left = secondsUntil(() => this.problem().retryAt);
  protected readonly clock = computed(() => asClock(this.left()));
  /** What was refused would be refused again. */
  protected readonly again = computed(
    () => this.retryable() && mayPass(this.problem()) && !this.left(),
  );
  protected readonly throttled = computed(() => this.problem().code === 'too-many-requests');
  protected readonly mustWait = computed(
    () => this.problem().status === 429 && this.problem().retryAt !== null,
  );
}
