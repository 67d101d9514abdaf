import { ChangeDetectionStrategy, Component, input, output } from '@angular/core';
import { MatIconButton } from '@angular/material/button';
import { MatMenu, MatMenuContent, MatMenuItem, MatMenuTrigger } from '@angular/material/menu';
import { RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { Course, Id } from '../../../api';
import { DatePipe, NumberPipe } from '../../../core/i18n/format';
import { Icon } from '../../../ui/icon/icon';
import { stateOf } from '../../teach';

export type CourseVerb = 'publish' | 'unpublish' | 'archive' | 'unarchive';

/** Courses with who teaches them, and what an admin can do about them. */
@Component({
  selector: 'lec-course-table',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [
    DatePipe,
    Icon,
    MatIconButton,
    MatMenu,
    MatMenuContent,
    MatMenuItem,
    MatMenuTrigger,
    NumberPipe,
    RouterLink,
    TranslocoDirective,
  ],
  templateUrl: './course-table.html',
  styles: `
    @media (max-width: 767.98px) {
      tr {
        position: relative;
      }
      th[scope='row'] {
        padding-right: 40px !important;
      }
      td.end > [matIconButton] {
        position: absolute;
        top: 8px;
        right: 4px;
      }
    }
  `,
})
export class CourseTable {
  readonly courses = input.required<Course[]>();
  readonly busy = input<Id | null>(null);
  readonly tell = output<{ course: Course; verb: CourseVerb }>();
  readonly handOver = output<Course>();
  protected readonly stateOf = stateOf;
  protected readonly tones = { draft: 'warning', published: 'success', archived: null } as const;

  protected teacher({ instructor }: Course): string {
    return typeof instructor === 'object' ? (instructor?.name ?? '–') : '–';
  }

  protected subject({ category }: Course): string {
    return typeof category === 'object' ? (category?.name ?? '–') : '–';
  }
}
