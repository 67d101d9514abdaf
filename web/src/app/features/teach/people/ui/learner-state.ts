import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import { Learner } from '../../../../api';
import { STUCK_DAYS } from '../data/learner-query';

type State = 'pending' | 'finished' | 'stuck' | 'active';

const DAY_MS = 86_400_000;

export function learnerState(
  learner: Pick<Learner, 'status' | 'completed_at' | 'active_at'>,
  now = Date.now(),
): State {
  if (learner.status === 'pending') return 'pending';
  if (learner.completed_at) return 'finished';
  return now - Date.parse(learner.active_at) > STUCK_DAYS * DAY_MS ? 'stuck' : 'active';
}

/** Whether somebody learns, has finished, waits for their place, or has not moved for long. */
@Component({
  selector: 'lec-learner-state',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [TranslocoDirective],
  template: `
    <span *transloco="let t" class="badge-soft" [attr.data-tone]="tones[state()]">{{
      t('people.state.' + state())
    }}</span>
  `,
})
export class LearnerState {
  readonly learner = input.required<Pick<Learner, 'status' | 'completed_at' | 'active_at'>>();
  protected readonly state = computed(() => learnerState(this.learner()));
  protected readonly tones = {
    pending: 'warning',
    finished: 'success',
    stuck: 'danger',
    active: null,
  } as const;
}
