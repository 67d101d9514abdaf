import { Injectable, signal } from '@angular/core';
import { Site } from '../../api';

const KEY = 'lectern.site';
const UNKNOWN: Site = {
  name: 'Lectern',
  support_email: '',
  language: 'en',
  registration_open: true,
  instructor_approval: true,
};

/** How the site is set, as this browser last heard of it: no page waits to learn its name. */
@Injectable({ providedIn: 'root' })
export class SiteSettings {
  private readonly known = signal<Site>({ ...UNKNOWN, ...remembered() });
  readonly now = this.known.asReadonly();

  hear(site: Site): void {
    this.known.set(site);
    try {
      localStorage.setItem(KEY, JSON.stringify(site));
    } catch {
      // It is heard again with the next visit.
    }
  }
}

function remembered(): Partial<Site> {
  try {
    return JSON.parse(localStorage.getItem(KEY) ?? '{}') as Partial<Site>;
  } catch {
    return {};
  }
}
