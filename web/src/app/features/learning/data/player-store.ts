import { Injectable, Signal, computed, effect, inject, signal, untracked } from '@angular/core';
import { Id } from '../../../api';
import { AuthService } from '../../../core/auth/auth-service';
import { Problem } from '../../../core/http/problem';
import { CourseKeeper } from './course-keeper';
import { EnrollmentService } from './enrollment-service';
import { LessonService, lessonsOf } from './lesson-service';
import { PendingLessons } from './pending-lessons';
import { ProgressService } from './progress-service';
import { minutesLeft } from './time-left';

/** The lesson that is open, its place in the course, and whether it is done. */
@Injectable()
export class PlayerStore {
  private readonly service = inject(LessonService);
  private readonly enrollments = inject(EnrollmentService);
  private readonly progress = inject(ProgressService);
  private readonly keeper = inject(CourseKeeper);
  private readonly pendingLessons = inject(PendingLessons);
  private readonly auth = inject(AuthService);
  private readonly courseId = signal<Id>('');
  private readonly lessonId = signal<Id>('');

  private readonly outlineAnswer = this.service.outline(() => this.courseId() || undefined);
  private readonly lessonAnswer = this.service.lesson(() => this.lessonId() || undefined);
  private readonly quizAnswer = this.service.quizzes(() =>
    this.auth.signedIn() && this.current()?.quizzes.length ? this.lessonId() : undefined,
  );

  readonly outline = computed(() =>
    this.outlineAnswer.hasValue() ? this.outlineAnswer.value() : undefined,
  );
  readonly lesson = computed(() =>
    this.lessonAnswer.hasValue() ? this.lessonAnswer.value() : undefined,
  );
  readonly quizzes = computed(() =>
    this.quizAnswer.hasValue() ? this.quizAnswer.value().results : [],
  );
  readonly problem: Signal<Problem | null> = computed(() => {
    const error = this.lessonAnswer.error() ?? this.outlineAnswer.error();
    return error ? Problem.from(error) : null;
  });

  readonly lessons = computed(() => lessonsOf(this.outline()));
  readonly index = computed(() => this.lessons().findIndex(({ id }) => id === this.lessonId()));
  readonly current = computed(() => this.lessons()[this.index()]);
  readonly previous = computed(() => this.lessons()[this.index() - 1]);
  readonly next = computed(() => (this.index() < 0 ? undefined : this.lessons()[this.index() + 1]));

  readonly enrollment = computed(() => this.enrollments.on(this.courseId()));
  readonly placesLoading = this.enrollments.loading;
  readonly learning = computed(() => this.enrollment()?.status === 'active');
  /** Whether the whole course may be read; somebody who teaches it has no place but can. */
  readonly everything = computed(
    () => this.learning() || (!this.locked() && !this.lesson()?.preview),
  );
  /** The lesson is there, but its content is not for this reader. */
  readonly locked = computed(() => this.lesson()?.content_html === undefined);
  readonly done = computed(
    () => this.enrollment()?.completed_lessons.includes(this.lessonId()) ?? false,
  );
  readonly minutesLeft = computed(() =>
    minutesLeft(this.lessons(), this.enrollment()?.completed_lessons ?? []),
  );
  /** Completed here, or not, and not yet told to the server. */
  readonly pending = computed(() => this.pendingLessons.has(this.lessonId()));

  constructor() {
    effect(() => {
      if (this.learning() && this.outline()) {
        untracked(() => void this.keeper.keep(this.courseId(), this.lessons()));
      }
    });
    // Opening a lesson is remembered, so that the student resumes here on any device.
    effect(() => {
      const lesson = this.lesson();
      if (!lesson || !this.learning()) return;
      untracked(() => {
        if (this.enrollment()?.last_lesson !== lesson.id) {
          void this.progress.visit(this.courseId(), lesson.id, this.done());
        }
      });
    });
  }

  open(course: Id, lesson: Id): void {
    this.courseId.set(course);
    this.lessonId.set(lesson);
  }

  complete(completed: boolean): Promise<void> {
    return this.progress.complete(this.courseId(), this.lessonId(), completed);
  }

  reload(): void {
    this.outlineAnswer.reload();
    this.lessonAnswer.reload();
  }
}
