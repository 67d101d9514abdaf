import { Id, OutlineLesson } from '../../../api';

/** What the lessons that are not completed take, as their authors say. */
export function minutesLeft(lessons: OutlineLesson[], completed: readonly Id[]): number {
  const done = new Set(completed);
  return lessons
    .filter(({ id }) => !done.has(id))
    .reduce((sum, { minutes }) => sum + (minutes ?? 0), 0);
}
