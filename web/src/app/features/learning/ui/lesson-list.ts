import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import { Enrollment, Id, Outline, OutlineLesson } from '../../../api';
import { LessonCard } from './lesson-card';

/** The outline of a course, section by section. */
@Component({
  selector: 'lec-lesson-list',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [LessonCard, TranslocoDirective],
  template: `
    <ng-container *transloco="let t">
      @for (section of outline().sections; track $index) {
        <section>
          @if (section.title) {
            <h3>
              {{ section.title }}
              @if (enrollment()) {
                <span class="tabular"
                  >{{ completedIn(section.lessons) }}/{{ section.lessons.length }}</span
                >
              }
            </h3>
          }
          <ol class="list-plain">
            @for (lesson of section.lessons; track lesson.id) {
              <li>
                <lec-lesson-card
                  [course]="outline().course"
                  [lesson]="lesson"
                  [open]="everything() || lesson.preview"
                  [done]="done().has(lesson.id)"
                  [current]="lesson.id === current()"
                  [showPreview]="!everything()"
                />
              </li>
            }
          </ol>
        </section>
      }
    </ng-container>
  `,
  styles: `
    :host {
      display: grid;
      gap: 18px;
    }
    h3 {
      display: flex;
      justify-content: space-between;
      gap: 12px;
      padding: 0 12px 6px;
      font-size: var(--text-sm);
      font-weight: 680;
      color: var(--mat-sys-on-surface-variant);
      letter-spacing: 0;
    }
    h3 span {
      font: 500 var(--text-xs) var(--lec-font-body);
    }
    ol {
      display: grid;
      gap: 2px;
    }
  `,
})
export class LessonList {
  readonly outline = input.required<Outline>();
  readonly enrollment = input<Enrollment>();
  readonly current = input<Id>();
  /** Whether every lesson may be opened, or only those that are a preview. */
  readonly everything = input(false);
  protected readonly done = computed(() => new Set(this.enrollment()?.completed_lessons));

  protected completedIn(lessons: OutlineLesson[]): number {
    return lessons.filter(({ id }) => this.done().has(id)).length;
  }
}
