import { HttpClient, httpResource } from '@angular/common/http';
import { Injectable, computed, inject } from '@angular/core';
import { firstValueFrom } from 'rxjs';
import { Enrollment, Id, Page } from '../../../api';
import { AuthService } from '../../../core/auth/auth-service';
import { Problem } from '../../../core/http/problem';
import { idOf } from './references';

/** The places on courses of the person who is signed in. */
@Injectable({ providedIn: 'root' })
export class EnrollmentService {
  private readonly http = inject(HttpClient);
  private readonly auth = inject(AuthService);
  private readonly page = httpResource<Page<Enrollment>>(() => {
    const me = this.auth.user();
    return me
      ? { url: '/api/enrollments/', params: { student: me.id, expand: 'course', page_size: 100 } }
      : undefined;
  });

  readonly all = computed(() => (this.page.hasValue() ? this.page.value().results : []));
  readonly loading = this.page.isLoading;
  readonly problem = computed(() => {
    const error = this.page.error();
    return error ? Problem.from(error) : null;
  });
  private readonly byCourse = computed(
    () => new Map(this.all().map((one) => [idOf(one.course), one] as const)),
  );

  on(course: Id): Enrollment | undefined {
    return this.byCourse().get(course);
  }

  reload(): void {
    this.page.reload();
  }

  /** The same click sent twice is one enrolment: the key makes the server give its first answer again. */
  async enroll(course: Id): Promise<Enrollment> {
    const headers = { 'Idempotency-Key': crypto.randomUUID() };
    const enrollment = await firstValueFrom(
      this.http.post<Enrollment>('/api/enrollments/', { course }, { headers }),
    );
    this.change((list) => [enrollment, ...list]);
    this.page.reload(); // the list knows more of the course than its id
    return enrollment;
  }

  async leave(enrollment: Enrollment): Promise<void> {
    await firstValueFrom(this.http.delete(`/api/enrollments/${enrollment.id}/`));
    this.change((list) => list.filter((one) => one.id !== enrollment.id));
  }

  /** Shows a lesson as completed or not, before and until the server has said so. */
  mark(course: Id, lesson: Id, completed: boolean): void {
    this.change((list) =>
      list.map((one) => (idOf(one.course) === course ? withLesson(one, lesson, completed) : one)),
    );
  }

  private change(how: (list: Enrollment[]) => Enrollment[]): void {
    if (!this.page.hasValue()) return;
    this.page.update((page) => page && { ...page, results: how(page.results) });
  }
}

export function withLesson(enrollment: Enrollment, lesson: Id, completed: boolean): Enrollment {
  const others = enrollment.completed_lessons.filter((id) => id !== lesson);
  const lessons = completed ? [...others, lesson] : others;
  const { total } = enrollment.progress;
  return {
    ...enrollment,
    completed_lessons: lessons,
    last_lesson: lesson,
    progress: {
      total,
      completed: lessons.length,
      percent: total ? Math.floor((100 * lessons.length) / total) : 0,
    },
  };
}
