import { FormGroup } from '@angular/forms';
import { Problem } from '../http/problem';

/**
 * Puts each error of the problem beside the field its pointer names and gives back those of no
 * field. A server error goes away when the field is edited, as any validation does.
 */
export function showServerErrors(form: FormGroup, problem: Problem): string[] {
  const fields = Object.keys(form.controls);
  for (const field of fields) {
    const message = problem.forField(field);
    if (!message) continue;
    form.controls[field]?.setErrors({ server: message });
    form.controls[field]?.markAsTouched();
  }
  return problem.besides(fields).map(({ detail }) => detail);
}
