import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { CourseStore } from '../data/course-store';

@Component({
  selector: 'lec-settings-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: '<h2>{{ store.course()?.title }}</h2>',
})
export class SettingsPage {
  protected readonly store = inject(CourseStore);
}
