import { HttpInterceptorFn, HttpRequest, HttpResponse } from '@angular/common/http';
import { inject } from '@angular/core';
import { TimeoutError, catchError, from, of, switchMap, tap, throwError, timeout } from 'rxjs';
import { Problem, outOfReach } from '../http/problem';
import { Freshness } from './freshness';
import { Kept, KeptAnswers } from './kept-answers';

/** What the catalogue and the lessons are made of; never accounts, attempts or what others do. */
const KEPT = [
  /^\/api\/courses\/(?:\?|$)/,
  /^\/api\/courses\/[^/?]+\/(?:outline\/)?(?:\?|$)/,
  /^\/api\/categories\/(?:\?|$)/,
  /^\/api\/lessons\/[^/?]+\/$/,
  /^\/api\/quizzes\/\?lesson=/,
  /^\/api\/enrollments\/\?.*\bstudent=/,
  /^\/api\/dashboard\/\?view=student$/,
];

/** Longer than this nobody waits who can be shown what is known already. */
export const PATIENCE_MS = 4000;

/** The network first; without it, or when it is too slow, what it said the last time. */
export const offlineInterceptor: HttpInterceptorFn = (request, next) => {
  const url = request.urlWithParams;
  if (!isKept(request)) return next(request);
  const answers = inject(KeptAnswers);
  const freshness = inject(Freshness);
  const owner = answers.owner();

  return from(answers.find(owner, url).catch(() => null)).pipe(
    switchMap((kept) =>
      next(request).pipe(
        kept ? timeout({ first: PATIENCE_MS }) : tap(),
        tap((event) => {
          if (event instanceof HttpResponse) {
            void answers.keep(owner, url, event.body).catch(() => undefined); // the disk is full
          }
        }),
        catchError((error: unknown) => {
          if (kept && isOutOfReach(error)) {
            freshness.shows(kept.at);
            return of(answerOf(kept, url));
          }
          if (isGone(error)) void answers.drop(owner, url).catch(() => undefined);
          return throwError(() => error);
        }),
      ),
    ),
  );
};

export function isKept(request: HttpRequest<unknown>): boolean {
  return request.method === 'GET' && KEPT.some((pattern) => pattern.test(request.urlWithParams));
}

function answerOf({ body }: Kept, url: string): HttpResponse<unknown> {
  return new HttpResponse({ body, status: 200, url });
}

function isOutOfReach(error: unknown): boolean {
  return error instanceof TimeoutError || outOfReach(Problem.from(error));
}

function isGone(error: unknown): boolean {
  return [401, 403, 404, 410].includes(Problem.from(error).status);
}
