import { CanDeactivateFn } from '@angular/router';

/** Leaving an attempt waits for its last answers to be on their way; it never asks and never loses. */
export const leaveAttemptGuard: CanDeactivateFn<{ flush(): Promise<void> }> = async (page) => {
  await page.flush();
  return true;
};
