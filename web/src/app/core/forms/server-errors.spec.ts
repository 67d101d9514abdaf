import { FormControl, FormGroup } from '@angular/forms';
import { Problem } from '../http/problem';
import { showServerErrors } from './server-errors';

const TAKEN = { pointer: '/email', detail: 'Taken.', code: 'unique' };

describe('showServerErrors', () => {
  it('puts errors beside their fields', () => {
    const form = new FormGroup({ email: new FormControl('x'), username: new FormControl('y') });
    const closed = { pointer: '', detail: 'Come back tomorrow.', code: 'closed' };
    showServerErrors(form, new Problem(400, 'invalid', 'Not valid', '', [TAKEN, closed]));
    expect(form.controls.email.errors).toEqual({ server: TAKEN });
    expect(form.controls.email.touched).toBe(true);
    expect(form.controls.username.errors).toBeNull();
  });

  it('is gone once the field is edited', () => {
    const form = new FormGroup({ email: new FormControl('x') });
    showServerErrors(form, new Problem(400, 'invalid', '', '', [TAKEN]));
    form.controls.email.setValue('z');
    expect(form.valid).toBe(true);
  });
});
