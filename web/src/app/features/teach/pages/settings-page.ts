import {
  ChangeDetectionStrategy,
  Component,
  effect,
  inject,
  signal,
  untracked,
} from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatError, MatFormField, MatHint, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { MatOption, MatSelect } from '@angular/material/select';
import { MatSlideToggle } from '@angular/material/slide-toggle';
import { TranslocoDirective } from '@jsverse/transloco';
import { CourseDetail } from '../../../api';
import { ProblemView } from '../../../core/http/problem-view';
import { Texts } from '../../../core/markdown/texts';
import { Cover } from '../../../ui/cover/cover';
import { FileDrop } from '../../../ui/file-drop/file-drop';
import { MarkdownEditor } from '../../../ui/markdown-editor/markdown-editor';
import { Skeleton } from '../../../ui/skeleton/skeleton';
import { CourseService } from '../../catalog';
import { CourseStore } from '../data/course-store';
import { DocumentStore } from '../data/document-store';
import { Leavable, warnWhile } from '../data/leave-guard';
import { EditorHead } from '../ui/editor-head';
import { InvalidWhen } from '../ui/invalid-when';

/** What a course says about itself; it saves itself. */
@Component({
  selector: 'lec-settings-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [
    Cover,
    EditorHead,
    FileDrop,
    InvalidWhen,
    MarkdownEditor,
    MatButton,
    MatError,
    MatFormField,
    MatHint,
    MatInput,
    MatLabel,
    MatOption,
    MatSelect,
    MatSlideToggle,
    ProblemView,
    Skeleton,
    TranslocoDirective,
  ],
  templateUrl: './settings-page.html',
  styleUrl: './settings-page.scss',
})
export class SettingsPage implements Leavable {
  private readonly course = inject(CourseStore);
  protected readonly texts = inject(Texts);
  protected readonly categories = inject(CourseService).categories;
  protected readonly store = new DocumentStore<CourseDetail>((course) => this.course.set(course));
  protected readonly levels = ['beginner', 'intermediate', 'advanced'] as const;
  protected readonly refusal = signal('');
  protected readonly uploading = signal(false);

  constructor() {
    warnWhile(this.store.unsaved);
    effect(() => {
      const id = this.course.id();
      untracked(() => void this.store.open(`/api/courses/${id}/`));
    });
  }

  flush(): Promise<void> {
    return this.store.flush();
  }

  protected change(changes: Partial<CourseDetail>): void {
    this.store.change(changes);
  }

  protected changeTags(text: string): void {
    const tags = text
      .split(',')
      .map((tag) => tag.trim())
      .filter(Boolean);
    this.change({ tags: [...new Set(tags)] });
  }

  protected async picture(file: File | undefined): Promise<void> {
    if (!file) return;
    this.refusal.set('');
    this.uploading.set(true);
    try {
      this.change({ image: (await this.texts.upload(file, 'course-image')).url });
    } catch (error) {
      this.refusal.set(error instanceof Error ? error.message : String(error));
    } finally {
      this.uploading.set(false);
    }
  }

  protected reopen(): void {
    void this.store.open(`/api/courses/${this.course.id()}/`);
  }
}
