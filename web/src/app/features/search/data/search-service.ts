import { HttpResourceRef, httpResource } from '@angular/common/http';
import { Injectable } from '@angular/core';
import { Found } from '../../../api';

@Injectable({ providedIn: 'root' })
export class SearchService {
  /** What the words find; nothing is asked for without words. Belongs to the component that calls. */
  find(words: () => string): HttpResourceRef<Found | undefined> {
    return httpResource<Found>(() => {
      const q = words().trim().slice(0, 100);
      return q ? { url: '/api/search/', params: { q } } : undefined;
    });
  }
}
