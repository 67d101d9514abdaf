import { ElementRef, Injectable, Injector, afterNextRender, inject, signal } from '@angular/core';
import { FormGroup } from '@angular/forms';
import { Problem } from '../http/problem';
import { showServerErrors } from './server-errors';

/**
 * Sends a form once at a time. What is wrong stands beside its field and has the focus; the rest is
 * the `problem`. Provide it in the component whose form it is.
 */
@Injectable()
export class FormSender {
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef);
  private readonly injector = inject(Injector);
  private readonly sending = signal(false);
  private readonly failure = signal<Problem | null>(null);
  readonly busy = this.sending.asReadonly();
  readonly problem = this.failure.asReadonly();

  /** Whether it was sent and accepted. */
  async send(form: FormGroup, work: () => Promise<void>): Promise<boolean> {
    if (this.sending()) return false;
    form.markAllAsTouched();
    if (form.invalid) {
      this.focusFirstError();
      return false;
    }
    this.sending.set(true);
    this.failure.set(null);
    try {
      await work();
      return true;
    } catch (error) {
      const problem = Problem.from(error);
      showServerErrors(form, problem);
      this.failure.set(problem.remainder(Object.keys(form.controls)));
      this.focusFirstError();
      return false;
    } finally {
      this.sending.set(false);
    }
  }

  /** Takes back what was said, as when another form takes the place of this one. */
  clear(): void {
    this.failure.set(null);
  }

  private focusFirstError(): void {
    afterNextRender(
      () => {
        const wrong =
          'input.ng-invalid, textarea.ng-invalid, mat-select.ng-invalid, [aria-invalid="true"]';
        this.host.nativeElement.querySelector<HTMLElement>(wrong)?.focus();
      },
      { injector: this.injector },
    );
  }
}
