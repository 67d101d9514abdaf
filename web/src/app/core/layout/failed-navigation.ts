import { Injectable, inject, signal } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { NavigationEnd, NavigationError, Router } from '@angular/router';
import { filter } from 'rxjs';
import { Problem } from '../http/problem';

/**
 * The address that could not be opened, because a part of the application did not come or because
 * the server could not say who is here.
 */
@Injectable({ providedIn: 'root' })
export class FailedNavigation {
  private readonly failed = signal('');
  private readonly answer = signal<Problem | null>(null);
  readonly url = this.failed.asReadonly();
  /** What the server answered, if it was the server that did not let the page open. */
  readonly problem = this.answer.asReadonly();

  constructor() {
    inject(Router)
      .events.pipe(
        filter((event) => event instanceof NavigationEnd),
        takeUntilDestroyed(),
      )
      .subscribe(() => {
        this.failed.set('');
        this.answer.set(null);
      });
  }

  note({ url, error }: NavigationError): void {
    console.error(error);
    this.failed.set(url);
    this.answer.set(error instanceof Problem ? error : null);
  }

  /** Asks for everything anew: a browser that was refused a part of a page keeps that answer. */
  retry(): void {
    location.assign(this.url());
  }
}

/** What the router does when a page cannot be opened. */
export const noteFailure = (error: NavigationError): void => inject(FailedNavigation).note(error);
