import { HttpClient } from '@angular/common/http';
import { Injectable, computed, inject } from '@angular/core';
import { rxResource } from '@angular/core/rxjs-interop';
import { EMPTY, Observable, expand, firstValueFrom, reduce } from 'rxjs';
import { Enrollment, Id, Page } from '../../../api';
import { AuthService } from '../../../core/auth/auth-service';
import { newKey, once } from '../../../core/http/once';
import { sameOrigin } from '../../../core/http/paged';
import { Problem } from '../../../core/http/problem';
import { PendingLessons } from './pending-lessons';
import { idOf, withLesson } from './references';

/** The places on courses of the person who is signed in. */
@Injectable({ providedIn: 'root' })
export class EnrollmentService {
  private readonly http = inject(HttpClient);
  private readonly auth = inject(AuthService);
  private readonly pending = inject(PendingLessons);
  private readonly places = rxResource<Enrollment[], Id | undefined>({
    params: () => this.auth.user()?.id,
    stream: ({ params: student }) => this.read(student),
  });

  readonly all = computed(() =>
    this.pending.added(this.places.hasValue() ? this.places.value() : []),
  );
  readonly loading = this.places.isLoading;
  readonly problem = computed(() => {
    const error = this.places.error();
    return error ? Problem.from(error) : null;
  });
  private readonly byCourse = computed(
    () => new Map(this.all().map((one) => [idOf(one.course), one] as const)),
  );

  constructor() {
    this.pending.settled.subscribe(() => this.places.reload());
  }

  on(course: Id): Enrollment | undefined {
    return this.byCourse().get(course);
  }

  reload(): void {
    this.places.reload();
  }

  /** The same click sent twice is one enrolment: the key makes the server give its first answer again. */
  async enroll(course: Id): Promise<Enrollment> {
    const headers = once(newKey());
    const enrollment = await firstValueFrom(
      this.http.post<Enrollment>('/api/enrollments/', { course }, { headers }),
    );
    this.change((list) => [enrollment, ...list]);
    this.places.reload(); // the list knows more of the course than its id
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
    if (this.places.hasValue()) this.places.update((list) => list && how(list));
  }

  /** Page after page, so that somebody with many places has all of them. */
  private read(student: Id): Observable<Enrollment[]> {
    const params = { student, expand: 'course', page_size: 100 };
    return this.http.get<Page<Enrollment>>('/api/enrollments/', { params }).pipe(
      expand(({ next }) => (next ? this.http.get<Page<Enrollment>>(sameOrigin(next)) : EMPTY)),
      reduce<Page<Enrollment>, Enrollment[]>((all, { results }) => [...all, ...results], []),
    );
  }
}
