import { ChangeDetectionStrategy, Component, effect, inject, input } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatCheckbox } from '@angular/material/checkbox';
import { MatError, MatFormField, MatHint, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { MatOption, MatSelect } from '@angular/material/select';
import { RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { Id, WrittenLesson } from '../../../api';
import { ProblemView } from '../../../core/http/problem-view';
import { Texts } from '../../../core/markdown/texts';
import { EmptyState } from '../../../ui/empty-state/empty-state';
import { MarkdownEditor } from '../../../ui/markdown-editor/markdown-editor';
import { Skeleton } from '../../../ui/skeleton/skeleton';
import { CourseStore } from '../data/course-store';
import { DocumentStore } from '../data/document-store';
import { Leavable, warnWhile } from '../data/leave-guard';
import { OutlineStore } from '../data/outline-store';
import { EditorHead } from '../ui/editor-head';
import { InvalidWhen } from '../ui/invalid-when';

/** One lesson, which saves itself. */
@Component({
  selector: 'lec-lesson-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [
    EditorHead,
    EmptyState,
    InvalidWhen,
    MarkdownEditor,
    MatButton,
    MatCheckbox,
    MatError,
    MatFormField,
    MatHint,
    MatInput,
    MatLabel,
    MatOption,
    MatSelect,
    ProblemView,
    RouterLink,
    Skeleton,
    TranslocoDirective,
  ],
  templateUrl: './lesson-page.html',
  styleUrl: './lesson-page.scss',
})
export class LessonPage implements Leavable {
  protected readonly course = inject(CourseStore);
  protected readonly outline = inject(OutlineStore);
  protected readonly texts = inject(Texts);
  readonly lesson = input.required<Id>();
  protected readonly store = new DocumentStore<WrittenLesson>((lesson) =>
    this.outline.retell(lesson.id, {
      title: lesson.title,
      minutes: lesson.minutes,
      preview: lesson.preview,
      completion: lesson.completion,
    }),
  );

  constructor() {
    warnWhile(this.store.unsaved);
    effect(() => void this.reopen());
  }

  flush(): Promise<void> {
    return this.store.flush();
  }

  protected reopen(): Promise<void> {
    return this.store.open(`/api/lessons/${this.lesson()}/`);
  }

  protected change(changes: Partial<WrittenLesson>): void {
    this.store.change(changes);
  }

  /** Minutes are whole and not negative; what is not yet a number is not sent. */
  protected changeMinutes(text: string): void {
    const minutes = Math.round(Number(text));
    if (text.trim() && minutes >= 0) this.change({ minutes });
  }
}
