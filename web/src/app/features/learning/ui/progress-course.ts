import {
  ChangeDetectionStrategy,
  Component,
  computed,
  inject,
  input,
  linkedSignal,
} from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import { Enrollment } from '../../../api';
import { CountPipe } from '../../../core/i18n/format';
import { Icon } from '../../../ui/icon/icon';
import { ProgressRing } from '../../../ui/progress-ring/progress-ring';
import { Skeleton } from '../../../ui/skeleton/skeleton';
import { LessonService } from '../data/lesson-service';
import { idOf } from '../data/references';
import { LessonList } from './lesson-list';

@Component({
  selector: 'lec-progress-course',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [CountPipe, Icon, LessonList, ProgressRing, Skeleton, TranslocoDirective],
  template: `
    <section *transloco="let t" class="card-surface">
      <h2>
        <button
          type="button"
          [attr.aria-expanded]="open()"
          [attr.aria-controls]="'progress-' + enrollment().id"
          (click)="open.set(!open())"
        >
          <lec-progress-ring
            [class.full]="enrollment().progress.percent === 100"
            [value]="enrollment().progress.percent"
            [size]="52"
            [label]="
              t('progress.percentOf', { percent: enrollment().progress.percent, title: title() })
            "
          />
          <span class="name">
            {{ title() }}
            <small>
              {{
                t('progress.doneOf', {
                  done: enrollment().progress.completed,
                  total: enrollment().progress.total | lecCount: 'count.lessons',
                })
              }}
            </small>
          </span>
          <svg lecIcon="chevron-down" [size]="20" [class.up]="open()"></svg>
        </button>
      </h2>
      <div [id]="'progress-' + enrollment().id" class="lessons" [hidden]="!open()">
        @if (outline(); as outline) {
          <lec-lesson-list [outline]="outline" [enrollment]="enrollment()" [everything]="true" />
        } @else if (open()) {
          <lec-skeleton height="160px" />
        }
      </div>
    </section>
  `,
  styles: `
    button {
      display: flex;
      align-items: center;
      gap: 16px;
      width: 100%;
      padding: 16px 20px;
      border: 0;
      border-radius: var(--radius-card);
      text-align: left;
      color: inherit;
      background: none;
      font: inherit;
      letter-spacing: inherit;
    }
    h2 {
      font-size: var(--text-md);
    }
    .name {
      flex: 1;
    }
    small {
      display: block;
      margin-top: 2px;
      font: 450 var(--text-sm) var(--lec-font-body);
      letter-spacing: 0;
      color: var(--mat-sys-on-surface-variant);
    }
    lec-progress-ring {
      color: var(--mat-sys-primary);
    }
    .full {
      color: var(--lec-success);
    }
    .up {
      transform: rotate(180deg);
    }
    .lessons {
      padding: 6px 10px 16px;
    }
  `,
})
export class ProgressCourse {
  readonly enrollment = input.required<Enrollment>();
  readonly startOpen = input(false);
  protected readonly open = linkedSignal(() => this.startOpen());
  private readonly answer = inject(LessonService).outline(() =>
    this.open() ? idOf(this.enrollment().course) : undefined,
  );
  protected readonly outline = computed(() =>
    this.answer.hasValue() ? this.answer.value() : undefined,
  );
  protected readonly title = computed(() => {
    const { course } = this.enrollment();
    return typeof course === 'object' ? course.title : '';
  });
}
