import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import { Icon } from '../../../ui/icon/icon';
import { TimeLeft, clockText } from '../data/countdown';

const SHORT_SECONDS = 60;

/** The time left; a screen reader hears of it at the minutes that matter, not every second. */
@Component({
  selector: 'lec-attempt-clock',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Icon, TranslocoDirective],
  template: `
    <ng-container *transloco="let t">
      <div class="face" role="timer" [class.short]="short()">
        <svg lecIcon="clock" [size]="17"></svg>
        <span class="visually-hidden">{{ t('quiz.timeLeft') }}</span>
        <b class="tabular">{{ text() }}</b>
      </div>
      <div class="bar" aria-hidden="true" [class.short]="short()">
        <span [style.width.%]="100 * left().share"></span>
      </div>
      <span class="visually-hidden" aria-live="assertive">{{
        announced() ? t('quiz.minutesLeft', { minutes: announced() }) : ''
      }}</span>
    </ng-container>
  `,
  styles: `
    :host {
      display: grid;
      gap: 6px;
    }
    .face {
      display: flex;
      align-items: center;
      gap: 8px;
      color: var(--mat-sys-on-surface-variant);
    }
    b {
      color: var(--mat-sys-on-surface);
    }
    .bar {
      height: 6px;
      border-radius: var(--radius-full);
      background: var(--mat-sys-surface-container-highest);
      overflow: hidden;
    }
    .bar span {
      display: block;
      height: 100%;
      border-radius: inherit;
      background: var(--mat-sys-primary);
      transition: width 1s linear;
    }
    .short,
    .short b {
      color: var(--mat-sys-error);
    }
    .bar.short span {
      background: var(--mat-sys-error);
    }
  `,
})
export class AttemptClock {
  readonly left = input.required<TimeLeft>();
  protected readonly text = computed(() => clockText(this.left().seconds));
  protected readonly short = computed(() => this.left().seconds <= SHORT_SECONDS);
  protected readonly announced = computed(() => {
    const { seconds } = this.left();
    if (seconds === 0) return 0;
    return [1, 5, 10].find((minutes) => seconds <= minutes * 60 && seconds > minutes * 60 - 5) ?? 0;
  });
}
