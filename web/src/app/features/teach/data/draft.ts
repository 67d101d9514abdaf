/** Changes that the server has not got, and the values that they were made to. */
export interface Draft<T> {
  changes: Partial<T>;
  base: Partial<T>;
}

/** The changes with their base; null when there is nothing to keep. */
export function draftOf<T extends object>(changes: Partial<T>, value: T): Draft<T> | null {
  const fields = Object.keys(changes) as (keyof T)[];
  if (!fields.length) return null;
  const base = Object.fromEntries(fields.map((field) => [field, value[field]])) as Partial<T>;
  return { changes, base };
}
