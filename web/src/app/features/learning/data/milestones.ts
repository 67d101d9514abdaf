const MILESTONES = [100, 75, 50, 25] as const;

/** The highest milestone passed on the way from one percentage to the other, if any. */
export function milestoneBetween(before: number, after: number): number | null {
  return MILESTONES.find((mark) => before < mark && mark <= after) ?? null;
}
