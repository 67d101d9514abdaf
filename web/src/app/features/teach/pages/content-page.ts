import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { MatButton } from '@angular/material/button';
import { NavigationEnd, Router, RouterLink, RouterOutlet } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { filter, map } from 'rxjs';
import { Id, OutlineLesson } from '../../../api';
import { ProblemView } from '../../../core/http/problem-view';
import { EmptyState } from '../../../ui/empty-state/empty-state';
import { Skeleton } from '../../../ui/skeleton/skeleton';
import { CourseStore } from '../data/course-store';
import { OutlineStore } from '../data/outline-store';
import { OutlineEditor } from '../ui/outline-editor';

const OPEN_LESSON = /\/lessons\/([0-9a-f]+)/;

/** The outline of a course beside the lesson that is open; on phones one after the other. */
@Component({
  selector: 'lec-content-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [
    EmptyState,
    MatButton,
    OutlineEditor,
    ProblemView,
    RouterLink,
    RouterOutlet,
    Skeleton,
    TranslocoDirective,
  ],
  providers: [OutlineStore],
  templateUrl: './content-page.html',
  styleUrl: './content-page.scss',
})
export class ContentPage {
  private readonly router = inject(Router);
  protected readonly course = inject(CourseStore);
  protected readonly outline = inject(OutlineStore);
  protected readonly open = toSignal(
    this.router.events.pipe(
      filter((event) => event instanceof NavigationEnd),
      map(({ urlAfterRedirects }) => lessonIn(urlAfterRedirects)),
    ),
    { initialValue: lessonIn(this.router.url) },
  );

  protected go(lesson: Id | null): void {
    if (lesson) void this.router.navigate(['/teach/courses', this.course.id(), 'lessons', lesson]);
  }

  protected async addQuiz(lesson: OutlineLesson): Promise<void> {
    const quiz = await this.outline.addQuiz(lesson);
    if (quiz) await this.router.navigate(['/teach/courses', this.course.id(), 'quizzes', quiz]);
  }

  protected async addLesson(section: number, title: string): Promise<void> {
    this.go(await this.outline.addLesson(section, title));
  }

  protected async remove(lesson: OutlineLesson): Promise<void> {
    if (this.open() === lesson.id) {
      await this.router.navigate(['/teach/courses', this.course.id()]);
    }
    await this.outline.remove(lesson);
  }
}

function lessonIn(url: string): Id | null {
  return OPEN_LESSON.exec(url)?.[1] ?? null;
}
