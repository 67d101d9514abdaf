import { HttpClient, httpResource } from '@angular/common/http';
import { Injectable, inject } from '@angular/core';
import { firstValueFrom } from 'rxjs';
import { Id, Page, Quiz, Submission, SubmissionDetail } from '../../../../api';
import { AuthService } from '../../../../core/auth/auth-service';
import { Paged, pagedResource } from '../../../../core/http/paged';

const WAITING = { status: 'awaiting_review', ordering: 'submitted_at' };

export interface Review {
  points: Record<Id, number>;
  feedback: Record<Id, string>;
}

/** Essays that wait for their points, who has waited longest first. */
@Injectable({ providedIn: 'root' })
export class ReviewService {
  private readonly http = inject(HttpClient);
  private readonly auth = inject(AuthService);

  waiting(): Paged<Submission> {
    return pagedResource<Submission>(() =>
      this.auth.user() ? { url: '/api/quiz-submissions/', params: WAITING } : undefined,
    );
  }

  /** Whoever teaches may learn elsewhere, where others grade. */
  isOthers({ student }: Submission): boolean {
    return student !== this.auth.user()?.id;
  }

  quiz(id: () => Id | undefined) {
    return httpResource<Quiz>(() => (id() ? `/api/quizzes/${id()}/` : undefined));
  }

  grade(submission: Id, review: Review): Promise<SubmissionDetail> {
    return firstValueFrom(
      this.http.post<SubmissionDetail>(`/api/quiz-submissions/${submission}/grade/`, review),
    );
  }

  /** Another one that waits. */
  async next(but: Id): Promise<Id | null> {
    const page = await firstValueFrom(
      this.http.get<Page<Submission>>('/api/quiz-submissions/', { params: WAITING }),
    );
    return page.results.find((one) => one.id !== but && this.isOthers(one))?.id ?? null;
  }
}
