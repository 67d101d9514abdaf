import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { AuthService } from '../../../core/auth/auth-service';
import { ProblemView } from '../../../core/http/problem-view';
import { displayName } from '../../../core/auth/display-name';
import { SiteSettings } from '../../../core/site/site';
import { Icon } from '../../../ui/icon/icon';
import { IconName } from '../../../ui/icon/icons.generated';
import { Skeleton } from '../../../ui/skeleton/skeleton';
import { CourseCard, CourseService } from '../../catalog';
import { DashboardService, EnrollmentService, ResumeHero } from '../../learning';

const NEWEST = { ordering: '-published_at' };
const SHOWN = 6;

/** A visitor sees what Lectern is, a student where they stopped; both see the newest courses. */
@Component({
  selector: 'lec-home',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [
    CourseCard,
    Icon,
    MatButton,
    ProblemView,
    ResumeHero,
    RouterLink,
    Skeleton,
    TranslocoDirective,
  ],
  templateUrl: './home.html',
  styleUrl: './home.scss',
})
export class Home {
  private readonly catalogue = inject(CourseService);
  protected readonly auth = inject(AuthService);
  protected readonly enrollments = inject(EnrollmentService);
  protected readonly dashboard = inject(DashboardService).dashboard;
  protected readonly newest = this.catalogue.list(() => NEWEST);
  protected readonly courses = computed(() => this.newest.items().slice(0, SHOWN));
  protected readonly categories = this.catalogue.categories;
  protected readonly categoriesLoading = this.catalogue.categoriesLoading;
  protected readonly points: { icon: IconName; text: string }[] = [
    { icon: 'bookmark-check', text: 'accounts.point1' },
    { icon: 'cloud-check', text: 'accounts.point2' },
    { icon: 'chart-column', text: 'accounts.point3' },
  ];
  protected readonly site = inject(SiteSettings).now;
  protected readonly name = computed(() => {
    const user = this.auth.user();
    return user ? user.first_name || displayName(user) : '';
  });
}
