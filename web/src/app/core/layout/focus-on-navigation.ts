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
          if (!focusHeading(main())) waitForHeading(main());
        },
        { injector },
      );
    });
}

function focusHeading(main: HTMLElement): boolean {
  const heading = main.querySelector<HTMLElement>('h1[tabindex="-1"]');
  heading?.focus({ preventScroll: true });
  return !!heading;
}

const PATIENCE_MS = 5_000;

/** A page that is still loading has no heading yet. Until it has, its frame holds the focus for it. */
function waitForHeading(main: HTMLElement): void {
  main.focus({ preventScroll: true });
  const observer = new MutationObserver(() => {
    // Somebody who has moved on meanwhile is left alone.
    if (document.activeElement !== main || focusHeading(main)) observer.disconnect();
  });
  observer.observe(main, { childList: true, subtree: true });
  setTimeout(() => observer.disconnect(), PATIENCE_MS);
}
