/** After how many idle days somebody is taken to be stuck; the server counts with the same. */
export const STUCK_DAYS = 14;

export const SHOWN = ['active', 'finished', 'pending', 'stuck'] as const;

export const ORDERS = ['name', '-progress', 'progress', '-active_at', 'active_at', '-enrolled_at'];

/** What the address of the page says about the list. */
export interface LearnerQuery {
  search?: string;
  show?: string;
  order?: string;
}

const FILTERS: Record<string, Record<string, string | number | boolean>> = {
  active: { status: 'active', finished: false },
  finished: { finished: true },
  pending: { status: 'pending' },
  stuck: { stuck: STUCK_DAYS },
};

/** Parameters of the API for what stands in the page's address; what it does not know is passed over. */
export function learnerParams({ search, show, order }: LearnerQuery) {
  return {
    ...(search?.trim() ? { search: search.trim() } : {}),
    ...(FILTERS[show ?? ''] ?? {}),
    ...(order && ORDERS.includes(order) ? { ordering: order } : {}),
  };
}
