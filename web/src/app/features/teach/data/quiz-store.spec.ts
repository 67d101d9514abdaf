import { TestBed } from '@angular/core/testing';
import { Choice, Question } from '../../../api';
import { Problem } from '../../../core/http/problem';
import { Toast } from '../../../core/layout/toast';
import { network, provideTestHttp, settle } from '../../../../testing/http';
import { provideTestLanguage } from '../../../../testing/language';
import { QuizStore } from './quiz-store';

const question = (id: string, kind: Question['kind'] = 'single'): Question => ({
  id,
  quiz: 'q',
  course: 'c',
  text: `Why ${id}?`,
  text_html: '',
  kind,
  answer: '',
  tolerance: 0,
  points: 2,
  explanation: '',
  position: 0,
  created_at: '2026-01-01T00:00:00Z',
});
const choice = (id: string, of: string, is_correct = false) =>
  ({ id, question: of, text: id, is_correct, feedback: '', match: '' }) as Choice;
const page = (results: unknown[], next: string | null = null) => ({
  next,
  previous: null,
  count: results.length,
  results,
});

describe('QuizStore', () => {
  let store: QuizStore;
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
        QuizStore,
        { provide: Toast, useValue: toast },
      ],
    });
    store = TestBed.inject(QuizStore);
    const opened = store.open('q');
    network().expectOne('/api/quizzes/q/').flush({ id: 'q', course: 'c' });
    await settle();
    network()
      .expectOne('/api/questions/?quiz=q&page_size=100')
      .flush(page([question('1'), question('2', 'multiple')]));
    network()
      .expectOne('/api/choices/?course=c&page_size=100')
      .flush(page([choice('a', '1', true)], '/api/choices/?course=c&cursor=2'));
    await settle();
    network()
      .expectOne('/api/choices/?course=c&cursor=2')
      .flush(page([choice('b', '1'), choice('x', '2')]));
    await opened;
    for (const one of network().match('/api/quizzes/q/statistics/')) one.flush({ sittings: 0 });
    await settle();
  });

  const ids = () => store.questions()?.map(({ id }) => id);
  const right = (of: string) =>
    store.choicesOf(of).flatMap((one) => (one.is_correct ? [one.id] : []));

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

  it('has the questions with the choices of every page', () => {
    expect(ids()).toEqual(['1', '2']);
    expect(store.choicesOf('1').map(({ id }) => id)).toEqual(['a', 'b']);
    expect(store.points()).toBe(4);
    expect(store.lacking()).toBe(1); // nothing is right in the second
    expect(store.statistics().size).toBe(0);
  });

  it('says why it could not be read', async () => {
    const loading = store.load();
    network()
      .expectOne('/api/questions/?quiz=q&page_size=100')
      .flush({ code: 'unexpected' }, { status: 500, statusText: 'x' });
    network().expectOne('/api/choices/?course=c&page_size=100');
    await loading;
    expect(store.problem()?.code).toBe('unexpected');
  });

  it('makes a question with its choices, and a copy of one', async () => {
    const made = store.add('single', 'How?', ['yes']);
    await answer('POST', '/api/questions/', question('3'));
    expect(await answer('POST', '/api/choices/', choice('y', '3'))).toEqual({
      question: '3',
      text: 'yes',
    });
    expect(await made).toBe('3');
    const copied = store.duplicate(question('1'));
    await answer('POST', '/api/questions/', question('4'));
    await answer('POST', '/api/choices/', choice('c', '4', true));
    await answer('POST', '/api/choices/', choice('d', '4'));
    expect(await copied).toBe('4');
    expect(ids()).toEqual(['1', '2', '3', '4']);
    expect(right('4')).toEqual(['c']);
  });

  it('lets one choice be right where only one can be', async () => {
    void store.choose(question('1'), choice('b', '1'), true);
    await answer('PATCH', '/api/choices/b/', choice('b', '1', true));
    await answer('PATCH', '/api/choices/a/', choice('a', '1', false));
    expect(right('1')).toEqual(['b']);
  });

  it('adds choices and takes them away', async () => {
    void store.addChoice('2', 'z');
    await answer('POST', '/api/choices/', choice('z', '2'));
    expect(store.choicesOf('2')).toHaveLength(2);
    void store.removeChoice(choice('z', '2'));
    await answer('DELETE', '/api/choices/z/', null);
    expect(store.choicesOf('2')).toHaveLength(1);
  });

  it('shows another order at once, and the old one when it is refused', async () => {
    void store.move(0, 1);
    expect(ids()).toEqual(['2', '1']);
    await refuse('POST', '/api/questions/reorder/');
    expect(ids()).toEqual(['1', '2']);
    expect(said).toHaveLength(1);
    void store.move(0, 1);
    expect(await answer('POST', '/api/questions/reorder/', {})).toEqual({
      quiz: 'q',
      order: ['2', '1'],
    });
    expect(ids()).toEqual(['2', '1']);
  });

  it('removes a question when nobody wants it back', async () => {
    undo = true;
    await store.remove(question('1'));
    expect(ids()).toEqual(['1', '2']);
    undo = false;
    const removed = store.remove(question('1'));
    expect(ids()).toEqual(['2']);
    await answer('DELETE', '/api/questions/1/', null);
    await removed;
    expect(ids()).toEqual(['2']);
  });

  it('brings back what could not be removed', async () => {
    void store.remove(question('1'));
    await refuse('DELETE', '/api/questions/1/');
    expect(ids()).toEqual(['1', '2']);
  });

  it('takes over what was saved elsewhere', () => {
    store.retell({ ...question('1'), text: 'New' });
    store.retellChoice({ ...choice('a', '1'), text: 'New' });
    expect(store.questions()?.[0]?.text).toBe('New');
    expect(store.choicesOf('1')[0]?.text).toBe('New');
  });
});
