import { HttpClient, HttpResourceRef, httpResource } from '@angular/common/http';
import { Injectable, inject } from '@angular/core';
import { firstValueFrom } from 'rxjs';
import { Course, Id } from '../../../api';
import { AuthService } from '../../../core/auth/auth-service';
import { inBackground } from '../../../core/http/loading-interceptor';
import { Paged, pagedResource } from '../../../core/http/paged';

export type CourseState = 'draft' | 'published' | 'archived';

export const COURSE_STATES: readonly CourseState[] = ['draft', 'published', 'archived'];

/** What the dashboard knows of a course that one teaches. */
export interface TaughtCourse {
  id: Id;
  learners: number;
  pending: number;
  awaiting_review: number;
}

type Verb = 'publish' | 'unpublish' | 'archive' | 'unarchive';

/** The courses that one teaches. The resource methods belong to the component that calls them. */
@Injectable({ providedIn: 'root' })
export class TeachingService {
  private readonly http = inject(HttpClient);
  private readonly auth = inject(AuthService);

  /** The archived too; who runs the site looks after everybody's. */
  courses(): Paged<Course> {
    return pagedResource<Course>(() => {
      const me = this.auth.user();
      if (!me) return undefined;
      const whose: Record<string, Id> = this.auth.has('admin') ? {} : { instructor: me.id };
      return { url: '/api/courses/', params: { ...whose, ordering: '-created_at' } };
    });
  }

  /** How the courses go; only who teaches has this view. */
  taught(): HttpResourceRef<{ courses: TaughtCourse[] } | undefined> {
    return httpResource<{ courses: TaughtCourse[] }>(() =>
      this.auth.has('instructor')
        ? { url: '/api/dashboard/', params: { view: 'instructor' }, context: inBackground() }
        : undefined,
    );
  }

  create(title: string): Promise<Course> {
    return firstValueFrom(this.http.post<Course>('/api/courses/', { title }));
  }

  /** Publishes, archives and so on; answers the course as it is then. */
  tell(course: Id, verb: Verb): Promise<Course> {
    return firstValueFrom(this.http.post<Course>(`/api/courses/${course}/${verb}/`, {}));
  }

  remove(course: Id): Promise<unknown> {
    return firstValueFrom(this.http.delete(`/api/courses/${course}/`));
  }
}

export function stateOf(course: Pick<Course, 'published' | 'archived_at'>): CourseState {
  if (course.archived_at) return 'archived';
  return course.published ? 'published' : 'draft';
}
