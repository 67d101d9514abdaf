import { HttpClient, HttpResourceRef, HttpResponse, httpResource } from '@angular/common/http';
import { Injectable, inject } from '@angular/core';
import { Observable, firstValueFrom } from 'rxjs';
import {
  AdminDashboard,
  AuditEvent,
  Category,
  Course,
  DeadLetter,
  Id,
  Job,
  Person,
  Site,
} from '../../../api';
import { Paged, pagedResource } from '../../../core/http/paged';
import { CourseQuery, courseParams } from './course-query';

/** What an admin may change of a person. */
export type PersonChange = Partial<
  Pick<Person, 'is_student' | 'is_instructor' | 'is_staff' | 'is_active'>
>;

export interface NewPerson {
  username: string;
  email: string;
}

/** What the server showed, and the name of it. */
export interface Seen<T> {
  body: T;
  etag: string;
}

export interface AuditQuery {
  actor?: string;
  action?: string;
  subject?: string;
  since?: string;
  until?: string;
}

/** Running the installation. The resource methods belong to the component that calls them. */
@Injectable({ providedIn: 'root' })
export class AdminService {
  private readonly http = inject(HttpClient);

  overview(): HttpResourceRef<AdminDashboard | undefined> {
    return httpResource<AdminDashboard>(() => ({
      url: '/api/dashboard/',
      params: { view: 'admin' },
    }));
  }

  /** Everybody's, whatever their state. */
  courses(query: () => CourseQuery): Paged<Course> {
    return pagedResource<Course>(() => ({ url: '/api/courses/', params: courseParams(query()) }));
  }

  categories(): Paged<Category> {
    return pagedResource<Category>(() => ({
      url: '/api/categories/',
      params: { page_size: 100 },
    }));
  }

  audit(query: () => AuditQuery): Paged<AuditEvent> {
    return pagedResource<AuditEvent>(() => ({
      url: '/api/audit-events/',
      params: auditParams(query()),
    }));
  }

  jobs(status: () => string): Paged<Job> {
    return pagedResource<Job>(() => {
      const params: Record<string, string> = status() ? { status: status() } : {};
      return { url: '/api/jobs/', params };
    });
  }

  deadLetters(): Paged<DeadLetter> {
    return pagedResource<DeadLetter>(() => ({ url: '/api/dead-letters/' }));
  }

  add(person: NewPerson): Promise<Person> {
    return firstValueFrom(this.http.post<Person>('/api/users/', person));
  }

  /** Makes an account for everybody on a list; answers the job that does it. */
  async addList(file: File, dryRun: boolean): Promise<Id> {
    const body = new FormData();
    body.set('file', file);
    body.set('dry_run', String(dryRun));
    return (await firstValueFrom(this.http.post<{ job: Id }>('/api/users/bulk/', body))).job;
  }

  change(person: Id, values: PersonChange): Promise<Person> {
    return firstValueFrom(this.http.patch<Person>(`/api/users/${person}/`, values));
  }

  tell(
    person: Id,
    verb: 'approve-instructor' | 'decline-instructor' | 'reset-mfa',
  ): Promise<Person> {
    return firstValueFrom(this.http.post<Person>(`/api/users/${person}/${verb}/`, {}));
  }

  remove(person: Id): Promise<unknown> {
    return firstValueFrom(this.http.delete(`/api/users/${person}/`));
  }

  /** Lets somebody else teach a course. */
  handOver(course: Id, instructor: Id): Promise<Course> {
    return firstValueFrom(this.http.patch<Course>(`/api/courses/${course}/`, { instructor }));
  }

  addCategory(values: Omit<Category, 'id'>): Promise<Category> {
    return firstValueFrom(this.http.post<Category>('/api/categories/', values));
  }

  changeCategory(id: Id, values: Partial<Category>): Promise<Category> {
    return firstValueFrom(this.http.patch<Category>(`/api/categories/${id}/`, values));
  }

  removeCategory(id: Id): Promise<unknown> {
    return firstValueFrom(this.http.delete(`/api/categories/${id}/`));
  }

  /** How the site is set, and the name of what was seen, for who changes it. */
  site(): Promise<Seen<Site>> {
    return seen(this.http.get<Site>('/api/site/', { observe: 'response' }));
  }

  /** Changes what was seen under this name; refused when somebody else has changed it since. */
  changeSite(values: Partial<Site>, etag: string): Promise<Seen<Site>> {
    const headers = { 'If-Match': etag };
    const answer = this.http.patch<Site>('/api/site/', values, { headers, observe: 'response' });
    return seen(answer);
  }

  retry(letter: Id): Promise<unknown> {
    return firstValueFrom(this.http.post(`/api/dead-letters/${letter}/retry/`, {}));
  }
}

async function seen<T>(answer: Observable<HttpResponse<T>>): Promise<Seen<T>> {
  const { body, headers } = await firstValueFrom(answer);
  return { body: body as T, etag: headers.get('ETag') ?? '*' };
}

const NAMED = ['actor', 'action', 'subject'] as const;

/** Days of the address as the moments at which they begin and end where the reader is. */
export function auditParams(query: AuditQuery): Record<string, string> {
  const params: Record<string, string> = {};
  for (const name of NAMED) if (query[name]) params[name] = query[name];
  const since = moment(query.since, '00:00:00.000');
  const until = moment(query.until, '23:59:59.999');
  if (since) params['since'] = since;
  if (until) params['until'] = until;
  return params;
}

function moment(day: string | undefined, time: string): string | null {
  const date = new Date(`${day}T${time}`);
  return Number.isNaN(date.getTime()) ? null : date.toISOString();
}
