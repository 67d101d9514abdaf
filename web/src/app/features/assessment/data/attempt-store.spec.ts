import { TestBed } from '@angular/core/testing';
import { Answers, AttemptPaper } from '../../../api';
import { network, provideTestHttp, tokenOf } from '../../../../testing/http';
import { AttemptStore } from './attempt-store';
import { Autosave } from './autosave';
import { draftName } from './draft';

const URL = '/api/quiz-attempts/t/';
const DRAFT = `lectern.draft.ada.${draftName('t')}`;

function paper(answers: Answers = {}): AttemptPaper {
  const question = { kind: 'short_text', text_html: '', points: 1 } as const;
  const none = { choices: [], prompts: [], matches: [] };
  return {
    id: 't',
    student: 's',
    quiz: 'z',
    course: 'k',
    number: 1,
    started_at: new Date(Date.now() - 60_000).toISOString(),
    deadline: new Date(Date.now() + 60_000).toISOString(),
    submitted_at: null,
    submission: null,
    title: 'Knots',
    passing_score: 70,
    time_limit_seconds: 120,
    attempts_left: 2,
    server_time: new Date().toISOString(),
    questions: ['q1', 'q2'].map((id) => ({ id, ...question, ...none })),
    answers,
  };
}

function begin(answers: Answers = {}): AttemptStore {
  TestBed.configureTestingModule({ providers: [provideTestHttp(), AttemptStore, Autosave] });
  const store = TestBed.inject(AttemptStore);
  store.open(paper(answers));
  return store;
}

/** Time passes, and the promises that wait for it go on. */
const pass = (milliseconds: number) => jest.advanceTimersByTimeAsync(milliseconds);

