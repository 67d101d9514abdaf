import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { Id, OutlineLesson } from '../../../api';
import { MinutesPipe } from '../../../core/i18n/format';
import { Icon } from '../../../ui/icon/icon';

/** One lesson of an outline: done or not, here or not, open or locked. */
@Component({
  selector: 'lec-lesson-card',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Icon, MinutesPipe, RouterLink, TranslocoDirective],
  template: `
    <ng-container *transloco="let t">
      @if (open()) {
        <a
          class="row-lesson"
          [routerLink]="['/learn', course(), lesson().id]"
          [class.current]="current()"
          [attr.aria-current]="current() ? 'page' : null"
        >
          <svg
            [lecIcon]="done() ? 'circle-check-big' : 'circle'"
            [size]="18"
            [class.done]="done()"
          ></svg>
          <span class="title">
            {{ lesson().title }}
            @if (done()) {
              <span class="visually-hidden">({{ t('lesson.done') }})</span>
            }
          </span>
          <span class="facts">
            @if (showPreview() && lesson().preview) {
              <span class="badge-soft">{{ t('lesson.preview') }}</span>
            }
            @if (lesson().quizzes.length) {
              <span class="quiz"
                ><svg lecIcon="circle-question-mark" [size]="15"></svg
                ><span class="visually-hidden">{{ t('lesson.hasQuiz') }}</span></span
              >
            }
            @if (lesson().minutes) {
              <span class="tabular">{{ lesson().minutes | lecMinutes }}</span>
            }
          </span>
        </a>
      } @else {
        <div class="row-lesson locked">
          <svg lecIcon="lock" [size]="16"></svg>
          <span class="title">{{ lesson().title }}</span>
          <span class="facts">
            @if (lesson().quizzes.length) {
              <span class="quiz"
                ><svg lecIcon="circle-question-mark" [size]="15"></svg
                ><span class="visually-hidden">{{ t('lesson.hasQuiz') }}</span></span
              >
            }
            @if (lesson().minutes) {
              <span class="tabular">{{ lesson().minutes | lecMinutes }}</span>
            }
          </span>
        </div>
      }
    </ng-container>
  `,
  styleUrl: './lesson-card.scss',
})
export class LessonCard {
  readonly course = input.required<Id>();
  readonly lesson = input.required<OutlineLesson>();
  readonly open = input(false);
  readonly done = input(false);
  readonly current = input(false);
  readonly showPreview = input(false);
}
