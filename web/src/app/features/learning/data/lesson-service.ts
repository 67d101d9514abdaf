import { HttpClient, HttpResourceRef, httpResource } from '@angular/common/http';
import { Injectable, inject } from '@angular/core';
import { Observable } from 'rxjs';
import { Id, LessonDetail, Outline, OutlineLesson, Page, Quiz } from '../../../api';

/** Lessons and their order. The resource methods belong to the component that calls them. */
@Injectable({ providedIn: 'root' })
export class LessonService {
  private readonly http = inject(HttpClient);

  outline(course: () => Id | undefined): HttpResourceRef<Outline | undefined> {
    return httpResource<Outline>(() => {
      const id = course();
      return id ? `/api/courses/${id}/outline/` : undefined;
    });
  }

  lesson(lesson: () => Id | undefined): HttpResourceRef<LessonDetail | undefined> {
    return httpResource<LessonDetail>(() => {
      const id = lesson();
      return id ? `/api/lessons/${id}/` : undefined;
    });
  }

  quizzes(lesson: () => Id | undefined): HttpResourceRef<Page<Quiz> | undefined> {
    return httpResource<Page<Quiz>>(() => {
      const id = lesson();
      return id ? { url: '/api/quizzes/', params: { lesson: id } } : undefined;
    });
  }

  readOutline(course: Id): Observable<Outline> {
    return this.http.get<Outline>(`/api/courses/${course}/outline/`);
  }
}

export function lessonsOf(outline: Outline | undefined): OutlineLesson[] {
  return outline?.sections.flatMap((section) => section.lessons) ?? [];
}
