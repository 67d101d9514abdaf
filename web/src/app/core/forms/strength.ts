/** How hard a password is to guess, as far as its letters tell: 0 too short, 1 weak, 2 good, 3 strong. */
export type Strength = 0 | 1 | 2 | 3;

const KINDS = [/\p{Ll}/u, /\p{Lu}/u, /\d/, /[^\p{L}\d]/u];

/**
 * A hint and no judgement, which the server has: length counts most, repeated letters count for
 * nothing, and runs such as "abcd" or "1234" count as one letter.
 */
export function strengthOf(password: string): Strength {
  const letters = [...password];
  if (letters.length < 8) return 0;
  const steps = letters.filter((letter, at) => {
    const before = letters[at - 1];
    if (before === undefined) return true;
    const step = (letter.codePointAt(0) ?? 0) - (before.codePointAt(0) ?? 0);
    return Math.abs(step) > 1;
  });
  const distinct = new Set(letters).size;
  const kinds = KINDS.filter((kind) => kind.test(password)).length;
  const points = Math.min(steps.length, 2 * distinct) + 2 * kinds;
  if (points < 12) return 1;
  return points < 16 ? 2 : 3;
}
