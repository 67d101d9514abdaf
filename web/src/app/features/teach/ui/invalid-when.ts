import { Directive, input } from '@angular/core';
import { ErrorStateMatcher } from '@angular/material/core';

/** `lecInvalidWhen="…"`: a field without a form control is shown as wrong while there are words for it. */
@Directive({
  selector: '[lecInvalidWhen]',
  providers: [{ provide: ErrorStateMatcher, useExisting: InvalidWhen }],
})
export class InvalidWhen implements ErrorStateMatcher {
  readonly lecInvalidWhen = input.required<unknown>();

  isErrorState(): boolean {
    return !!this.lecInvalidWhen();
  }
}
