import { Grades, Quiz } from '../../../../api';

/** A value as a cell: quoted where it must be, and never read as a formula by a spreadsheet. */
export function cell(value: string | number | null): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const harmless = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\n\r]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

/** The gradebook as CSV: a line a learner, a column a quiz, best scores in percent. */
export function gradebookCsv(
  rows: readonly Grades[],
  quizzes: readonly Pick<Quiz, 'id' | 'title'>[],
  heads: readonly [string, string],
): string {
  const lines = [
    [...heads, ...quizzes.map(({ title }) => title)],
    ...rows.map(({ name, username, results }) => {
      const scores = new Map(results.map(({ quiz, score }) => [quiz, score]));
      return [name, username, ...quizzes.map(({ id }) => scores.get(id) ?? null)];
    }),
  ];
  return lines.map((line) => `${line.map(cell).join(',')}\r\n`).join('');
}
