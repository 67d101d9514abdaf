import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import { Submission } from '../../../api';
import { Icon } from '../../../ui/icon/icon';

@Component({
  selector: 'lec-result-badge',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Icon, TranslocoDirective],
  template: `
    <span *transloco="let t" class="badge-soft" [attr.data-tone]="tone()">
      <svg
        [lecIcon]="tone() === 'success' ? 'check' : tone() === 'warning' ? 'clock' : 'x'"
        [size]="13"
      ></svg>
      {{ t('quiz.outcome.' + tone()) }}
    </span>
  `,
})
export class ResultBadge {
  readonly submission = input.required<Submission>();
  protected readonly tone = computed(() => {
    const { status, passed } = this.submission();
    if (passed) return 'success';
    return status === 'awaiting_review' ? 'warning' : 'danger';
  });
}
