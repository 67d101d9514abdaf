import { DestroyRef, inject } from '@angular/core';
import { CanDeactivateFn } from '@angular/router';

/** What can be left: it sends what it has, and what could not be sent is kept in the browser. */
export interface Leavable {
  flush(): Promise<void>;
}

/** Leaving waits for the last changes to be on their way; it never asks and never loses. */
export const leaveGuard: CanDeactivateFn<Leavable> = async (page) => {
  await page.flush();
  return true;
};

/** Has the browser ask before the window closes while something is not saved. */
export function warnWhile(unsaved: () => boolean): void {
  const warn = (event: BeforeUnloadEvent) => {
    if (unsaved()) event.preventDefault();
  };
  addEventListener('beforeunload', warn);
  inject(DestroyRef).onDestroy(() => removeEventListener('beforeunload', warn));
}
