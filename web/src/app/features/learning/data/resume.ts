import { Enrollment, Id, OutlineLesson } from '../../../api';

/** Where to go on: the lesson last open, else the first not completed, else the first. */
export function resumeAt(lessons: OutlineLesson[], enrollment?: Enrollment): Id | null {
  const ids = lessons.map(({ id }) => id);
  const done = new Set(enrollment?.completed_lessons);
  const next = ids.find((id) => !done.has(id));
  const last = enrollment?.last_lesson;
  if (last && ids.includes(last) && !done.has(last)) return last;
  return next ?? ids[0] ?? null;
}
