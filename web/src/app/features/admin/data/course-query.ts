import { CourseState } from '../../teach';

export const COURSE_ORDERS = ['-created_at', 'title', '-enrollment_count'] as const;

/** What the list of all courses is narrowed to: exactly what stands in the page's address. */
export interface CourseQuery {
  search?: string;
  state?: string;
  category?: string;
  order?: string;
}

const STATES: Record<CourseState, Record<string, boolean>> = {
  draft: { published: false, archived: false },
  published: { published: true },
  archived: { archived: true },
};

/** Parameters of the API. What the address holds is typed by people, so unknown values fall away. */
export function courseParams(query: CourseQuery): Record<string, string | number | boolean> {
  const { search, state, category, order } = query;
  return {
    page_size: 30,
    expand: 'instructor,category',
    ordering: COURSE_ORDERS.find((known) => known === order) ?? COURSE_ORDERS[0],
    ...(search?.trim() ? { search: search.trim() } : {}),
    ...(category && /^[0-9a-f]{24}$/.test(category) ? { category } : {}),
    ...(STATES[state as CourseState] ?? {}),
  };
}
