import { DestroyRef, Injectable, inject, signal } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { SwUpdate } from '@angular/service-worker';
import { filter, fromEvent, merge } from 'rxjs';

const ASK_EVERY_MS = 60 * 60 * 1000;

/** Whether a newer version of the application waits to be opened. */
@Injectable({ providedIn: 'root' })
export class NewVersion {
  private readonly updates = inject(SwUpdate, { optional: true });
  private readonly waits = signal(false);
  readonly ready = this.waits.asReadonly();

  constructor() {
    const updates = this.updates;
    if (!updates?.isEnabled) return;
    merge(
      updates.versionUpdates.pipe(filter(({ type }) => type === 'VERSION_READY')),
      updates.unrecoverable,
    )
      .pipe(takeUntilDestroyed())
      .subscribe(() => this.waits.set(true));
    this.askNowAndThen(updates);
  }

  reload(): void {
    location.reload();
  }

  /** A tab that stays open asks when it is looked at again, once an hour at most. */
  private askNowAndThen(updates: SwUpdate): void {
    let asked = Date.now();
    fromEvent(document, 'visibilitychange')
      .pipe(takeUntilDestroyed(inject(DestroyRef)))
      .subscribe(() => {
        if (document.hidden || Date.now() - asked < ASK_EVERY_MS) return;
        asked = Date.now();
        updates.checkForUpdate().catch(() => undefined); // there is no network now
      });
  }
}
