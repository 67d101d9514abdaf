import { Pipe, PipeTransform, inject } from '@angular/core';
import { ValidationErrors } from '@angular/forms';
import { TranslocoService } from '@jsverse/transloco';

/** The first error of a control as a sentence: `{{ control.errors | lecFieldError }}`. */
@Pipe({ name: 'lecFieldError', pure: false })
export class FieldErrorPipe implements PipeTransform {
  private readonly transloco = inject(TranslocoService);

  transform(errors: ValidationErrors | null): string {
    const [kind, value] = Object.entries(errors ?? {})[0] ?? [];
    if (!kind) return '';
    if (kind === 'server') return String(value);
    return this.transloco.translate(`field.${kind}`, typeof value === 'object' ? value : {});
  }
}
