import { ChangeDetectionStrategy, Component, computed, effect, inject, input } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { RouterLink, RouterLinkActive, RouterOutlet } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { Id } from '../../../api';
import { ProblemWords } from '../../../core/http/problem-words';
import { PageTitle } from '../../../core/layout/page-title';
import { EmptyState } from '../../../ui/empty-state/empty-state';
import { Icon } from '../../../ui/icon/icon';
import { ProblemAlert } from '../../../ui/problem-alert/problem-alert';
import { Skeleton } from '../../../ui/skeleton/skeleton';
import { CourseStore } from '../data/course-store';
import { stateOf } from '../data/teaching-service';
import { StateBadge } from '../ui/state-badge';

/** One course that one teaches: its name and its tabs, around whichever of them is open. */
@Component({
  selector: 'lec-course-frame',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [
    EmptyState,
    Icon,
    MatButton,
    ProblemAlert,
    RouterLink,
    RouterLinkActive,
    RouterOutlet,
    Skeleton,
    StateBadge,
    TranslocoDirective,
  ],
  providers: [CourseStore],
  templateUrl: './course-frame.html',
  styleUrl: './course-frame.scss',
})
export class CourseFrame {
  protected readonly store = inject(CourseStore);
  protected readonly words = inject(ProblemWords);
  readonly id = input.required<Id>();
  protected readonly state = computed(() => {
    const course = this.store.course();
    return course ? stateOf(course) : null;
  });
  protected readonly tabs = [
    { path: '.', label: 'teach.tab.content' },
    { path: 'learners', label: 'teach.tab.learners' },
    { path: 'gradebook', label: 'teach.tab.gradebook' },
    { path: 'analytics', label: 'teach.tab.analytics' },
    { path: 'settings', label: 'teach.tab.settings' },
  ] as const;

  constructor() {
    const title = inject(PageTitle);
    effect(() => this.store.open(this.id()));
    effect(() => {
      const course = this.store.course();
      if (course) title.show(course.title);
    });
  }
}
