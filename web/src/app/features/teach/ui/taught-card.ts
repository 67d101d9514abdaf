import { ChangeDetectionStrategy, Component, computed, input, output } from '@angular/core';
import { MatIconButton } from '@angular/material/button';
import { MatMenu, MatMenuContent, MatMenuItem, MatMenuTrigger } from '@angular/material/menu';
import { RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { Course } from '../../../api';
import { CountPipe } from '../../../core/i18n/format';
import { Cover } from '../../../ui/cover/cover';
import { Icon } from '../../../ui/icon/icon';
import { TaughtCourse, stateOf } from '../data/teaching-service';
import { StateBadge } from './state-badge';

/** A course that one teaches, with what can be done to the whole of it. */
@Component({
  selector: 'lec-taught-card',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [
    CountPipe,
    Cover,
    Icon,
    MatIconButton,
    MatMenu,
    MatMenuContent,
    MatMenuItem,
    MatMenuTrigger,
    RouterLink,
    StateBadge,
    TranslocoDirective,
  ],
  templateUrl: './taught-card.html',
  styleUrl: './taught-card.scss',
})
export class TaughtCard {
  readonly course = input.required<Course>();
  /** What the dashboard adds, when it does. */
  readonly facts = input<TaughtCourse>();
  readonly busy = input(false);
  readonly duplicate = output();
  /** True puts it away, false brings it back. */
  readonly archive = output<boolean>();
  readonly export = output();
  protected readonly state = computed(() => stateOf(this.course()));
}
