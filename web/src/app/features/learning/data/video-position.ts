const PREFIX = 'lectern.video.';
/** So near to its end, a film begins anew. */
const END_S = 10;

/** The second at which a film goes on; each person has one of their own for each lesson. */
export function positionIn(lesson: string, person: string): number {
  try {
    return Math.max(0, Number(localStorage.getItem(`${PREFIX}${person}.${lesson}`)) || 0);
  } catch {
    return 0;
  }
}

export function keepPosition(lesson: string, person: string, second: number, length: number): void {
  const name = `${PREFIX}${person}.${lesson}`;
  try {
    if (second < 1 || length - second < END_S) localStorage.removeItem(name);
    else localStorage.setItem(name, String(Math.floor(second)));
  } catch {
    // Without storage the film begins at its beginning.
  }
}
