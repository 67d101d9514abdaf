import { Enrollment, OutlineLesson } from '../../../api';
import { withLesson } from './references';
import { resumeAt } from './resume';

const lesson = (id: string): OutlineLesson => ({
  id,
  title: id,
  minutes: 5,
  preview: false,
  position: 0,
  completion: 'view',
  quizzes: [],
});
const lessons = ['a', 'b', 'c'].map(lesson);

function place(completed: string[], last: string | null): Enrollment {
  return {
    id: 'e',
    student: 's',
    course: 'k',
    status: 'active',
    enrolled_at: '',
    active_at: '',
    completed_at: null,
    completed_lessons: completed,
    last_lesson: last,
    progress: { completed: completed.length, total: 3, percent: 0 },
  };
}

describe('resuming a course', () => {
  it('begins with the first lesson', () => {
    expect(resumeAt(lessons)).toBe('a');
  });

  it('goes on at the lesson last open', () => {
    expect(resumeAt(lessons, place(['a'], 'c'))).toBe('c');
  });

  it('goes on at the first lesson not completed when the last open one is', () => {
    expect(resumeAt(lessons, place(['a', 'c'], 'c'))).toBe('b');
  });

  it('forgets a last lesson that was removed', () => {
    expect(resumeAt(lessons, place(['a'], 'gone'))).toBe('b');
  });

  it('begins again when everything is completed', () => {
    expect(resumeAt(lessons, place(['a', 'b', 'c'], 'c'))).toBe('a');
  });

  it('has nowhere to go in a course without lessons', () => {
    expect(resumeAt([])).toBeNull();
  });
});

describe('a lesson marked before the server has answered', () => {
  it('counts once, however often it is marked', () => {
    const once = withLesson(place(['a'], 'a'), 'b', true);
    expect(withLesson(once, 'b', true).progress).toEqual({ completed: 2, total: 3, percent: 66 });
  });

  it('stops counting when it is taken back', () => {
    const taken = withLesson(place(['a', 'b'], 'b'), 'b', false);
    expect(taken.completed_lessons).toEqual(['a']);
    expect(taken.progress.percent).toBe(33);
  });

  it('is where the course is resumed', () => {
    expect(withLesson(place([], null), 'c', false).last_lesson).toBe('c');
  });
});
