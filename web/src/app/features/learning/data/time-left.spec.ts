import { OutlineLesson } from '../../../api';
import { minutesLeft } from './time-left';

const lesson = (id: string, minutes: number | null) => ({ id, minutes }) as OutlineLesson;

describe('the time left of a course', () => {
  it('is that of the lessons not completed', () => {
    const lessons = [lesson('a', 5), lesson('b', 8), lesson('c', null)];
    expect(minutesLeft(lessons, ['a'])).toBe(8);
    expect(minutesLeft(lessons, ['a', 'b'])).toBe(0);
  });
});
