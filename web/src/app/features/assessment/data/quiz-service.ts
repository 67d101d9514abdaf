import { HttpClient, HttpResourceRef, httpResource } from '@angular/common/http';
import { Injectable, inject } from '@angular/core';
import { firstValueFrom } from 'rxjs';
import { Answers, Attempt, Id, Page, Quiz, Submission } from '../../../api';
import { inBackground } from '../../../core/http/loading-interceptor';

/** Quizzes, attempts and results. The resource methods belong to the component that calls them. */
@Injectable({ providedIn: 'root' })
export class QuizService {
  private readonly http = inject(HttpClient);

  quiz(id: () => Id): HttpResourceRef<Quiz | undefined> {
    return httpResource<Quiz>(() => `/api/quizzes/${id()}/`);
  }

  /** Results so far, newest first. */
  submissions(quiz: () => Id): HttpResourceRef<Page<Submission> | undefined> {
    return httpResource<Page<Submission>>(() => ({
      url: '/api/quiz-submissions/',
      params: { quiz: quiz(), page_size: 100 },
    }));
  }

  attempts(quiz: () => Id): HttpResourceRef<Page<Attempt> | undefined> {
    return httpResource<Page<Attempt>>(() => ({
      url: '/api/quiz-attempts/',
      params: { quiz: quiz(), page_size: 100 },
    }));
  }

  submission(id: () => Id): HttpResourceRef<Submission | undefined> {
    return httpResource<Submission>(() => `/api/quiz-submissions/${id()}/`);
  }

  attempt(id: () => Id | undefined): HttpResourceRef<Attempt | undefined> {
    return httpResource<Attempt>(() => {
      const attempt = id();
      return attempt ? `/api/quiz-attempts/${attempt}/` : undefined;
    });
  }

  /** Begins an attempt, or gives back the one that is open. */
  start(quiz: Id): Promise<Attempt> {
    return firstValueFrom(this.http.post<Attempt>('/api/quiz-attempts/', { quiz }));
  }

  save(attempt: Id, answers: Answers): Promise<Attempt> {
    const context = inBackground();
    return firstValueFrom(
      this.http.patch<Attempt>(`/api/quiz-attempts/${attempt}/`, { answers }, { context }),
    );
  }

  /** Hands the attempt in; doing it twice gives the first result. */
  submit(attempt: Id): Promise<Submission> {
    return firstValueFrom(this.http.post<Submission>('/api/quiz-submissions/', { attempt }));
  }
}
