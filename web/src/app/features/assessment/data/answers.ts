import { AnswerValue, Answers, AttemptQuestion, Id } from '../../../api';

/** Of each question the newer answer; at the same version the first side is right. */
export function mergeAnswers(known: Answers, other: Answers): Answers {
  const merged: Answers = { ...known };
  for (const [question, answer] of Object.entries(other)) {
    if (answer.version > (known[question]?.version ?? 0)) merged[question] = answer;
  }
  return merged;
}

/** The answers of `mine` that are newer than what `theirs` holds. */
export function newerThan(theirs: Answers, mine: Answers): Id[] {
  return Object.keys(mine).filter(
    (question) => (mine[question]?.version ?? 0) > (theirs[question]?.version ?? 0),
  );
}

/** An empty text, no tick, or a matching with a gap is no answer yet. */
export function isAnswered(question: AttemptQuestion, value: AnswerValue | undefined): boolean {
  if (value === null || value === undefined) return false;
  if (typeof value === 'string') return value.trim() !== '';
  if (Array.isArray(value)) return value.length > 0;
  if (typeof value === 'object') return question.prompts.every(({ id }) => !!value[id]);
  return true;
}

/** A number as people type it, with a point or a comma; null when it is none. */
export function parseNumber(text: string): number | null {
  const plain = text.trim().replace(',', '.').replace(/^−/, '-');
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(plain) ? Number(plain) : null;
}

/** An answer in words, one line for each part. */
export function answerLines(
  question: AttemptQuestion,
  value: AnswerValue | undefined,
  words: { true: string; false: string },
): string[] {
  if (value === null || value === undefined || value === '') return [];
  if (typeof value === 'boolean') return [value ? words.true : words.false];
  if (Array.isArray(value)) return value.map((id) => textOf(question.choices, id));
  if (typeof value === 'object') {
    return question.prompts
      .filter(({ id }) => value[id])
      .map(({ id, text }) => `${text} → ${textOf(question.matches, value[id] as Id)}`);
  }
  return [question.kind === 'single' ? textOf(question.choices, String(value)) : String(value)];
}

function textOf(options: { id: Id; text: string }[], id: Id): string {
  return options.find((option) => option.id === id)?.text ?? '';
}
