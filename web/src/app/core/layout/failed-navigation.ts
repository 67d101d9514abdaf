import { Injectable, inject, signal } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { NavigationEnd, NavigationError, Router } from '@angular/router';
import { filter } from 'rxjs';

/** The address that could not be opened because a part of the application did not come. */
@Injectable({ providedIn: 'root' })
export class FailedNavigation {
  private readonly failed = signal('');
  readonly url = this.failed.asReadonly();

  constructor() {
    inject(Router)
      .events.pipe(
        filter((event) => event instanceof NavigationEnd),
        takeUntilDestroyed(),
      )
      .subscribe(() => this.failed.set(''));
  }

  note({ url, error }: NavigationError): void {
    console.error(error);
    this.failed.set(url);
  }

  /** Asks for everything anew: a browser that was refused a part of a page keeps that answer. */
  retry(): void {
    location.assign(this.url());
  }
}

/** What the router does when a page cannot be opened. */
export const noteFailure = (error: NavigationError): void => inject(FailedNavigation).note(error);
