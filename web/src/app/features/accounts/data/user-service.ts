import { HttpResourceRef, httpResource } from '@angular/common/http';
import { Injectable } from '@angular/core';
import { Id, Person } from '../../../api';
import { Paged, pagedResource } from '../../../core/http/paged';

/** A role, or what else an admin looks for. */
export type RoleFilter = 'student' | 'instructor' | 'admin' | 'requested' | 'inactive';

export interface UserQuery {
  search?: string;
  role?: string;
}

const FILTERS: Record<RoleFilter, Record<string, boolean>> = {
  student: { is_student: true },
  instructor: { is_instructor: true },
  admin: { is_staff: true },
  requested: { instructor_requested: true },
  inactive: { is_active: false },
};

/** People. The resource methods belong to the component that calls them. */
@Injectable({ providedIn: 'root' })
export class UserService {
  person(id: () => Id | undefined): HttpResourceRef<Person | undefined> {
    return httpResource<Person>(() => {
      const person = id();
      return person ? `/api/users/${person}/` : undefined;
    });
  }

  /** Nobody is asked for where there is no query. */
  list(query: () => UserQuery | null): Paged<Person> {
    return pagedResource<Person>(() => {
      const asked = query();
      return asked ? { url: '/api/users/', params: userParams(asked) } : undefined;
    });
  }
}

/** Parameters of the API for what stands in the page's address. */
export function userParams({ search, role }: UserQuery): Record<string, string | number | boolean> {
  return {
    page_size: 30,
    ...(search?.trim() ? { search: search.trim() } : {}),
    ...(FILTERS[role as RoleFilter] ?? {}),
  };
}
