import { Injectable } from '@angular/core';
import { Person } from '../../../api';
import { Paged, pagedResource } from '../../../core/http/paged';

export type RoleFilter = 'student' | 'instructor';

export interface UserQuery {
  search?: string;
  role?: string;
}

@Injectable({ providedIn: 'root' })
export class UserService {
  list(query: () => UserQuery): Paged<Person> {
    return pagedResource<Person>(() => ({ url: '/api/users/', params: userParams(query()) }));
  }
}

/** Parameters of the API for what stands in the page's address. */
export function userParams({ search, role }: UserQuery): Record<string, string | number | boolean> {
  return {
    page_size: 30,
    ...(search?.trim() ? { search: search.trim() } : {}),
    ...(role === 'student' ? { is_student: true } : {}),
    ...(role === 'instructor' ? { is_instructor: true } : {}),
  };
}
