import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { AuthService } from '../../../core/auth/auth-service';
import { ProblemView } from '../../../core/http/problem-view';
import { displayName } from '../../../core/auth/display-name';
import { EmptyState } from '../../../ui/empty-state/empty-state';
import { PageHeader } from '../../../ui/page-header/page-header';
import { Skeleton } from '../../../ui/skeleton/skeleton';
import { DashboardService } from '../data/dashboard-service';
import { ActivityChart } from '../ui/activity-chart';
import { CourseProgressList } from '../ui/course-progress-list';
import { MilestoneList } from '../ui/milestone-list';
import { NextSteps } from '../ui/next-steps';
import { ResumeHero } from '../ui/resume-hero';
import { ScoreChart } from '../ui/score-chart';
import { TotalsRow } from '../ui/totals-row';

@Component({
  selector: 'lec-dashboard',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [
    ActivityChart,
    CourseProgressList,
    EmptyState,
    MatButton,
    MilestoneList,
    NextSteps,
    PageHeader,
    ProblemView,
    ResumeHero,
    RouterLink,
    ScoreChart,
    Skeleton,
    TotalsRow,
    TranslocoDirective,
  ],
  templateUrl: './dashboard.html',
  styleUrl: './dashboard.scss',
})
export class Dashboard {
  protected readonly auth = inject(AuthService);
  protected readonly service = inject(DashboardService);
  protected readonly name = computed(() => {
    const user = this.auth.user();
    return user ? user.first_name || displayName(user) : '';
  });
  protected readonly active = computed(() =>
    (this.service.dashboard()?.activity ?? []).some(
      (day) => day.lessons_completed || day.quizzes_submitted,
    ),
  );

  constructor() {
    // Coming back from a lesson shows what it changed.
    if (this.service.dashboard()) this.service.reload();
  }
}
