import { Enrollment, Id } from '../../../api';

/** The id of a reference, whether the answer holds the id alone or the thing inlined. */
export function idOf(reference: Id | { id: Id }): Id {
  return typeof reference === 'string' ? reference : reference.id;
}

/** A place as it is with this lesson completed, or not, and open last. */
export function withLesson(enrollment: Enrollment, lesson: Id, completed: boolean): Enrollment {
  const others = enrollment.completed_lessons.filter((id) => id !== lesson);
  const lessons = completed ? [...others, lesson] : others;
  const { total } = enrollment.progress;
  return {
    ...enrollment,
    completed_lessons: lessons,
    last_lesson: lesson,
    progress: {
      total,
      completed: lessons.length,
      percent: total ? Math.floor((100 * lessons.length) / total) : 0,
    },
  };
}
