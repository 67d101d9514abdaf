import { ChangeDetectionStrategy, Component, input, output } from '@angular/core';
import { MatButton, MatIconButton } from '@angular/material/button';
import { MatMenu, MatMenuContent, MatMenuItem, MatMenuTrigger } from '@angular/material/menu';
import { RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { Id, Learner } from '../../../../api';
import { AgoPipe, NumberPipe } from '../../../../core/i18n/format';
import { Avatar } from '../../../../ui/avatar/avatar';
import { Icon } from '../../../../ui/icon/icon';
import { LearnerState } from './learner-state';
import { ProgressCell } from './progress-cell';

/** Who learns in a course, how far they are, and what can be done about it. */
@Component({
  selector: 'lec-learner-table',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [
    AgoPipe,
    Avatar,
    Icon,
    LearnerState,
    MatButton,
    MatIconButton,
    MatMenu,
    MatMenuContent,
    MatMenuItem,
    MatMenuTrigger,
    NumberPipe,
    ProgressCell,
    RouterLink,
    TranslocoDirective,
  ],
  templateUrl: './learner-table.html',
  styles: `
    .who {
      display: flex;
      align-items: center;
      gap: 12px;
      min-width: 220px;
    }
    @media (max-width: 767.98px) {
      .who {
        flex-wrap: nowrap !important;
        padding-right: 40px !important;
      }
      tr {
        position: relative;
      }
      td.end [matIconButton] {
        position: absolute;
        top: 8px;
        right: 4px;
      }
    }
  `,
})
export class LearnerTable {
  readonly learners = input.required<Learner[]>();
  /** The places that something is being done to. */
  readonly busy = input.required<ReadonlySet<Id>>();
  readonly activate = output<Learner>();
  readonly remove = output<Learner>();
}
