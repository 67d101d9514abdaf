import { Component } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { Router, provideRouter, withComponentInputBinding } from '@angular/router';
import { RouterTestingHarness } from '@angular/router/testing';
import { ADA, network, provideTestHttp, settle } from '../../../../testing/http';
import { provideTestLanguage, speak } from '../../../../testing/language';
import { AttemptPage } from './attempt-page';

@Component({ template: '' })
class Result {}

const ATTEMPT = '/api/quiz-attempts/t/';
const question = (id: string) => ({
  id,
  kind: 'short_text',
  text_html: `<p>What is ${id}?</p>`,
  points: 1,
  choices: [],
  prompts: [],
  matches: [],
});

function paper(change: object = {}) {
  return {
    id: 't',
    started_at: new Date(Date.now() - 60_000).toISOString(),
    deadline: null,
    submission: null,
    server_time: new Date().toISOString(),
    questions: [question('q1'), question('q2')],
    answers: {},
    ...change,
  };
}

async function open(attempt: object): Promise<HTMLElement> {
  localStorage.setItem('lectern.token', 'token');
  TestBed.configureTestingModule({
    providers: [
      provideTestHttp(),
      provideTestLanguage(),
      provideRouter(
        [
          { path: 'quizzes/:id/attempts/:attempt', component: AttemptPage },
          { path: 'quizzes/:id/results/:submission', component: Result },
        ],
        withComponentInputBinding(),
      ),
    ],
  });
  await speak();
  const harness = await RouterTestingHarness.create('/quizzes/z/attempts/t');
  await settle();
  for (const request of network().match('/api/auth/user/')) request.flush(ADA);
  network().expectOne('/api/quizzes/z/').flush({ id: 'z', title: 'Knots' });
  network().expectOne(ATTEMPT).flush(attempt);
  await settle();
  return harness.routeNativeElement as HTMLElement;
}

async function type(page: HTMLElement, text: string): Promise<void> {
  const input = page.querySelector('input') as HTMLInputElement;
  input.value = text;
  input.dispatchEvent(new Event('input'));
  await settle();
}

async function press(name: string): Promise<void> {
  const button = [...document.querySelectorAll('button')].find(
    (one) => one.textContent?.trim() === name,
  );
  if (!button) throw new Error(`no button "${name}"`);
  button.click();
  await settle();
}

/** The hand-in arrives and is answered; where the page then is. */
async function handedIn(): Promise<string> {
  const request = network().expectOne('/api/quiz-submissions/');
  expect(request.request.body).toEqual({ attempt: 't' });
  request.flush({ id: 'r' });
  await settle();
  return TestBed.inject(Router).url;
}

describe('AttemptPage', () => {
  it('turns from question to question, and the question takes the focus', async () => {
    const page = await open(paper());
    expect(page.querySelector('.prose')?.textContent).toBe('What is q1?');
    await press('Next');
    expect(page.querySelector('.prose')?.textContent).toBe('What is q2?');
    expect(document.activeElement?.textContent?.trim()).toBe('Question 2 of 2');
  });

  it('asks before it hands in, with what is still open', async () => {
    await open(paper());
    await press('Hand in');
    const dialog = document.querySelector('mat-dialog-container');
    expect(dialog?.textContent).toContain('2 questions are not answered.');
    await press('Keep working');
    network().expectNone('/api/quiz-submissions/');
  });

  describe('when its time is up', () => {
    const HAND_IN = '/api/quiz-submissions/';
    const in60Seconds = () => paper({ deadline: new Date(Date.now() + 60_000).toISOString() });

    beforeEach(() => jest.useFakeTimers({ doNotFake: ['setTimeout'] }));
    afterEach(() => jest.useRealTimers());

    /** The clock of the page goes on. */
    async function tick(seconds: number): Promise<void> {
      jest.advanceTimersByTime(1000 * seconds);
      await settle();
    }

    it('hands in by itself', async () => {
      await open(in60Seconds());
      await tick(59);
      network().expectNone(HAND_IN);
      await tick(1);
      expect(await handedIn()).toBe('/quizzes/z/results/r');
    });

    it('waits after a failure for as long as the server asks, and tries again', async () => {
      const page = await open(in60Seconds());
      await tick(60);
      const headers = { 'Retry-After': '4' };
      network()
        .expectOne(HAND_IN)
        .flush({ code: 'unavailable' }, { status: 503, statusText: 'x', headers });
      await tick(1);
      network().expectNone(HAND_IN);
      expect(page.querySelector('[role=alert]')).not.toBeNull();
      await new Promise((resolve) => setTimeout(resolve, 4_500));
      await settle();
      expect(await handedIn()).toBe('/quizzes/z/results/r');
    });

    it('does not send again what was refused', async () => {
      await open(in60Seconds());
      await tick(60);
      network()
        .expectOne(HAND_IN)
        .flush({ code: 'not-enrolled' }, { status: 403, statusText: 'x' });
      await tick(1);
      await new Promise((resolve) => setTimeout(resolve, 2_100));
      await settle();
      network().expectNone(HAND_IN);
    });
  });

  it('shows the result when another tab has handed in', async () => {
    const page = await open(paper());
    await type(page, 'reef');
    await new Promise((resolve) => setTimeout(resolve, 800));
    network()
      .expectOne(ATTEMPT)
      .flush({ code: 'attempt-submitted' }, { status: 409, statusText: 'Conflict' });
    await settle();
    expect(await handedIn()).toBe('/quizzes/z/results/r');
  });

  it('leads from an attempt that is over to its result', async () => {
    await open(paper({ submission: 'r' }));
    expect(TestBed.inject(Router).url).toBe('/quizzes/z/results/r');
  });
});
