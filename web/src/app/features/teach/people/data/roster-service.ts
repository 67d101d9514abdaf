import { HttpClient, HttpResourceRef, httpResource } from '@angular/common/http';
import { Injectable, inject } from '@angular/core';
import { firstValueFrom } from 'rxjs';
import {
  AttemptPaper,
  Enrollment,
  Id,
  Learner,
  LessonProgress,
  Outline,
  Page,
  Person,
  Quiz,
  Submission,
  SubmissionDetail,
} from '../../../../api';
import { Paged, pagedResource } from '../../../../core/http/paged';
import { every } from '../../data/every';
import { LearnerQuery, learnerParams } from './learner-query';

const ALL = { page_size: 100 };

/** Whom to enrol: a file, or names as they were typed. */
export type People = { file: File } | { names: string[] };

/** The learners of a course. The resource methods belong to the component that calls them. */
@Injectable({ providedIn: 'root' })
export class RosterService {
  private readonly http = inject(HttpClient);

  learners(course: () => Id, query: () => LearnerQuery): Paged<Learner> {
    return pagedResource<Learner>(() => {
      const id = course();
      return id
        ? { url: `/api/courses/${id}/learners/`, params: learnerParams(query()) }
        : undefined;
    });
  }

  /** The place of one learner, with who they are; none when they have left. */
  place(course: () => Id, student: () => Id) {
    return this.of<Page<Omit<Enrollment, 'student'> & { student: Person }>>(
      '/api/enrollments/',
      course,
      student,
      { expand: 'student' },
    );
  }

  progress(course: () => Id, student: () => Id) {
    return this.of<Page<LessonProgress>>('/api/progress/', course, student, ALL);
  }

  submissions(course: () => Id, student: () => Id) {
    return this.of<Page<Submission>>('/api/quiz-submissions/', course, student, ALL);
  }

  outline(course: () => Id): HttpResourceRef<Outline | undefined> {
    return httpResource<Outline>(() =>
      course() ? `/api/courses/${course()}/outline/` : undefined,
    );
  }

  quizzes(course: () => Id): HttpResourceRef<Page<Quiz> | undefined> {
    return httpResource<Page<Quiz>>(() =>
      course() ? { url: '/api/quizzes/', params: { course: course(), ...ALL } } : undefined,
    );
  }

  submission(id: () => Id | undefined): HttpResourceRef<SubmissionDetail | undefined> {
    return httpResource<SubmissionDetail>(() =>
      id() ? `/api/quiz-submissions/${id()}/` : undefined,
    );
  }

  /** The questions as they were asked in an attempt. */
  paper(attempt: () => Id | undefined): HttpResourceRef<AttemptPaper | undefined> {
    return httpResource<AttemptPaper>(() =>
      attempt() ? `/api/quiz-attempts/${attempt()}/` : undefined,
    );
  }

  /** Lets a pending place begin. */
  activate(enrollment: Id): Promise<Enrollment> {
    return firstValueFrom(
      this.http.post<Enrollment>(`/api/enrollments/${enrollment}/activate/`, {}),
    );
  }

  /** Lets all pending places of a course begin, one after the other; how many there were. */
  async activateAll(course: Id): Promise<number> {
    const url = `/api/courses/${course}/learners/?status=pending&page_size=100`;
    const pending = await every<Learner>(this.http, url);
    for (const { id } of pending) await this.activate(id);
    return pending.length;
  }

  /** Takes the place away; what was learned is kept for when it is given again. */
  remove(enrollment: Id): Promise<unknown> {
    return firstValueFrom(this.http.delete(`/api/enrollments/${enrollment}/`));
  }

  /** Gives everybody on a list a place; answers the job that does it. */
  async enroll(course: Id, people: People, dryRun: boolean): Promise<Id> {
    const answer = this.http.post<{ job: Id }>(
      '/api/enrollments/bulk/',
      'file' in people
        ? form({ file: people.file, course, dry_run: String(dryRun) })
        : { course, people: people.names, dry_run: dryRun },
    );
    return (await firstValueFrom(answer)).job;
  }

  private of<T>(
    url: string,
    course: () => Id,
    student: () => Id,
    more: Record<string, string | number>,
  ): HttpResourceRef<T | undefined> {
    return httpResource<T>(() =>
      course() ? { url, params: { course: course(), student: student(), ...more } } : undefined,
    );
  }
}

function form(values: Record<string, string | File>): FormData {
  const data = new FormData();
  for (const [key, value] of Object.entries(values)) data.set(key, value);
  return data;
}
