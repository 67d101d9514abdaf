import { FormControl, FormGroup } from '@angular/forms';
import { Problem } from '../http/problem';
import { showServerErrors } from './server-errors';

describe('showServerErrors', () => {
  it('puts errors beside their fields and gives back the rest', () => {
    const form = new FormGroup({ email: new FormControl('x'), username: new FormControl('y') });
    const problem = new Problem(400, 'invalid', 'Not valid', '', [
      { pointer: '/email', detail: 'Taken.', code: 'unique' },
      { pointer: '', detail: 'Come back tomorrow.', code: 'closed' },
    ]);
    expect(showServerErrors(form, problem)).toEqual(['Come back tomorrow.']);
    expect(form.controls.email.errors).toEqual({ server: 'Taken.' });
    expect(form.controls.email.touched).toBe(true);
    expect(form.controls.username.errors).toBeNull();
  });

  it('is gone once the field is edited', () => {
    const form = new FormGroup({ email: new FormControl('x') });
    const errors = [{ pointer: '/email', detail: 'Taken.', code: 'unique' }];
    showServerErrors(form, new Problem(400, 'invalid', '', '', errors));
    form.controls.email.setValue('z');
    expect(form.valid).toBe(true);
  });
});
