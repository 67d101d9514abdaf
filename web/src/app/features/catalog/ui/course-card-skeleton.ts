import { ChangeDetectionStrategy, Component } from '@angular/core';

@Component({
  selector: 'lec-course-card-skeleton',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <div class="card-surface sheen" aria-hidden="true">
      <i class="cover"></i>
      <div class="lines"><i></i><i></i><i></i><i></i></div>
    </div>
  `,
  styles: `
    .cover {
      display: block;
      height: 150px;
    }
    .lines {
      display: grid;
      gap: 14px;
      padding: 18px 16px 26px;
    }
    i {
      background: var(--mat-sys-surface-container-highest);
    }
    .lines i {
      width: 55%;
      height: 12px;
      border-radius: var(--radius-control);
    }
    .lines i:first-child {
      width: 40%;
    }
    .lines i:nth-child(2) {
      width: 85%;
      height: 18px;
    }
    .lines i:last-child {
      width: 70%;
    }
  `,
})
export class CourseCardSkeleton {}
