import { BreakpointObserver } from '@angular/cdk/layout';
import { Signal, inject } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { map } from 'rxjs';

/** Whether there is room for what stands beside a page (Bootstrap's `lg`), now and later. */
export function wide(): Signal<boolean> {
  const told = inject(BreakpointObserver).observe('(min-width: 992px)');
  return toSignal(told.pipe(map(({ matches }) => matches)), { initialValue: false });
}
