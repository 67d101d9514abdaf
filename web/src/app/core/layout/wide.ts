import { BreakpointObserver } from '@angular/cdk/layout';
import { Signal, inject } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { map } from 'rxjs';

/** Bootstrap's `lg`. */
export const WIDE = '(min-width: 992px)';

/** Whether there is room for what stands beside a page, now and later. */
export function wide(): Signal<boolean> {
  const told = inject(BreakpointObserver).observe(WIDE);
  return toSignal(told.pipe(map(({ matches }) => matches)), { initialValue: false });
}
