import { ChangeDetectionStrategy, Component, computed, effect, inject, input } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { toSignal } from '@angular/core/rxjs-interop';
import { NavigationEnd, Router, RouterLink, RouterOutlet } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { filter, map } from 'rxjs';
import { Id } from '../../../api';
import { ProblemView } from '../../../core/http/problem-view';
import { PageTitle } from '../../../core/layout/page-title';
import { EmptyState } from '../../../ui/empty-state/empty-state';
import { Icon } from '../../../ui/icon/icon';
import { Skeleton } from '../../../ui/skeleton/skeleton';
import { CourseStore } from '../data/course-store';
import { stateOf } from '../data/teaching-service';
import { PublishButton } from '../ui/publish-button';
import { StateBadge } from '../ui/state-badge';

/** One course that one teaches: its name and its tabs, around whichever of them is open. */
@Component({
  selector: 'lec-course-frame',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [
    EmptyState,
    Icon,
    MatButton,
    ProblemView,
    PublishButton,
    RouterLink,
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

  private readonly router = inject(Router);
  private readonly part = toSignal(
    this.router.events.pipe(
      filter((event) => event instanceof NavigationEnd),
      map((event) => partOf(event.urlAfterRedirects)),
    ),
    { initialValue: partOf(this.router.url) },
  );
  /** Lessons and quizzes are content, and a page within another tab belongs to that tab. */
  protected readonly active = computed(
    () => this.tabs.find(({ path }) => path === this.part())?.path ?? '.',
  );

  constructor() {
    const title = inject(PageTitle);
    effect(() => this.store.open(this.id()));
    effect(() => {
      const course = this.store.course();
      if (course) title.show(course.title);
    });
  }
}

/** What follows the id of the course in the address. */
function partOf(url: string): string {
  return /^\/teach\/courses\/[^/?#]+\/([^/?#]+)/.exec(url)?.[1] ?? '.';
}
