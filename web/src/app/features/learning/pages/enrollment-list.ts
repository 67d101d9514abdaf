import { ChangeDetectionStrategy, Component, computed, inject, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { ProblemView } from '../../../core/http/problem-view';
import { CountPipe } from '../../../core/i18n/format';
import { Toast } from '../../../core/layout/toast';
import { EmptyState } from '../../../ui/empty-state/empty-state';
import { PageHeader } from '../../../ui/page-header/page-header';
import { Skeleton } from '../../../ui/skeleton/skeleton';
import { Enrollment } from '../../../api';
import { EnrollmentService } from '../data/enrollment-service';
import { idOf } from '../data/references';
import { EnrollmentCard } from '../ui/enrollment-card';

@Component({
  selector: 'lec-enrollment-list',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [
    CountPipe,
    EmptyState,
    EnrollmentCard,
    MatButton,
    PageHeader,
    ProblemView,
    RouterLink,
    Skeleton,
    TranslocoDirective,
  ],
  template: `
    <div *transloco="let t" class="container-xl">
      <lec-page-header
        [heading]="t('title.enrollments')"
        [text]="places().length ? (places().length | lecCount: 'count.courses') : ''"
      >
        <a matButton="outlined" routerLink="/courses">{{ t('action.browse') }}</a>
      </lec-page-header>
      @if (enrollments.problem(); as problem) {
        <lec-problem [problem]="problem" [retryable]="true" (retry)="enrollments.reload()" />
      } @else if (enrollments.loading() && !places().length) {
        <div class="grid">
          @for (n of [1, 2, 3]; track n) {
            <lec-skeleton height="150px" />
          }
        </div>
      } @else {
        <ul class="list-plain grid">
          @for (place of places(); track place.id) {
            <li>
              <lec-enrollment-card
                [enrollment]="place"
                [busy]="leaving() === place.id"
                (leave)="leave(place)"
              />
            </li>
          }
        </ul>
        @if (!places().length) {
          <lec-empty-state
            icon="book-open"
            [heading]="t('dashboard.empty')"
            [text]="t('dashboard.emptyText')"
          >
            <a matButton="filled" routerLink="/courses">{{ t('action.browse') }}</a>
          </lec-empty-state>
        }
      }
    </div>
  `,
  styles: `
    .grid {
      display: grid;
      grid-template-columns: repeat(auto-fill, minmax(min(100%, 420px), 1fr));
      gap: 20px;
    }
  `,
})
export class EnrollmentList {
  private readonly toast = inject(Toast);
  protected readonly enrollments = inject(EnrollmentService);
  protected readonly places = computed(() => this.enrollments.all());
  protected readonly leaving = signal<string | null>(null);

  protected async leave(place: Enrollment): Promise<void> {
    this.leaving.set(place.id);
    try {
      await this.enrollments.leave(place);
      this.leaving.set(null);
      const undone = await this.toast.undo('enrollment.left', { title: titleOf(place) });
      if (undone) await this.enrollments.enroll(idOf(place.course));
    } catch (error) {
      this.toast.failed(error);
    } finally {
      this.leaving.set(null);
    }
  }
}

function titleOf({ course }: Enrollment): string {
  return typeof course === 'object' ? course.title : '';
}
