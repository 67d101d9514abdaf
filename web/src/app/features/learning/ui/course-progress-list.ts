import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { DashboardCourse } from '../../../api';
import { DatePipe } from '../../../core/i18n/format';
import { ProgressRing } from '../../../ui/progress-ring/progress-ring';

/** One's courses with how far one has come and what comes next. */
@Component({
  selector: 'lec-course-progress-list',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [DatePipe, ProgressRing, RouterLink, TranslocoDirective],
  template: `
    <ul class="list-plain" *transloco="let t">
      @for (one of courses(); track one.enrollment) {
        <li>
          <lec-progress-ring
            [class.full]="one.progress.percent === 100"
            [value]="one.progress.percent"
            [size]="52"
            [label]="
              t('progress.percentOf', { percent: one.progress.percent, title: one.course.title })
            "
          />
          <div>
            <h3>
              <a
                class="stretched-link"
                [routerLink]="
                  one.status === 'active' ? ['/learn', one.course.id] : ['/courses', one.course.id]
                "
                >{{ one.course.title }}</a
              >
            </h3>
            <p>
              @if (one.status === 'pending') {
                {{ t('enrollment.pending') }}
              } @else if (one.completed_at) {
                {{ t('dashboard.finishedOn', { date: one.completed_at | lecDate }) }}
              } @else if (one.next_lesson) {
                {{ t('dashboard.nextLesson', { title: one.next_lesson.title }) }}
              }
            </p>
          </div>
        </li>
      }
    </ul>
  `,
  styles: `
    li {
      position: relative;
      display: flex;
      align-items: center;
      gap: 16px;
      padding-block: 13px;
    }
    li:first-child {
      padding-top: 0;
    }
    li + li {
      border-top: 1px solid var(--lec-line);
    }
    lec-progress-ring {
      color: var(--mat-sys-primary);
    }
    .full {
      color: var(--lec-success);
    }
    h3 {
      font-size: 1rem;
      line-height: 1.35;
    }
    h3 a:hover {
      text-decoration: underline;
    }
    p {
      font-size: var(--text-sm);
      color: var(--mat-sys-on-surface-variant);
    }
  `,
})
export class CourseProgressList {
  readonly courses = input.required<DashboardCourse[]>();
}
