import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { Id, Submission } from '../../../api';
import { DatePipe, NumberPipe } from '../../../core/i18n/format';
import { Icon } from '../../../ui/icon/icon';
import { ResultBadge } from './result-badge';

@Component({
  selector: 'lec-attempt-history',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [NumberPipe, DatePipe, Icon, ResultBadge, RouterLink, TranslocoDirective],
  template: `
    <ul class="list-plain card-surface" *transloco="let t">
      @for (one of submissions(); track one.id) {
        <li>
          <a
            [routerLink]="['/quizzes', one.quiz, 'results', one.id]"
            [attr.aria-current]="one.id === current() ? 'page' : null"
          >
            <lec-result-badge [submission]="one" />
            <span class="when">{{ one.submitted_at | lecDate: 'datetime' }}</span>
            <b class="tabular">{{ one.score === null ? '–' : (one.score | lecNumber) + ' %' }}</b>
            <svg lecIcon="chevron-right" [size]="16"></svg>
          </a>
        </li>
      }
    </ul>
  `,
  styles: `
    ul {
      overflow: hidden;
    }
    li + li {
      border-top: 1px solid var(--lec-line);
    }
    a {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 6px 16px;
      padding: 12px 18px;
    }
    a:hover,
    a[aria-current] {
      background: color-mix(in srgb, var(--mat-sys-on-surface) 4%, transparent);
    }
    a:focus-visible {
      outline-offset: -2px;
    }
    .when {
      flex: 1;
      font-size: var(--text-sm);
      color: var(--mat-sys-on-surface-variant);
    }
  `,
})
export class AttemptHistory {
  readonly submissions = input.required<Submission[]>();
  readonly current = input<Id>();
}
