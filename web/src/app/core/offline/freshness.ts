import { Injectable, inject, signal } from '@angular/core';
import { NavigationStart, Router } from '@angular/router';
import { filter } from 'rxjs';

/** From when the page is that is shown, where that is not now: the oldest answer it is made of. */
@Injectable({ providedIn: 'root' })
export class Freshness {
  private readonly oldest = signal<Date | null>(null);
  readonly from = this.oldest.asReadonly();

  constructor() {
    inject(Router)
      .events.pipe(filter((event) => event instanceof NavigationStart))
      .subscribe(() => this.oldest.set(null));
  }

  shows(at: Date): void {
    this.oldest.update((known) => (known && known < at ? known : at));
  }
}
