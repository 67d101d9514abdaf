/** The changes that differ from what there is. */
export function without<T extends object>(changes: Partial<T>, value: T): Partial<T> {
  return Object.fromEntries(
    Object.entries(changes).filter(([key, change]) => !same(change, value[key as keyof T])),
  ) as Partial<T>;
}

/** The changed fields that somebody else has changed as well since `base`, and to something else. */
export function overlap<T extends object>(
  changes: Partial<T>,
  base: Partial<T>,
  now: T,
): (keyof T)[] {
  return (Object.keys(changes) as (keyof T)[]).filter(
    (key) => !same(base[key], now[key]) && !same(changes[key], now[key]),
  );
}

function same(one: unknown, other: unknown): boolean {
  return one === other || JSON.stringify(one) === JSON.stringify(other);
}
