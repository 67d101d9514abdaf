import { HttpClient } from '@angular/common/http';
import { firstValueFrom } from 'rxjs';
import { Page } from '../../../api';
import { sameOrigin } from '../../../core/http/paged';

/** All items of a list, page after page. */
export async function every<T>(http: HttpClient, url: string): Promise<T[]> {
  const found: T[] = [];
  for (let next: string | null = url; next;) {
    const page: Page<T> = await firstValueFrom(http.get<Page<T>>(sameOrigin(next)));
    found.push(...page.results);
    next = page.next;
  }
  return found;
}
