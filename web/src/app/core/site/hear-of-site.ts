import { HttpClient } from '@angular/common/http';
import { inject } from '@angular/core';
import { Site } from '../../api';
import { inBackground } from '../http/loading-interceptor';
import { SiteSettings } from './site';

/**
 * Asks once how the site is set, after the first page has begun. Who cannot be told goes by what was
 * heard before.
 */
export function hearOfSite(): void {
  const site = inject(SiteSettings);
  const http = inject(HttpClient);
  if (!navigator.onLine) return;
  setTimeout(() =>
    http
      .get<Site>('/api/site/', { context: inBackground() })
      .subscribe({ next: (now) => site.hear(now), error: () => undefined }),
  );
}
