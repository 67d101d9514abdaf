import { HttpContext, HttpContextToken, HttpInterceptorFn } from '@angular/common/http';
import { Injectable, computed, inject, signal } from '@angular/core';
import { finalize } from 'rxjs';

const BACKGROUND = new HttpContextToken(() => false);

/** Marks a request nobody waits for, such as an autosave: it shows no loading bar. */
export const inBackground = () => new HttpContext().set(BACKGROUND, true);

@Injectable({ providedIn: 'root' })
export class Loading {
  private readonly inFlight = signal(0);
  readonly active = computed(() => this.inFlight() > 0);

  begin(): void {
    this.inFlight.update((count) => count + 1);
  }

  end(): void {
    this.inFlight.update((count) => count - 1);
  }
}

export const loadingInterceptor: HttpInterceptorFn = (request, next) => {
  if (request.context.get(BACKGROUND)) return next(request);
  const loading = inject(Loading);
  loading.begin();
  return next(request).pipe(finalize(() => loading.end()));
};
