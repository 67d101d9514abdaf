import { Injectable, inject, signal } from '@angular/core';
import { FormGroup } from '@angular/forms';
import { Router } from '@angular/router';
import { returnUrl } from '../../../core/auth/return-url';
import { showServerErrors } from '../../../core/forms/server-errors';
import { Problem } from '../../../core/http/problem';
import { ProblemWords } from '../../../core/http/problem-words';

/** What login and registration share: send once, go where the person wanted to, or say what is wrong. */
@Injectable()
export class EntryForm {
  private readonly router = inject(Router);
  private readonly words = inject(ProblemWords);
  private readonly sending = signal(false);
  private readonly complaint = signal('');
  readonly busy = this.sending.asReadonly();
  readonly message = this.complaint.asReadonly();

  async send(
    form: FormGroup,
    next: string | undefined,
    work: () => Promise<unknown>,
  ): Promise<void> {
    form.markAllAsTouched();
    if (form.invalid || this.sending()) return;
    this.sending.set(true);
    this.complaint.set('');
    try {
      await work();
      await this.router.navigateByUrl(returnUrl(next));
    } catch (error) {
      const problem = Problem.from(error);
      const beside = showServerErrors(form, problem);
      const all = problem.errors.length > 0 ? beside : [this.words.of(problem)];
      this.complaint.set(all.join(' '));
    } finally {
      this.sending.set(false);
    }
  }
}
