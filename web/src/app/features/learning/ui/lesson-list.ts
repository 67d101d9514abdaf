import { ChangeDetectionStrategy, Component, computed, input, output } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import { Enrollment, Id, Outline, OutlineLesson } from '../../../api';
import { Icon } from '../../../ui/icon/icon';
import { LessonCard } from './lesson-card';

/** The outline of a course, section by section. */
@Component({
  selector: 'lec-lesson-list',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Icon, LessonCard, TranslocoDirective],
  template: `
    <ng-container *transloco="let t">
      @for (section of outline().sections; track $index) {
        <section>
          @if (section.title) {
            <h3>
              @if (folded(); as folded) {
                <button
                  type="button"
                  [attr.aria-expanded]="!folded.has(section.title)"
                  (click)="fold.emit(section.title)"
                >
                  <svg
                    [lecIcon]="folded.has(section.title) ? 'chevron-right' : 'chevron-down'"
                    [size]="15"
                  ></svg>
                  {{ section.title }}
                </button>
              } @else {
                {{ section.title }}
              }
              @if (enrollment()) {
                <span class="tabular"
                  >{{ completedIn(section.lessons) }}/{{ section.lessons.length }}</span
                >
              }
            </h3>
          }
          <ol class="list-plain" [hidden]="section.title && folded()?.has(section.title)">
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
      align-items: center;
      justify-content: space-between;
      gap: 12px;
      padding: 0 12px 6px;
      font-size: var(--text-sm);
      font-weight: 680;
      color: var(--mat-sys-on-surface-variant);
      letter-spacing: 0;
    }
    h3 button {
      display: inline-flex;
      align-items: center;
      gap: 6px;
      min-height: 28px;
      margin-left: -6px;
      padding: 0 6px 0 0;
      border: 0;
      border-radius: var(--radius-control);
      font: inherit;
      text-align: left;
      color: inherit;
      background: none;
    }
    h3 span {
      font: 500 var(--text-xs) var(--lec-font-body);
    }
    ol {
      display: grid;
      gap: 2px;
    }
    ol[hidden] {
      display: none;
    }
  `,
})
export class LessonList {
  readonly outline = input.required<Outline>();
  readonly enrollment = input<Enrollment>();
  readonly current = input<Id>();
  /** Whether every lesson may be opened, or only those that are a preview. */
  readonly everything = input(false);
  /** The titles of the sections whose lessons are hidden; without it none can be. */
  readonly folded = input<ReadonlySet<string>>();
  readonly fold = output<string>();
  protected readonly done = computed(() => new Set(this.enrollment()?.completed_lessons));

  protected completedIn(lessons: OutlineLesson[]): number {
    return lessons.filter(({ id }) => this.done().has(id)).length;
  }
}
