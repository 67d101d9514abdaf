import { TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import { settle } from '../../../../testing/http';
import { provideTestLanguage, speak } from '../../../../testing/language';
import { NextSteps } from './next-steps';

const named = (id: string) => ({ id, title: `The ${id}` });
const course = (id: string, status = 'active', lesson: string | null = `${id}1`) => ({
  enrollment: `place-${id}`,
  status,
  course: named(id),
  next_lesson: lesson && { ...named(lesson), minutes: 5 },
});
const quiz = (kind: string, id: string, more = {}) => ({
  kind,
  course: named('k'),
  lesson: 'l',
  quiz: named(id),
  deadline: null,
  attempts_left: null,
  best_score: null,
  ...more,
});

async function show(dashboard: object): Promise<HTMLElement> {
  TestBed.configureTestingModule({ providers: [provideRouter([]), provideTestLanguage()] });
  await speak();
  const steps = TestBed.createComponent(NextSteps);
  steps.componentRef.setInput('dashboard', { resume: null, next_steps: [], ...dashboard });
  await settle();
  return steps.nativeElement as HTMLElement;
}

const links = (steps: HTMLElement) =>
  [...steps.querySelectorAll('a')].map((link) => link.getAttribute('href'));

describe('NextSteps', () => {
  it('names quizzes first, then the courses that are not resumed already', async () => {
    const steps = await show({
      resume: { course: named('a'), lesson: named('a1') },
      next_steps: [quiz('finish', 'q1'), quiz('retry', 'q2', { best_score: 40, attempts_left: 2 })],
      courses: [course('a'), course('b'), course('c', 'pending'), course('d', 'active', null)],
    });
    expect(links(steps)).toEqual(['/quizzes/q1', '/quizzes/q2', '/learn/b/b1']);
    expect(steps.textContent).toContain('2 attempts left');
    expect(steps.textContent).toContain('40 %');
  });

  it('says nothing when there is nothing else to do', async () => {
    const resume = { course: named('a'), lesson: named('a1') };
    const steps = await show({ resume, courses: [course('a')] });
    expect(steps.querySelector('section')).toBeNull();
  });
});
