import {
  ChangeDetectionStrategy,
  Component,
  computed,
  effect,
  inject,
  input,
  signal,
} from '@angular/core';
import { MatButton, MatIconButton } from '@angular/material/button';
import { Router, RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { Id, OutlineLesson } from '../../../api';
import { AuthService } from '../../../core/auth/auth-service';
import { ProblemView } from '../../../core/http/problem-view';
import { MinutesPipe } from '../../../core/i18n/format';
import { shortcuts } from '../../../core/keyboard/shortcuts';
import { PageTitle } from '../../../core/layout/page-title';
import { Toast } from '../../../core/layout/toast';
import { WIDE } from '../../../core/layout/wide';
import { EmptyState } from '../../../ui/empty-state/empty-state';
import { Icon } from '../../../ui/icon/icon';
import { Markdown } from '../../../ui/markdown/markdown';
import { Skeleton } from '../../../ui/skeleton/skeleton';
import { Folded } from '../data/folded';
import { milestoneBetween } from '../data/milestones';
import { PlayerStore } from '../data/player-store';
import { CourseFinished } from '../ui/course-finished';
import { LessonList } from '../ui/lesson-list';
import { LessonVideo } from '../ui/lesson-video';

@Component({
  selector: 'lec-lesson-player',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [
    CourseFinished,
    EmptyState,
    Icon,
    LessonList,
    LessonVideo,
    Markdown,
    MatButton,
    MatIconButton,
    MinutesPipe,
    ProblemView,
    RouterLink,
    Skeleton,
    TranslocoDirective,
  ],
  providers: [PlayerStore],
  templateUrl: './lesson-player.html',
  styleUrl: './lesson-player.scss',
})
export class LessonPlayer {
  private readonly router = inject(Router);
  private readonly toast = inject(Toast);
  protected readonly auth = inject(AuthService);
  protected readonly store = inject(PlayerStore);
  readonly course = input.required<Id>();
  readonly lesson = input.required<Id>();
  /** Whether the outline stands open: beside the lesson on wide screens, above it on phones. */
  protected readonly outlineOpen = signal(matchMedia(WIDE).matches);
  protected readonly folded = new Folded();
  protected readonly saving = signal(false);
  /** The course became complete just now. */
  protected readonly celebrating = signal(false);
  /** A lesson completed by its quiz has no button of its own. */
  protected readonly byQuiz = computed(
    () => this.store.lesson()?.completion === 'quiz' && this.store.quizzes().length > 0,
  );

  /** Whether it is not known yet if the reader has a place; it keeps the room for its progress. */
  protected readonly awaitingPlace = computed(
    () => this.auth.user() === undefined || this.store.placesLoading(),
  );

  constructor() {
    const title = inject(PageTitle);
    shortcuts(
      { key: 'n', label: 'keys.next', run: () => this.go(this.store.next()) },
      { key: 'p', label: 'keys.previous', run: () => this.go(this.store.previous()) },
    );
    effect(() => this.store.open(this.course(), this.lesson()));
    effect(() => this.folded.open(this.course()));
    effect(() => {
      const lesson = this.store.lesson();
      if (lesson) title.show(lesson.title);
    });
  }

  protected async complete(completed: boolean): Promise<void> {
    this.saving.set(true);
    try {
      const before = this.percent();
      await this.store.complete(completed);
      const reached = milestoneBetween(before, this.percent());
      this.celebrating.set(reached === 100);
      if (reached === 100) this.toast.say('lesson.courseDone');
      else if (reached) this.toast.say('lesson.milestone', { percent: reached });
    } catch (error) {
      this.toast.failed(error);
    } finally {
      this.saving.set(false);
    }
  }

  private percent(): number {
    return this.store.enrollment()?.progress.percent ?? 0;
  }

  private go(lesson: OutlineLesson | undefined): void {
    if (lesson && (this.store.everything() || lesson.preview)) {
      void this.router.navigate(['/learn', this.course(), lesson.id]);
    }
  }
}
