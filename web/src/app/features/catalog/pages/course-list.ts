import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatFormField } from '@angular/material/form-field';
import { MatOption, MatSelect } from '@angular/material/select';
import { Router } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { More } from '../../../core/http/more';
import { ProblemView } from '../../../core/http/problem-view';
import { CountPipe } from '../../../core/i18n/format';
import { wide } from '../../../core/layout/wide';
import { EmptyState } from '../../../ui/empty-state/empty-state';
import { Icon } from '../../../ui/icon/icon';
import { Skeleton } from '../../../ui/skeleton/skeleton';
import { EnrollmentService } from '../../learning';
import { CourseQuery, LEVELS, ORDERS, isNarrowed } from '../data/course-query';
import { CourseService } from '../data/course-service';
import { CourseCard } from '../ui/course-card';
import { CourseCardSkeleton } from '../ui/course-card-skeleton';
import { CourseFilters } from '../ui/course-filters';

/** The catalogue; its address holds the search, the filters and the order. */
@Component({
  selector: 'lec-course-list',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [
    CountPipe,
    CourseCard,
    CourseCardSkeleton,
    CourseFilters,
    EmptyState,
    Icon,
    MatButton,
    MatFormField,
    MatOption,
    MatSelect,
    More,
    ProblemView,
    Skeleton,
    TranslocoDirective,
  ],
  templateUrl: './course-list.html',
  styleUrl: './course-list.scss',
})
export class CourseList {
  private readonly router = inject(Router);
  private readonly service = inject(CourseService);
  protected readonly enrollments = inject(EnrollmentService);
  readonly search = input<string>();
  readonly category = input<string>();
  readonly level = input<string>();
  readonly free = input<string>();
  readonly ordering = input<string>();

  protected readonly query = computed<CourseQuery>(() => ({
    search: this.search(),
    category: this.category(),
    level: this.level(),
    free: this.free(),
    ordering: this.ordering(),
  }));
  protected readonly courses = this.service.list(this.query);
  protected readonly categories = this.service.categories;
  protected readonly narrowed = computed(() => isNarrowed(this.query()));
  protected readonly orders = ORDERS;
  protected readonly levels = LEVELS;
  protected readonly wide = wide();

  protected narrow(change: CourseQuery): void {
    void this.router.navigate(['/courses'], {
      queryParams: { ...this.query(), ...change },
      replaceUrl: true,
    });
  }

  protected clear(): void {
    void this.router.navigate(['/courses']);
  }
}
