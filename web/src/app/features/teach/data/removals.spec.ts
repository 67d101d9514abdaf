import { TestBed } from '@angular/core/testing';
import { Toast } from '../../../core/layout/toast';
import { network, provideTestHttp, settle } from '../../../../testing/http';
import { Removals } from './removals';

const LESSON = { id: 'a', url: '/api/lessons/a/', said: 'teach.lesson.removed' };

describe('what is taken away', () => {
  let removals: Removals;
  let answer: (undo: boolean) => void;
  let removed: boolean;

  beforeEach(() => {
    removed = false;
    const toast = { undo: () => new Promise<boolean>((resolve) => (answer = resolve)) };
    TestBed.configureTestingModule({
      providers: [provideTestHttp(), { provide: Toast, useValue: toast }],
    });
    removals = TestBed.inject(Removals);
  });

  const remove = () =>
    removals.remove(LESSON, async (tell) => {
      await tell();
      removed = true;
    });

  it('is not shown, and the server hears of it when nobody wants it back', async () => {
    const done = remove();
    expect(removals.ids()).toEqual(['a']);
    network().expectNone(LESSON.url);
    answer(false);
    await settle();
    network().expectOne({ method: 'DELETE', url: LESSON.url }).flush(null);
    await done;
    expect(removed).toBe(true);
    expect(removals.ids()).toEqual([]);
  });

  it('comes back, and the server never hears of it', async () => {
    const done = remove();
    answer(true);
    await done;
    dispatchEvent(new Event('pagehide'));
    network().expectNone(LESSON.url);
    expect(removed).toBe(false);
    expect(removals.ids()).toEqual([]);
  });

  it('is told to the server as the tab closes, once, by what outlives the tab', async () => {
    const done = remove();
    dispatchEvent(new Event('pagehide'));
    const told = network().expectOne({ method: 'DELETE', url: LESSON.url });
    expect(told.request.keepalive).toBe(true);
    await done;
    answer(false);
    dispatchEvent(new Event('pagehide'));
    await settle();
    network().expectNone(LESSON.url);
    expect(removed).toBe(true); // should the browser bring the page back
  });
});
