import { HttpClient } from '@angular/common/http';
import { inject } from '@angular/core';
import { Site } from '../../api';
import { inBackground } from '../http/loading-interceptor';
import { SiteSettings } from './site';

/** Asks once how the site is set. Who cannot be told goes by what was heard before. */
export function hearOfSite(): void {
  const site = inject(SiteSettings);
  if (!navigator.onLine) return;
  inject(HttpClient)
    .get<Site>('/api/site/', { context: inBackground() })
    .subscribe({ next: (now) => site.hear(now), error: () => undefined });
}
