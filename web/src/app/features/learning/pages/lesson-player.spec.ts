import { TestBed } from '@angular/core/testing';
import { Router, provideRouter, withComponentInputBinding } from '@angular/router';
import { RouterTestingHarness } from '@angular/router/testing';
import { ADA, network, provideTestHttp, settle } from '../../../../testing/http';
import { provideTestLanguage, speak } from '../../../../testing/language';
import { LessonPlayer } from './lesson-player';

const lesson = (id: string, title: string, preview = false) => ({
  id,
  title,
  position: 0,
  minutes: 5,
  preview,
  completion: 'view',
  quizzes: [],
});
const OUTLINE = {
  course: 'k',
  sections: [
    {
      title: 'Knots',
      lessons: [lesson('a', 'Loops', true), lesson('b', 'Bends'), lesson('c', 'Hitches')],
    },
  ],
};
const PLACE = {
  id: 'e',
  student: ADA.id,
  course: 'k',
  status: 'active',
  completed_lessons: ['a'],
  last_lesson: 'b',
  progress: { completed: 1, total: 3, percent: 33 },
};
const page = (...results: object[]) => ({ next: null, previous: null, count: 1, results });

/** Answers everything that is asked, as often as it is asked. */
async function answerAll(lessons: Record<string, object>): Promise<void> {
  for (let turn = 0; turn < 3; turn += 1) {
    for (const { request, flush } of network()
      .match(() => true)
      .map(bound)) {
      if (request.url === '/api/auth/user/') flush(ADA);
      else if (request.url === '/api/enrollments/') flush(page(PLACE));
      else if (request.url.endsWith('/outline/')) flush(OUTLINE);
      else flush(lessons[request.url.split('/').at(-2) ?? ''] ?? {});
    }
    await settle();
  }
}

function bound(one: ReturnType<ReturnType<typeof network>['match']>[number]) {
  return { request: one.request, flush: (body: object) => one.flush(body) };
}

async function open(id: string, lessons: Record<string, object>, signedIn = true) {
  if (signedIn) localStorage.setItem('lectern.token', 'token');
  TestBed.configureTestingModule({
    providers: [
      provideTestHttp(),
      provideTestLanguage(),
      provideRouter(
        [{ path: 'learn/:course/:lesson', component: LessonPlayer }],
        withComponentInputBinding(),
      ),
    ],
  });
  await speak();
  const harness = await RouterTestingHarness.create(`/learn/k/${id}`);
  await settle();
  await answerAll(lessons);
  return harness.routeNativeElement as HTMLElement;
}

const READ = {
  b: { ...lesson('b', 'Bends'), section: 'Knots', content_html: '<p>A bend joins two ropes.</p>' },
};
const links = (element: HTMLElement) =>
  [...element.querySelectorAll('.pager a')].map((link) =>
    [...link.children].map((part) => part.textContent?.trim()).join(': '),
  );

describe('LessonPlayer', () => {
  it('shows the lesson, and the ways on by name', async () => {
    const player = await open('b', READ);
    expect(player.querySelector('h1')?.textContent).toBe('Bends');
    expect(player.querySelector('.prose')?.textContent).toBe('A bend joins two ropes.');
    expect(links(player)).toEqual(['Previous: Loops', 'Next: Hitches']);
  });

  it('turns its pages by keyboard, but not while somebody types', async () => {
    const player = await open('b', READ);
    const field = player.appendChild(document.createElement('input'));
    field.dispatchEvent(new KeyboardEvent('keydown', { key: 'n', bubbles: true }));
    await settle();
    expect(TestBed.inject(Router).url).toBe('/learn/k/b');
    document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'n', bubbles: true }));
    await settle();
    expect(TestBed.inject(Router).url).toBe('/learn/k/c');
  });

  it('completes a lesson only when asked to', async () => {
    const player = await open('b', READ);
    const button = [...player.querySelectorAll('button')].find((one) =>
      one.textContent?.includes('Mark complete'),
    );
    button?.click();
    await settle();
    const request = network().expectOne('/api/progress/');
    expect(request.request.body).toEqual({ lesson: 'b', completed: true });
    expect(player.textContent).toContain('You completed this lesson.');
    expect(player.querySelector('.course-progress')?.textContent).toContain('2/3');
  });

  it('says that a lesson is for learners when its content is kept back', async () => {
    const player = await open('b', { b: { ...lesson('b', 'Bends'), section: '' } }, false);
    expect(player.textContent).toContain('This lesson is for learners of the course');
    expect(links(player)).toEqual(['Previous: Loops']);
  });
});
