import { DestroyRef, Injector, afterNextRender, inject } from '@angular/core';
import { NavigationEnd, Router } from '@angular/router';
import { filter, map, pairwise } from 'rxjs';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';

/**
 * After going to another page the focus is on its heading, so that a screen reader reads it and the
 * next Tab starts there. A change of filters in the address is not another page.
 */
export function focusOnNavigation(main: () => HTMLElement): void {
  const injector = inject(Injector);
  inject(Router)
    .events.pipe(
      filter((event) => event instanceof NavigationEnd),
      map((event) => event.urlAfterRedirects.replace(/[?#].*/, '')),
      pairwise(),
      filter(([before, after]) => before !== after),
      takeUntilDestroyed(inject(DestroyRef)),
    )
    .subscribe(() => {
      afterNextRender(
        () => {
          const target = main().querySelector<HTMLElement>('h1[tabindex="-1"]') ?? main();
          target.focus({ preventScroll: true });
        },
        { injector },
      );
    });
}
