import { Choice, Question } from '../../../api';

export const KINDS = [
  'single',
  'multiple',
  'true_false',
  'short_text',
  'numeric',
  'matching',
  'essay',
] as const satisfies readonly Question['kind'][];

/** What a question lacks before anybody could answer it rightly; null when nothing. */
export function lackOf(question: Question, choices: readonly Choice[]): Question['kind'] | null {
  return hasKey(question, choices) ? null : question.kind;
}

function hasKey({ kind, answer }: Question, choices: readonly Choice[]): boolean {
  const key = (answer ?? '').trim();
  switch (kind) {
    case 'single':
    case 'multiple':
      return choices.length > 1 && choices.some((choice) => choice.is_correct);
    case 'true_false':
      return key === 'true' || key === 'false';
    case 'short_text':
      return key !== '';
    case 'numeric':
      return key !== '' && Number.isFinite(Number(key));
    case 'matching':
      return choices.filter(({ match }) => match?.trim()).length > 1;
    case 'essay':
      return true;
  }
}

/** In words how hard a question is, by the share who got it right. */
export function difficultyOf(rate: number): 'easy' | 'fair' | 'hard' {
  if (rate >= 0.85) return 'easy';
  return rate >= 0.4 ? 'fair' : 'hard';
}

/** In words how well a question tells those apart who know; below nothing it misleads. */
export function discriminationOf(value: number): 'good' | 'weak' | 'none' | 'reversed' {
  if (value >= 0.3) return 'good';
  if (value >= 0.1) return 'weak';
  return value >= 0 ? 'none' : 'reversed';
}
