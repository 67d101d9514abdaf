import { HttpErrorResponse } from '@angular/common/http';

export interface FieldError {
  pointer: string;
  detail: string;
  code: string;
}

interface ProblemDetails {
  type?: string;
  title?: string;
  status?: number;
  code?: string;
  detail?: string;
  errors?: FieldError[];
}

/** An error of the API (RFC 9457), or of the way to it. Clients branch on `code`, never on words. */
export class Problem extends Error {
  override readonly name = 'Problem';
  /** Since when it makes sense to try again, by the clock of this machine. */
  readonly retryAt: number | null;

  constructor(
    readonly status: number,
    readonly code: string,
    readonly title: string,
    readonly detail = '',
    readonly errors: readonly FieldError[] = [],
    readonly retryAfter: number | null = null,
    /** What the people who run the site find the request by. */
    readonly requestId = '',
  ) {
    super(detail || title);
    this.retryAt = retryAfter === null ? null : Date.now() + retryAfter * 1000;
  }

  /** The first error of a field, or of what is in it. */
  at(field: string): FieldError | null {
    return this.errors.find(({ pointer }) => steps(pointer).includes(field)) ?? null;
  }

  /** Whether an error concerns this place in the body, or one within it. */
  concerns(pointer: string): boolean {
    return this.errors.some((error) => `${error.pointer}/`.startsWith(`${pointer}/`));
  }

  /** Errors that concern none of the given fields and so belong above the form. */
  besides(fields: readonly string[]): FieldError[] {
    return this.errors.filter(({ pointer }) => !steps(pointer).some((one) => fields.includes(one)));
  }

  /** What is left to say once the errors of these fields stand beside them; nothing, mostly. */
  remainder(fields: readonly string[]): Problem | null {
    if (this.errors.length === 0) return this;
    const rest = this.besides(fields);
    if (rest.length === 0) return null;
    return new Problem(this.status, this.code, this.title, this.detail, rest);
  }

  static from(error: unknown): Problem {
    if (error instanceof Problem) return error;
    if (!(error instanceof HttpErrorResponse)) return new Problem(0, 'unexpected', String(error));
    if (error.status === 0) return new Problem(0, 'network', 'The server could not be reached.');
    const body = details(error.error);
    const retryAfter = Number(error.headers.get('Retry-After')) || null;
    return new Problem(
      error.status,
      body.code ?? `http-${error.status}`,
      body.title ?? error.statusText,
      body.detail,
      body.errors,
      retryAfter,
      error.headers.get('X-Request-ID') ?? '',
    );
  }
}

/** Whether nobody answered: there is no network, or a proxy has nobody to ask. */
export function outOfReach({ status, code }: Problem): boolean {
  return code === 'network' || [502, 503, 504].includes(status);
}

/** The names on the way that a JSON pointer describes: "/answers/q1" is in `answers`, at `q1`. */
function steps(pointer: string): string[] {
  return pointer.split('/').slice(1);
}

/** The body as an object; a proxy between us and the API may have answered with HTML instead. */
function details(body: unknown): ProblemDetails {
  if (typeof body === 'string') {
    try {
      return details(JSON.parse(body));
    } catch {
      return {};
    }
  }
  return body !== null && typeof body === 'object' ? body : {};
}
