import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { OutlineLesson } from '../../../api';
import { Problem } from '../../../core/http/problem';
import { Toast } from '../../../core/layout/toast';
import { network, provideTestHttp, settle } from '../../../../testing/http';
import { provideTestLanguage } from '../../../../testing/language';
import { CourseStore } from './course-store';
import { OutlineStore } from './outline-store';

const lesson = (id: string): OutlineLesson => ({
  id,
  title: `Lesson ${id}`,
  position: 0,
  minutes: 0,
  preview: false,
  completion: 'view',
  quizzes: [],
});
const SECTIONS = [
  { title: 'One', lessons: [lesson('a'), lesson('b')] },
  { title: 'Two', lessons: [lesson('c')] },
];

describe('OutlineStore', () => {
  let store: OutlineStore;
  let undo: boolean;
  const said: string[] = [];

  beforeEach(async () => {
    undo = false;
    said.length = 0;
    const toast = {
      undo: () => Promise.resolve(undo),
      failed: (problem: Problem) => said.push(problem.code),
    };
    TestBed.configureTestingModule({
      providers: [
        provideTestHttp(),
        provideTestLanguage(),
        OutlineStore,
        { provide: CourseStore, useValue: { id: signal('1'), reload: () => undefined } },
        { provide: Toast, useValue: toast },
      ],
    });
    store = TestBed.inject(OutlineStore);
    await outline();
  });

  const shape = () =>
    store.sections().map(({ title, lessons }) => `${title}: ${lessons.map(({ id }) => id).join()}`);

  async function outline(): Promise<void> {
    await settle();
    network().expectOne('/api/courses/1/outline/').flush({ sections: SECTIONS });
    await settle();
  }

  async function answer(method: string, url: string, body: object | null): Promise<unknown> {
    await settle();
    const asked = network().expectOne({ method, url });
    asked.flush(body);
    await settle();
    return asked.request.body;
  }

  async function refuse(method: string, url: string): Promise<void> {
    await settle();
    network().expectOne({ method, url }).flush({ code: 'x' }, { status: 409, statusText: 'x' });
    await settle();
  }

  it('shows a lesson in its new place, and tells the server the whole order', async () => {
    expect(store.loaded()).toBe(true);
    expect(store.problem()).toBeNull();
    const moved = store.move('a', { section: 1, index: 1 });
    expect(shape()).toEqual(['One: b', 'Two: c,a']);
    const body = await answer('POST', '/api/lessons/reorder/', {});
    expect(body).toMatchObject({ course: '1' });
    expect(await moved).toBe(true);
  });

  it('shows again what the server knows when it refuses', async () => {
    void store.moveSection(0, 1);
    expect(shape()).toEqual(['Two: c', 'One: a,b']);
    await refuse('POST', '/api/lessons/reorder/');
    await outline();
    expect(shape()).toEqual(['One: a,b', 'Two: c']);
    expect(said).toHaveLength(1);
  });

  it('renames sections and lessons, and takes a refused name back', async () => {
    void store.renameSection(1, 'Zwei');
    await answer('POST', '/api/lessons/reorder/', {});
    expect(shape()[1]).toBe('Zwei: c');
    void store.rename(lesson('c'), 'C');
    expect(store.lessons()[2]?.title).toBe('C');
    await refuse('PATCH', '/api/lessons/c/');
    expect(store.lessons()[2]?.title).toBe('Lesson c');
  });

  it('takes a heading away, and brings it back when that was a mistake', async () => {
    undo = true;
    const dissolved = store.dissolve(1);
    await answer('POST', '/api/lessons/reorder/', {});
    await answer('POST', '/api/lessons/reorder/', {});
    await dissolved;
    expect(shape()).toEqual(['One: a,b', 'Two: c']);
  });

  it('puts a new lesson at the end of its section', async () => {
    const made = store.addLesson(0, 'New');
    expect(await answer('POST', '/api/lessons/', { id: 'n' })).toEqual({
      course: '1',
      title: 'New',
      section: 'One',
    });
    await answer('POST', '/api/lessons/reorder/', {});
    expect(await made).toBe('n');
    store.addSection('Three');
    expect(shape()).toEqual(['One: a,b,n', 'Two: c', 'Three: ']);
  });

  it('removes a lesson when nobody wants it back', async () => {
    undo = true;
    await store.remove(lesson('a'));
    expect(shape()[0]).toBe('One: a,b');
    undo = false;
    const removed = store.remove(lesson('a'));
    expect(shape()[0]).toBe('One: b');
    await answer('DELETE', '/api/lessons/a/', null);
    await removed;
    expect(shape()[0]).toBe('One: b');
  });

  it('keeps a place for a lesson that is leaving while others are moved', async () => {
    void store.remove(lesson('a'));
    void store.move('b', { section: 1, index: 0 });
    await answer('POST', '/api/lessons/reorder/', {});
    await answer('DELETE', '/api/lessons/a/', null);
    expect(store.lessons().map(({ id }) => id)).toEqual(['b', 'c']);
  });

  it('gives a lesson a quiz', async () => {
    const made = store.addQuiz(lesson('a'));
    await answer('POST', '/api/quizzes/', { id: 'q' });
    expect(await made).toBe('q');
    expect(store.lessons()[0]?.quizzes).toEqual(['q']);
  });

  it('says why it could not be read', async () => {
    store.reload();
    await settle();
    network()
      .expectOne('/api/courses/1/outline/')
      .flush({ code: 'not-found' }, { status: 404, statusText: 'x' });
    await settle();
    expect(store.problem()?.status).toBe(404);
  });
});
