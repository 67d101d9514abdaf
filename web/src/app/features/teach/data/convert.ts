import { Choice, Question } from '../../../api';

type Kind = Question['kind'];

const STARTING_CHOICES: Partial<Record<Kind, number>> = { single: 2, multiple: 2, matching: 2 };

/** How many choices a question of this kind begins with. */
export function startingChoices(kind: Kind): number {
  return STARTING_CHOICES[kind] ?? 0;
}

/** What becomes of a question when its kind changes. */
export interface Conversion {
  changes: Partial<Question>;
  /** Right so far, but a single choice has one that is right: the first. */
  wrong: readonly Choice[];
  /** How many choices it needs besides those that it has. */
  missing: number;
}

/**
 * A question keeps whatever its new kind can use. Choices always stay, so that changing back brings
 * them back; a key goes that would mean nothing.
 */
export function convert(
  { answer }: Pick<Question, 'answer'>,
  choices: readonly Choice[],
  kind: Kind,
): Conversion {
  return {
    changes: { kind, answer: usable(answer ?? '', kind) ? answer : '' },
    wrong: kind === 'single' ? choices.filter(({ is_correct }) => is_correct).slice(1) : [],
    missing: Math.max(0, startingChoices(kind) - choices.length),
  };
}

function usable(answer: string, kind: Kind): boolean {
  if (kind === 'true_false') return answer === 'true' || answer === 'false';
  if (kind === 'numeric') return answer.trim() !== '' && Number.isFinite(Number(answer));
  return true;
}
