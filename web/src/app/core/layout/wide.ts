import { BreakpointObserver } from '@angular/cdk/layout';
import { Signal, inject } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { map } from 'rxjs';

/** Bootstrap's `lg`: room for what stands beside a page. */
export const WIDE = '(min-width: 992px)';

/** Bootstrap's `md`: more than a phone, so that navigation is not under the thumb. */
export const BEYOND_PHONE = '(min-width: 768px)';

/** Whether the window is as wide as that, now and later. */
export function wide(than = WIDE): Signal<boolean> {
  const told = inject(BreakpointObserver).observe(than);
  return toSignal(told.pipe(map(({ matches }) => matches)), { initialValue: false });
}
