import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { Course, Enrollment } from '../../../api';
import { CountPipe, MinutesPipe, PricePipe } from '../../../core/i18n/format';
import { Cover } from '../../../ui/cover/cover';
import { Icon } from '../../../ui/icon/icon';
import { categoryName, instructorName } from '../data/course-view';

@Component({
  selector: 'lec-course-card',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [CountPipe, Cover, Icon, MinutesPipe, PricePipe, RouterLink, TranslocoDirective],
  templateUrl: './course-card.html',
  styleUrl: './course-card.scss',
})
export class CourseCard {
  readonly course = input.required<Course>();
  /** The reader's own place on it; then their progress shows instead of the price. */
  readonly enrollment = input<Enrollment>();
  protected readonly category = computed(() => categoryName(this.course()));
  protected readonly instructor = computed(() => instructorName(this.course()));
}
