import { Directive, effect, inject, input, untracked } from '@angular/core';
import { ErrorStateMatcher } from '@angular/material/core';
import { MatInput } from '@angular/material/input';

/** `lecInvalidWhen="…"`: a field without a form control is shown as wrong while there are words for it. */
@Directive({ selector: '[lecInvalidWhen]' })
export class InvalidWhen implements ErrorStateMatcher {
  readonly lecInvalidWhen = input.required<unknown>();

  constructor() {
    const field = inject(MatInput);
    field.errorStateMatcher = this;
    // Material looks by itself only at fields that have a control.
    effect(() => {
      this.lecInvalidWhen();
      untracked(() => field.updateErrorState());
    });
  }

  isErrorState(): boolean {
    return !!this.lecInvalidWhen();
  }
}
