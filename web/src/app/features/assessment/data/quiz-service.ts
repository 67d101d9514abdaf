import { HttpClient, HttpResourceRef, httpResource } from '@angular/common/http';
import { Injectable, inject } from '@angular/core';
import { firstValueFrom } from 'rxjs';
import {
  Answers,
  Attempt,
  AttemptPaper,
  Id,
  Page,
  Quiz,
  Submission,
  SubmissionDetail,
} from '../../../api';
import { AuthService } from '../../../core/auth/auth-service';
import { inBackground } from '../../../core/http/loading-interceptor';

/** Quizzes, attempts and results. The resource methods belong to the component that calls them. */
@Injectable({ providedIn: 'root' })
export class QuizService {
  private readonly http = inject(HttpClient);
  private readonly auth = inject(AuthService);

  quiz(id: () => Id): HttpResourceRef<Quiz | undefined> {
    return httpResource<Quiz>(() => `/api/quizzes/${id()}/`);
  }

  /** One's own results so far, newest first; who teaches would see those of all learners. */
  submissions(quiz: () => Id): HttpResourceRef<Page<Submission> | undefined> {
    return httpResource<Page<Submission>>(() => this.own('/api/quiz-submissions/', quiz()));
  }

  attempts(quiz: () => Id): HttpResourceRef<Page<Attempt> | undefined> {
    return httpResource<Page<Attempt>>(() => this.own('/api/quiz-attempts/', quiz()));
  }

  submission(id: () => Id): HttpResourceRef<SubmissionDetail | undefined> {
    return httpResource<SubmissionDetail>(() => `/api/quiz-submissions/${id()}/`);
  }

  attempt(id: () => Id | undefined): HttpResourceRef<AttemptPaper | undefined> {
    return httpResource<AttemptPaper>(() => {
      const attempt = id();
      return attempt ? `/api/quiz-attempts/${attempt}/` : undefined;
    });
  }

  /** Begins an attempt, or gives back the one that is open. */
  start(quiz: Id): Promise<AttemptPaper> {
    return firstValueFrom(this.http.post<AttemptPaper>('/api/quiz-attempts/', { quiz }));
  }

  save(attempt: Id, answers: Answers): Promise<AttemptPaper> {
    const context = inBackground();
    return firstValueFrom(
      this.http.patch<AttemptPaper>(`/api/quiz-attempts/${attempt}/`, { answers }, { context }),
    );
  }

  /** Hands the attempt in, with what was not saved yet; doing it twice gives the first result. */
  submit(attempt: Id, unsaved: Answers): Promise<Submission> {
    const values = Object.entries(unsaved).map(([question, { value }]) => [question, value]);
    const answers = values.length ? { answers: Object.fromEntries(values) } : {};
    return firstValueFrom(
      this.http.post<Submission>('/api/quiz-submissions/', { attempt, ...answers }),
    );
  }

  private own(url: string, quiz: Id) {
    const me = this.auth.user();
    return me ? { url, params: { quiz, student: me.id, page_size: 100 } } : undefined;
  }
}
