import { HttpClient } from '@angular/common/http';
import { Injectable, inject } from '@angular/core';
import {
  Observable,
  defer,
  expand,
  firstValueFrom,
  last,
  map,
  retry,
  switchMap,
  takeWhile,
  throwError,
  timer,
} from 'rxjs';
import { Id, Job } from '../../api';
import { mayPass } from '../http/backoff';
import { inBackground } from '../http/loading-interceptor';
import { Problem } from '../http/problem';
import { saveFile } from '../http/save-file';

const FIRST_MS = 300;
const LAST_MS = 4_000;
const FACTOR = 1.5;
const PATIENT_RETRIES = 8;

/** Long work of the server: asked again and again, less and less often, until it is over. */
@Injectable({ providedIn: 'root' })
export class Jobs {
  private readonly http = inject(HttpClient);

  /** The job each time it is looked at; completes with the one that is done or has failed. */
  follow(id: Id): Observable<Job> {
    return this.look(id).pipe(
      map((job) => ({ job, wait: FIRST_MS })),
      expand(({ wait }) =>
        timer(wait).pipe(
          switchMap(() => this.look(id)),
          map((job) => ({ job, wait: Math.min(FACTOR * wait, LAST_MS) })),
        ),
      ),
      map(({ job }) => job),
      takeWhile((job) => !isOver(job), true),
    );
  }

  /** The job when it is over; rejects when it has failed. */
  async finished(id: Id): Promise<Job> {
    const job = await firstValueFrom(this.follow(id).pipe(last()));
    if (job.status === 'failed') throw failure(job);
    return job;
  }

  cancel(id: Id): Promise<Job> {
    return firstValueFrom(this.http.post<Job>(`/api/jobs/${id}/cancel/`, {}));
  }

  /** Saves what the job has made. */
  async download(job: Job): Promise<void> {
    if (!job.file) return;
    const file = await firstValueFrom(this.http.get(job.file.url, { responseType: 'blob' }));
    saveFile(file, job.file.name);
  }

  /** A lost network does not end the job, so it does not end the watching either. */
  private look(id: Id): Observable<Job> {
    return defer(() => this.http.get<Job>(`/api/jobs/${id}/`, { context: inBackground() })).pipe(
      retry({
        count: PATIENT_RETRIES,
        delay: (error, count) =>
          mayPass(Problem.from(error))
            ? timer(Math.min(1_000 * 2 ** count, 15_000))
            : throwError(() => error),
      }),
    );
  }
}

export const isOver = (job: Job): boolean => job.status === 'done' || job.status === 'failed';

/** Why the job failed, as the problem it would have been as a request. */
export function failure(job: Job): Problem {
  const { code = 'unexpected', title = '', detail = '' } = job.error ?? {};
  return new Problem(0, code, title, detail);
}
