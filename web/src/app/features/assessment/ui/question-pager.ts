import { ChangeDetectionStrategy, Component, input, output } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import { Id } from '../../../api';
import { Icon } from '../../../ui/icon/icon';

export interface QuestionMark {
  id: Id;
  answered: boolean;
  flagged: boolean;
}

/** All questions at a glance: which one is open, which are answered, which are to be looked at again. */
@Component({
  selector: 'lec-question-pager',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Icon, TranslocoDirective],
  template: `
    <nav *transloco="let t" [attr.aria-label]="t('quiz.pager')">
      <ol class="list-plain">
        @for (mark of marks(); track mark.id) {
          <li>
            <button
              type="button"
              class="tabular"
              [class.answered]="mark.answered"
              [attr.aria-current]="$index === current() ? 'step' : null"
              [attr.aria-label]="
                t('quiz.questionNumber', { number: $index + 1 }) +
                ', ' +
                t(mark.answered ? 'quiz.answered' : 'quiz.unansweredOne') +
                (mark.flagged ? ', ' + t('quiz.flagged') : '')
              "
              (click)="choose.emit($index)"
            >
              {{ $index + 1 }}
              @if (mark.flagged) {
                <svg lecIcon="flag" [size]="11"></svg>
              }
            </button>
          </li>
        }
      </ol>
    </nav>
  `,
  styles: `
    ol {
      display: grid;
      grid-template-columns: repeat(auto-fill, minmax(36px, 1fr));
      gap: 8px;
    }
    button {
      position: relative;
      width: 100%;
      height: 40px;
      padding: 0;
      border: 1px solid var(--lec-line);
      border-radius: 11px;
      font-weight: 600;
      font-size: var(--text-sm);
      color: var(--mat-sys-on-surface-variant);
      background: var(--lec-card);
    }
    button:hover {
      border-color: var(--mat-sys-outline);
    }
    .answered {
      border-color: transparent;
      color: var(--mat-sys-on-primary-container);
      background: var(--mat-sys-primary-container);
    }
    button[aria-current] {
      border-color: var(--mat-sys-primary);
      box-shadow: 0 0 0 1px var(--mat-sys-primary);
      color: var(--mat-sys-on-surface);
    }
    svg {
      position: absolute;
      top: -4px;
      right: -4px;
      width: 18px;
      height: 18px;
      padding: 3px;
      border-radius: 50%;
      color: #fff;
      background: #b45309;
    }
  `,
})
export class QuestionPager {
  readonly marks = input.required<QuestionMark[]>();
  readonly current = input.required<number>();
  readonly choose = output<number>();
}
