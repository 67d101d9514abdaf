import { Injectable, inject } from '@angular/core';
import { TranslocoService } from '@jsverse/transloco';
import { Problem } from './problem';

/** A problem in words a person understands: our own for the codes we know, else the server's. */
@Injectable({ providedIn: 'root' })
export class ProblemWords {
  private readonly transloco = inject(TranslocoService);

  of(problem: Problem): string {
    const key = `problem.${problem.code}`;
    const known = this.transloco.getTranslation(this.transloco.getActiveLang());
    if (key in known) return this.transloco.translate(key, { seconds: problem.retryAfter ?? '' });
    if (problem.status === 429) {
      return this.transloco.translate('problem.throttled', { seconds: problem.retryAfter ?? '' });
    }
    if (problem.status >= 500) return this.transloco.translate('problem.server');
    return problem.detail || problem.title || this.transloco.translate('problem.unexpected');
  }
}
