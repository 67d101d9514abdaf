import { Pipe, PipeTransform, inject } from '@angular/core';
import { ValidationErrors } from '@angular/forms';
import { TranslocoService } from '@jsverse/transloco';
import { FieldError } from '../http/problem';
import { ProblemWords } from '../http/problem-words';

/** The first error of a control as a sentence: `{{ control.errors | lecFieldError }}`. */
@Pipe({ name: 'lecFieldError', pure: false })
export class FieldErrorPipe implements PipeTransform {
  private readonly words = inject(ProblemWords);
  private readonly transloco = inject(TranslocoService);

  transform(errors: ValidationErrors | null): string {
    const [kind, value] = Object.entries(errors ?? {})[0] ?? [];
    if (!kind) return '';
    if (kind === 'server') return this.words.ofField(value as FieldError);
    return this.transloco.translate(`field.${kind}`, typeof value === 'object' ? value : {});
  }
}
