import { ChangeDetectionStrategy, Component, computed, input, output } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { Enrollment } from '../../../api';
import { DatePipe } from '../../../core/i18n/format';
import { Cover } from '../../../ui/cover/cover';
import { idOf } from '../data/references';

/** One's place on a course. Leaving is done at once: the history stays, and whoever comes back has it. */
@Component({
  selector: 'lec-enrollment-card',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Cover, DatePipe, MatButton, RouterLink, TranslocoDirective],
  template: `
    <article *transloco="let t" class="card-surface">
      <lec-cover [seed]="courseId()" [image]="course()?.image" />
      <div class="body">
        <h2>
          <a [routerLink]="['/courses', courseId()]">{{ course()?.title }}</a>
        </h2>
        <p class="text-muted small">
          {{ t('enrollment.since', { date: enrollment().enrolled_at | lecDate }) }}
        </p>
        @if (enrollment().status === 'pending') {
          <span class="badge-soft" data-tone="warning">{{ t('enrollment.pending') }}</span>
        } @else {
          <div class="share">
            <div
              class="progress-line"
              role="progressbar"
              aria-valuemin="0"
              aria-valuemax="100"
              [attr.aria-valuenow]="enrollment().progress.percent"
              [attr.aria-label]="t('progress.of', { title: course()?.title })"
            >
              <span [style.width.%]="enrollment().progress.percent"></span>
            </div>
            <span class="tabular small"
              >{{ enrollment().progress.completed }}/{{ enrollment().progress.total }}</span
            >
          </div>
        }
        <div class="actions">
          @if (enrollment().status === 'active') {
            <a matButton="tonal" [routerLink]="['/learn', courseId()]">{{
              enrollment().progress.percent === 100 ? t('course.review') : t('course.continue')
            }}</a>
          }
          <button matButton type="button" [disabled]="busy()" (click)="leave.emit()">
            {{ t('enrollment.leave') }}
          </button>
        </div>
      </div>
    </article>
  `,
  styles: `
    article {
      display: flex;
      height: 100%;
      overflow: hidden;
    }
    lec-cover {
      flex: none;
      width: clamp(84px, 26%, 130px);
    }
    .body {
      display: flex;
      flex: 1;
      flex-direction: column;
      align-items: start;
      gap: 8px;
      min-width: 0;
      padding: 16px 18px 12px;
    }
    h2 {
      font-size: var(--text-md);
    }
    h2 a:hover {
      text-decoration: underline;
    }
    .share {
      display: flex;
      align-items: center;
      gap: 12px;
      width: 100%;
    }
    .actions {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 6px;
      margin-top: auto;
      padding-top: 4px;
    }
  `,
})
export class EnrollmentCard {
  readonly enrollment = input.required<Enrollment>();
  readonly busy = input(false);
  readonly leave = output();
  protected readonly courseId = computed(() => idOf(this.enrollment().course));
  protected readonly course = computed(() => {
    const { course } = this.enrollment();
    return typeof course === 'object' ? course : null;
  });
}
