import { httpResource } from '@angular/common/http';
import { Injectable, computed, inject, signal } from '@angular/core';
import { Course, Id } from '../../../api';
import { AuthService } from '../../../core/auth/auth-service';
import { Problem } from '../../../core/http/problem';

/** The course whose tabs are open; every tab asks it here. */
@Injectable()
export class CourseStore {
  private readonly auth = inject(AuthService);
  private readonly wanted = signal<Id>('');
  private readonly answer = httpResource<Course>(() => {
    const id = this.wanted();
    return id ? `/api/courses/${id}/` : undefined;
  });

  readonly id = this.wanted.asReadonly();
  readonly course = computed(() => (this.answer.hasValue() ? this.answer.value() : null));
  readonly loading = this.answer.isLoading;
  readonly problem = computed(() => {
    const error = this.answer.error();
    return error ? Problem.from(error) : null;
  });
  /** A published course can be read by everybody; only who teaches it may work on it. */
  readonly own = computed(
    () => this.auth.has('admin') || this.course()?.instructor === this.auth.user()?.id,
  );

  open(id: Id): void {
    this.wanted.set(id);
  }

  /** Takes over what a write has answered. */
  set(course: Course): void {
    this.answer.set(course);
  }

  reload(): void {
    this.answer.reload();
  }
}