describe('an attempt', () => {
  beforeEach(() => {
    jest.useFakeTimers();
    localStorage.setItem('lectern.token', tokenOf('ada'));
  });
  afterEach(() => jest.useRealTimers());

  it('saves a moment after the last change, only what changed', async () => {
    const store = begin({ q2: { value: 'bow', version: 4 } });
    store.answer('q1', 'ree');
    await pass(300);
    store.answer('q1', 'reef');
    expect(store.saveState()).toBe('saving');
    await pass(1000);
    const request = network().expectOne(URL);
    expect(request.request.body).toEqual({ answers: { q1: { value: 'reef', version: 2 } } });
    request.flush(paper({ q1: { value: 'reef', version: 2 }, q2: { value: 'bow', version: 4 } }));
    await pass(0);
    expect(store.saveState()).toBe('saved');
  });

  it('sends what was typed while a save was on its way', async () => {
    const store = begin();
    store.answer('q1', 'a');
    await pass(1000);
    const first = network().expectOne(URL);
    store.answer('q1', 'ab');
    first.flush(paper({ q1: { value: 'a', version: 1 } }));
    await pass(1000);
    const second = network().expectOne(URL);
    expect(second.request.body).toEqual({ answers: { q1: { value: 'ab', version: 2 } } });
    expect(store.value()).toBe('ab');
  });

  it('shows the newer answer of another tab that the server sends back', async () => {
    const store = begin();
    store.answer('q1', 'old');
    await pass(1000);
    network()
      .expectOne(URL)
      .flush(paper({ q1: { value: 'newer', version: 7 } }));
    await pass(0);
    expect(store.value()).toBe('newer');
    store.answer('q1', 'newest');
    await pass(1000);
    expect(network().expectOne(URL).request.body.answers.q1.version).toBe(8);
  });

  it('tries again by itself when the network was away', async () => {
    const store = begin();
    store.answer('q1', 'reef');
    await pass(1000);
    network().expectOne(URL).error(new ProgressEvent('error'));
    await pass(0);
    expect(store.saveState()).toBe('waiting');
    await pass(2500);
    network()
      .expectOne(URL)
      .flush(paper({ q1: { value: 'reef', version: 1 } }));
    await pass(0);
    expect(store.saveState()).toBe('saved');
  });

  it('sends each answer once, however many want it sent', async () => {
    const store = begin();
    store.answer('q1', 'reef');
    void store.flush();
    void store.flush();
    void store.flush();
    await pass(0);
    network()
      .expectOne(URL)
      .flush(paper({ q1: { value: 'reef', version: 1 } }));
    await pass(0);
    network().expectNone(URL);
  });

  it('lets go when it is closed: what was not taken waits in the draft', async () => {
    const store = begin();
    store.answer('q1', 'reef');
    await pass(1000);
    const request = network().expectOne(URL);
    const controller = network();
    TestBed.resetTestingModule();
    request.flush('', { status: 503, statusText: 'Service Unavailable' });
    await pass(60_000);
    controller.expectNone(URL);
    expect(jest.getTimerCount()).toBe(0);
  });

  it('says when an answer is refused, and does not send it again', async () => {
    const store = begin();
    store.answer('q1', 'reef');
    await pass(1000);
    network()
      .expectOne(URL)
      .flush({ code: 'invalid-answer' }, { status: 400, statusText: 'Bad Request' });
    await pass(60_000);
    network().expectNone(URL);
    expect(store.saveState()).toBe('refused');
    expect(store.saveProblem()?.code).toBe('invalid-answer');
  });

  it('is not held back by one answer that is refused', async () => {
    const store = begin();
    store.answer('q1', 'too long');
    store.answer('q2', 'fine');
    await pass(1000);
    const errors = [{ pointer: '/answers/q1', detail: 'Too long.', code: 'invalid-answer' }];
    network()
      .expectOne(URL)
      .flush({ code: 'invalid', errors }, { status: 400, statusText: 'Bad Request' });
    await pass(1000);
    const second = network().expectOne(URL);
    expect(second.request.body).toEqual({ answers: { q2: { value: 'fine', version: 1 } } });
    second.flush(paper({ q2: { value: 'fine', version: 1 } }));
    await pass(0);
    expect(store.saveState()).toBe('refused');
    store.answer('q1', 'short');
    await pass(1000);
    network()
      .expectOne(URL)
      .flush(paper({ q1: { value: 'short', version: 2 }, q2: { value: 'fine', version: 1 } }));
    await pass(0);
    expect(store.saveState()).toBe('saved');
    expect(store.saveProblem()).toBeNull();
  });

  it('survives a reload: what was not sent is shown and sent', async () => {
    const draft = { answers: { q1: { value: 'kept', version: 3 } }, flagged: ['q2'] };
    localStorage.setItem(DRAFT, JSON.stringify(draft));
    const store = begin({ q1: { value: 'older', version: 2 } });
    expect(store.value()).toBe('kept');
    expect(store.flagged()).toBe(1);
    await pass(10);
    expect(network().expectOne(URL).request.body).toEqual({ answers: draft.answers });
  });

  it('follows what another tab of this browser types', () => {
    const store = begin();
    const draft = { answers: { q1: { value: 'there', version: 1 } }, flagged: [] };
    const change = { key: DRAFT, newValue: JSON.stringify(draft) };
    dispatchEvent(new StorageEvent('storage', change));
    expect(store.value()).toBe('there');
  });

  it('hands in after the last answer has arrived, and then drops the draft', async () => {
    const store = begin();
    store.answer('q1', 'reef');
    const submitted = store.submit();
    await pass(0);
    network().expectNone('/api/quiz-submissions/');
    network()
      .expectOne(URL)
      .flush(paper({ q1: { value: 'reef', version: 1 } }));
    await pass(0);
    const request = network().expectOne('/api/quiz-submissions/');
    expect(request.request.body).toEqual({ attempt: 't' });
    request.flush({ id: 'r' });
    expect((await submitted).id).toBe('r');
    expect(localStorage.getItem(DRAFT)).toBeNull();
  });

  it('hands in what could not be saved before', async () => {
    const store = begin();
    store.answer('q1', 'reef');
    const submitted = store.submit();
    await pass(0);
    network().expectOne(URL).flush('', { status: 503, statusText: 'Service Unavailable' });
    await pass(0);
    const request = network().expectOne('/api/quiz-submissions/');
    expect(request.request.body).toEqual({ attempt: 't', answers: { q1: 'reef' } });
    request.flush({ id: 'r' });
    expect((await submitted).id).toBe('r');
  });

  it('keeps the draft when handing in fails', async () => {
    const store = begin();
    store.answer('q1', 'reef');
    const submitted = store.submit().catch(() => 'failed');
    await pass(0);
    network().expectOne(URL).error(new ProgressEvent('error'));
    await pass(0);
    network().expectOne('/api/quiz-submissions/').error(new ProgressEvent('error'));
    expect(await submitted).toBe('failed');
    expect(localStorage.getItem(DRAFT)).toContain('reef');
  });

  it('turns its pages within its questions and counts what is open', () => {
    const store = begin();
    store.go(5);
    expect(store.index()).toBe(1);
    store.go(-1);
    expect(store.index()).toBe(0);
    store.answer('q1', 'reef');
    store.toggleFlag();
    expect(store.marks()).toEqual([
      { id: 'q1', answered: true, flagged: true },
      { id: 'q2', answered: false, flagged: false },
    ]);
    expect(store.unanswered()).toBe(1);
  });

  it('lets its clock run', async () => {
    const store = begin();
    expect(store.left()?.seconds).toBe(60);
    await pass(10_000);
    expect(store.left()?.seconds).toBe(50);
  });
});
