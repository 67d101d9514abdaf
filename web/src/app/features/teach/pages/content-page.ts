import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { CourseStore } from '../data/course-store';

@Component({
  selector: 'lec-content-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: '<h2>{{ store.course()?.title }}</h2>',
})
export class ContentPage {
  protected readonly store = inject(CourseStore);
}
