import { Injectable, inject } from '@angular/core';
import { TranslocoService } from '@jsverse/transloco';
import { FieldError, Problem } from './problem';

/** These say no more than that their `errors` say what is wrong. */
const SAY_LITTLE = [
  'invalid',
  'file-refused',
  'invalid-answer',
  'invalid-review',
  'unacceptable-file',
];

/** A problem in words a person understands: our own for the codes we know, else the server's. */
@Injectable({ providedIn: 'root' })
export class ProblemWords {
  private readonly transloco = inject(TranslocoService);

  of(problem: Problem): string {
    const { code, detail, errors, retryAfter, status, title } = problem;
    if (errors.length && SAY_LITTLE.includes(code)) {
      return [...new Set(errors.map((error) => this.ofField(error)))].join(' ');
    }
    const key = `problem.${code}`;
    if (status === 429 && (retryAfter === null || !this.knows(key))) return this.say('tooOften');
    if (this.knows(key)) return this.translate(key, { detail, seconds: retryAfter });
    if (status >= 500) return this.say('server');
    return detail || title || this.say('unexpected');
  }

  /** What is wrong with a field; some of its codes are those of problems. */
  ofField({ code, detail }: FieldError): string {
    const key = [`fieldError.${code}`, `problem.${code}`].find((one) => this.knows(one));
    return key ? this.translate(key, { detail, seconds: '' }) : detail;
  }

  /** What the problem says of this field; nothing, if it is about something else. */
  beside(problem: Problem | null, field: string): string {
    const error = problem?.at(field);
    return error ? this.ofField(error) : '';
  }

  private say(key: string): string {
    return this.translate(`problem.${key}`, {});
  }

  private knows(key: string): boolean {
    return key in this.transloco.getTranslation(this.transloco.getActiveLang());
  }

  private translate(key: string, holes: Record<string, unknown>): string {
    return this.transloco.translate<string>(key, holes).trim();
  }
}
