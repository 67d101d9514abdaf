export const LEVELS = ['beginner', 'intermediate', 'advanced'] as const;
export const ORDERS = ['-published_at', 'title', '-enrollment_count'] as const;
export type Order = (typeof ORDERS)[number];

/** What the catalogue is narrowed to: exactly what stands in the page's address. */
export interface CourseQuery {
  search?: string;
  category?: string;
  level?: string;
  free?: string;
  ordering?: string;
}

/** Parameters of the API. What the address holds is typed by people, so unknown values fall away. */
export function courseParams(query: CourseQuery): Record<string, string | number> {
  const { search, category, level, free } = query;
  return {
    expand: 'instructor,category',
    page_size: 12,
    ...(isOrder(query.ordering) ? { ordering: query.ordering } : {}),
    ...(search?.trim() ? { search: search.trim() } : {}),
    ...(category && /^[0-9a-f]{24}$/.test(category) ? { category } : {}),
    ...(free === 'true' ? { free } : {}),
    ...(LEVELS.some((known) => known === level) ? { level: level as string } : {}),
  };
}

export function isNarrowed(query: CourseQuery): boolean {
  return !!(query.search?.trim() || query.category || query.level || query.free);
}

function isOrder(value: string | undefined): value is Order {
  return ORDERS.some((known) => known === value);
}
