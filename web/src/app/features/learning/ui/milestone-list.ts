import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import { Dashboard } from '../../../api';
import { DatePipe } from '../../../core/i18n/format';
import { Icon } from '../../../ui/icon/icon';

@Component({
  selector: 'lec-milestone-list',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [DatePipe, Icon, TranslocoDirective],
  template: `
    <ol class="list-plain" *transloco="let t">
      @for (one of milestones(); track $index) {
        <li>
          <span class="mark" [class.full]="one.percent === 100"
            ><svg [lecIcon]="one.percent === 100 ? 'trophy' : 'flag'" [size]="17"></svg
          ></span>
          <span>
            <b>{{ t('dashboard.reached', { percent: one.percent }) }}</b>
            <small>{{ one.course.title }} · {{ one.reached_at | lecDate }}</small>
          </span>
        </li>
      }
    </ol>
  `,
  styles: `
    ol {
      display: grid;
      gap: 14px;
    }
    li {
      display: flex;
      gap: 14px;
    }
    .mark {
      display: grid;
      flex: none;
      place-items: center;
      width: 38px;
      height: 38px;
      border-radius: 12px;
      color: var(--mat-sys-on-primary-container);
      background: var(--mat-sys-primary-container);
    }
    .full {
      color: var(--lec-warning);
      background: var(--lec-warning-soft);
    }
    b,
    small {
      display: block;
    }
    small {
      font-size: var(--text-sm);
      color: var(--mat-sys-on-surface-variant);
    }
  `,
})
export class MilestoneList {
  readonly milestones = input.required<Dashboard['milestones']>();
}
