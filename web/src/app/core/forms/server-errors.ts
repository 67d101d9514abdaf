import { FormGroup } from '@angular/forms';
import { Problem } from '../http/problem';

/**
 * Puts each error of the problem beside the field its pointer names. A server error goes away when
 * the field is edited, as any validation does.
 */
export function showServerErrors(form: FormGroup, problem: Problem): void {
  for (const [field, control] of Object.entries(form.controls)) {
    const error = problem.at(field);
    if (!error) continue;
    control.setErrors({ server: error });
    control.markAsTouched();
  }
}
