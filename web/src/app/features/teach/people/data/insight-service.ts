import { HttpClient, HttpResourceRef, httpResource } from '@angular/common/http';
import { Injectable, inject } from '@angular/core';
import { firstValueFrom } from 'rxjs';
import { Analytics, Grades, Id, Page } from '../../../../api';
import { Paged, pagedResource, sameOrigin } from '../../../../core/http/paged';

/** How a course goes. The resource methods belong to the component that calls them. */
@Injectable({ providedIn: 'root' })
export class InsightService {
  private readonly http = inject(HttpClient);

  analytics(course: () => Id): HttpResourceRef<Analytics | undefined> {
    return httpResource<Analytics>(() =>
      course() ? `/api/courses/${course()}/analytics/` : undefined,
    );
  }

  gradebook(course: () => Id): Paged<Grades> {
    return pagedResource<Grades>(() =>
      course() ? { url: `/api/courses/${course()}/gradebook/` } : undefined,
    );
  }

  /** Everybody's grades, page after page. */
  async allGrades(course: Id): Promise<Grades[]> {
    const rows: Grades[] = [];
    let url: string | null = `/api/courses/${course}/gradebook/?page_size=100`;
    while (url) {
      const page: Page<Grades> = await firstValueFrom(this.http.get<Page<Grades>>(url));
      rows.push(...page.results);
      url = page.next && sameOrigin(page.next);
    }
    return rows;
  }
}
