import { TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import { Outline } from '../../../api';
import { settle } from '../../../../testing/http';
import { provideTestLanguage, speak } from '../../../../testing/language';
import { LessonList } from './lesson-list';

const lesson = (id: string, preview = false) => ({
  id,
  title: `Lesson ${id}`,
  position: 0,
  minutes: 10,
  preview,
  completion: 'view',
  quizzes: [],
});
const OUTLINE: Outline = {
  course: 'k',
  sections: [{ title: 'Begin', lessons: [lesson('a', true), lesson('b'), lesson('c')] }],
};

async function show(inputs: Record<string, unknown>): Promise<HTMLElement> {
  TestBed.configureTestingModule({ providers: [provideRouter([]), provideTestLanguage()] });
  await speak();
  const list = TestBed.createComponent(LessonList);
  list.componentRef.setInput('outline', OUTLINE);
  for (const [name, value] of Object.entries(inputs)) list.componentRef.setInput(name, value);
  await settle();
  return list.nativeElement as HTMLElement;
}

const links = (list: HTMLElement) =>
  [...list.querySelectorAll('a')].map((link) => link.getAttribute('href'));

describe('LessonList', () => {
  it('opens only previews to those who have no place', async () => {
    const list = await show({});
    expect(links(list)).toEqual(['/learn/k/a']);
    expect(list.textContent).toContain('Preview');
  });

  it('opens everything to learners, with what is done and where they are', async () => {
    const list = await show({
      everything: true,
      current: 'b',
      enrollment: { completed_lessons: ['a'] },
    });
    expect(links(list)).toEqual(['/learn/k/a', '/learn/k/b', '/learn/k/c']);
    expect(list.querySelector('[aria-current=page]')?.textContent).toContain('Lesson b');
    expect(list.querySelector('a')?.textContent).toContain('Completed');
    expect(list.querySelector('h3')?.textContent).toContain('1/3');
  });
});
