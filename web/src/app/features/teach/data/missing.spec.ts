import { Choice, Course, Outline, Question } from '../../../api';
import { missingOf } from './missing';

const course = { summary: 'S', category: 'c' } as Course;
const outline = (...lessons: object[]) =>
  ({ course: '1', sections: [{ title: '', lessons }] }) as unknown as Outline;
const lesson = (facts: object) => ({ title: 'L', completion: 'view', quizzes: [], ...facts });
const what = (...args: Parameters<typeof missingOf>) => missingOf(...args).map((one) => one.what);

describe('what is missing before publishing', () => {
  it('is nothing when all is there', () => {
    const question = { id: 'q1', quiz: 'q', kind: 'true_false', answer: 'true' } as Question;
    expect(missingOf(course, outline(lesson({ quizzes: ['q'] })), [question], [])).toEqual([]);
  });

  it('holds a course without lessons back', () => {
    expect(missingOf(course, outline(), [], [])).toEqual([{ what: 'lessons', blocks: true }]);
  });

  it('names quizzes that nobody could take', () => {
    const asked = outline(lesson({ quizzes: ['q'] }));
    expect(what(course, asked, [], [])).toEqual(['noQuestions']);
    const question = { id: 'q1', quiz: 'q', kind: 'single' } as Question;
    const choice = { question: 'q1', is_correct: true } as Choice;
    expect(what(course, asked, [question], [choice])).toEqual(['unready']);
    expect(what(course, outline(lesson({ completion: 'quiz' })), [], [])).toEqual(['quiz']);
  });

  it('misses what the catalogue shows', () => {
    const bare = { summary: ' ', category: null } as Course;
    expect(what(bare, outline(lesson({})), [], [])).toEqual(['summary', 'category']);
  });
});
