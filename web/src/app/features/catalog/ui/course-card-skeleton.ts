import { ChangeDetectionStrategy, Component } from '@angular/core';
import { Skeleton } from '../../../ui/skeleton/skeleton';

@Component({
  selector: 'lec-course-card-skeleton',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Skeleton],
  template: `
    <div class="card-surface">
      <lec-skeleton height="150px" />
      <div class="lines">
        <lec-skeleton width="40%" height="12px" />
        <lec-skeleton width="85%" height="18px" />
        <lec-skeleton width="55%" height="12px" />
        <lec-skeleton width="70%" height="12px" />
      </div>
    </div>
  `,
  styles: `
    .card-surface {
      overflow: hidden;
    }
    .lines {
      display: grid;
      gap: 14px;
      padding: 18px 16px 26px;
    }
  `,
})
export class CourseCardSkeleton {}
