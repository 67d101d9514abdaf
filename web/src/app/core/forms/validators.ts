import { DestroyRef, inject } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { FormControl, ValidationErrors } from '@angular/forms';

/** How people may be called; the length has a rule of its own. */
export const USERNAME = /^[A-Za-z0-9][A-Za-z0-9._-]*[A-Za-z0-9_-]$/;

/** Wants the second password to be the first one, whichever of them is typed last. */
export function sameAs(first: FormControl<string>, second: FormControl<string>): void {
  const same = (): ValidationErrors | null =>
    second.value && second.value !== first.value ? { mismatch: true } : null;
  second.addValidators(same);
  first.valueChanges
    .pipe(takeUntilDestroyed(inject(DestroyRef)))
    .subscribe(() => second.updateValueAndValidity());
}
