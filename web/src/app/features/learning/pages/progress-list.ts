import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { ProblemView } from '../../../core/http/problem-view';
import { EmptyState } from '../../../ui/empty-state/empty-state';
import { PageHeader } from '../../../ui/page-header/page-header';
import { Skeleton } from '../../../ui/skeleton/skeleton';
import { EnrollmentService } from '../data/enrollment-service';
import { ProgressCourse } from '../ui/progress-course';

/** Progress lesson by lesson, course by course; the details of a course are read when it is opened. */
@Component({
  selector: 'lec-progress-list',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [
    EmptyState,
    MatButton,
    PageHeader,
    ProblemView,
    ProgressCourse,
    RouterLink,
    Skeleton,
    TranslocoDirective,
  ],
  template: `
    <div *transloco="let t" class="container-xl page">
      <lec-page-header [heading]="t('title.progress')" [text]="t('progress.text')" />
      @if (enrollments.problem(); as problem) {
        <lec-problem [problem]="problem" [retryable]="true" (retry)="enrollments.reload()" />
      } @else if (enrollments.loading() && !places().length) {
        <lec-skeleton height="88px" />
        <lec-skeleton height="88px" class="mt-3" />
      } @else {
        <div class="list">
          @for (place of places(); track place.id) {
            <lec-progress-course [enrollment]="place" [startOpen]="$first" />
          } @empty {
            <lec-empty-state
              icon="chart-column"
              [heading]="t('progress.empty')"
              [text]="t('progress.emptyText')"
            >
              <a matButton="filled" routerLink="/courses">{{ t('action.browse') }}</a>
            </lec-empty-state>
          }
        </div>
      }
    </div>
  `,
  styles: `
    .page {
      max-width: 864px;
    }
    .list {
      display: grid;
      gap: 14px;
    }
  `,
})
export class ProgressList {
  protected readonly enrollments = inject(EnrollmentService);
  protected readonly places = computed(() =>
    this.enrollments.all().filter(({ status }) => status === 'active'),
  );
}
