import { HttpHeaders } from '@angular/common/http';
import { TestBed } from '@angular/core/testing';
import { network, provideTestHttp, tokenOf } from '../../../../testing/http';
import { provideTestLanguage, speak } from '../../../../testing/language';
import { DocumentStore } from './document-store';

interface Note {
  title: string;
  content: string;
}

const URL = '/api/lessons/1/';
const note = (title: string, content: string): Note => ({ title, content });
const tag = (etag: string) => ({ headers: new HttpHeaders({ ETag: `"${etag}"` }) });

describe('DocumentStore', () => {
  let store: DocumentStore<Note>;

  beforeEach(() => {
    jest.useFakeTimers();
    localStorage.setItem('lectern.token', tokenOf('ada'));
    TestBed.configureTestingModule({ providers: [provideTestHttp(), provideTestLanguage()] });
    store = TestBed.runInInjectionContext(() => new DocumentStore<Note>());
  });

  afterEach(() => jest.useRealTimers());

  const turn = () => jest.advanceTimersByTimeAsync(0);

  async function open(value: Note, etag = 'a'): Promise<void> {
    const opened = store.open(URL);
    network().expectOne(URL).flush(value, tag(etag));
    await opened;
  }

  async function due() {
    await jest.advanceTimersByTimeAsync(1_000);
    return network().expectOne({ method: 'PATCH', url: URL });
  }

  it('saves what changed, once, a moment after the last change', async () => {
    await open(note('A', 'x'));
    store.change({ content: 'xy' });
    store.change({ content: 'xyz' });
    expect(store.state()).toBe('saving');
    const sent = await due();
    expect(sent.request.body).toEqual({ content: 'xyz' });
    expect(sent.request.headers.get('If-Match')).toBe('"a"');
    sent.flush(note('A', 'xyz'), tag('b'));
    await turn();
    expect(store.state()).toBe('saved');
    store.change({ title: 'B' });
    expect((await due()).request.headers.get('If-Match')).toBe('"b"');
  });

  it('takes over what somebody else changed elsewhere in it', async () => {
    await open(note('A', 'x'));
    store.change({ content: 'mine' });
    (await due()).flush({ code: 'precondition-failed' }, { status: 412, statusText: 'x' });
    await turn();
    network().expectOne(URL).flush(note('Theirs', 'x'), tag('c'));
    const again = await due();
    expect(again.request.headers.get('If-Match')).toBe('"c"');
    again.flush(note('Theirs', 'mine'), tag('d'));
    await turn();
    expect(store.value()).toEqual(note('Theirs', 'mine'));
    expect(store.state()).toBe('saved');
  });

  async function clash(): Promise<void> {
    await open(note('A', 'x'));
    store.change({ content: 'mine' });
    (await due()).flush({ code: 'precondition-failed' }, { status: 412, statusText: 'x' });
    await turn();
    network().expectOne(URL).flush(note('A', 'theirs'), tag('c'));
    await turn();
  }

  it('asks when both changed the same, and sends nothing until it is decided', async () => {
    await clash();
    expect(store.state()).toBe('conflict');
    expect(store.conflict()?.content).toBe('theirs');
    expect(store.value()?.content).toBe('mine');
    store.change({ content: 'mine too' });
    await jest.advanceTimersByTimeAsync(5_000);
    network().expectNone({ method: 'PATCH' });
    void store.keepMine();
    await turn();
    const sent = network().expectOne({ method: 'PATCH', url: URL });
    expect(sent.request.headers.get('If-Match')).toBe('"c"');
    expect(sent.request.body).toEqual({ content: 'mine too' });
  });

  it('lets the other text stand', async () => {
    await clash();
    store.takeTheirs();
    expect(store.value()?.content).toBe('theirs');
    expect(store.state()).toBe('saved');
    expect(Object.keys(localStorage)).toEqual(['lectern.token']);
  });

  it('keeps what is unsaved in the browser, and goes on with it', async () => {
    await open(note('A', 'x'));
    store.change({ content: 'not sent' });
    store = TestBed.runInInjectionContext(() => new DocumentStore<Note>());
    await open(note('A', 'x'));
    expect(store.value()?.content).toBe('not sent');
  });

  it('keeps nothing of it for somebody else', async () => {
    await open(note('A', 'x'));
    store.change({ content: 'not sent' });
    localStorage.setItem('lectern.token', tokenOf('grace'));
    dispatchEvent(new StorageEvent('storage', { key: 'lectern.token' }));
    store = TestBed.runInInjectionContext(() => new DocumentStore<Note>());
    await open(note('A', 'x'));
    expect(store.value()?.content).toBe('x');
  });

  it('says of an old draft that the text has changed meanwhile', async () => {
    await open(note('A', 'x'));
    store.change({ content: 'not sent' });
    store = TestBed.runInInjectionContext(() => new DocumentStore<Note>());
    await open(note('A', 'changed'));
    expect(store.state()).toBe('conflict');
  });

  it('waits for the network and tries again', async () => {
    await open(note('A', 'x'));
    store.change({ title: 'B' });
    (await due()).error(new ProgressEvent('error'));
    await turn();
    expect(store.state()).toBe('waiting');
    await jest.advanceTimersByTimeAsync(2_000);
    network().expectOne({ method: 'PATCH', url: URL }).flush(note('B', 'x'), tag('b'));
    await turn();
    expect(store.state()).toBe('saved');
  });

  it('sends each change once, however many want it sent', async () => {
    await open(note('A', 'x'));
    store.change({ title: 'B' });
    void store.flush();
    void store.flush();
    void store.flush();
    await turn();
    network().expectOne({ method: 'PATCH', url: URL }).flush(note('B', 'x'), tag('b'));
    await turn();
    network().expectNone({ method: 'PATCH', url: URL });
  });

  it('tells the server of a change that is taken back while it is on its way', async () => {
    await open(note('A', 'x'));
    store.change({ title: 'B' });
    const sent = await due();
    store.change({ title: 'A' });
    sent.flush(note('B', 'x'), tag('b'));
    await turn();
    expect(store.value()?.title).toBe('A');
    expect((await due()).request.body).toEqual({ title: 'A' });
  });

  it('lets go when it is closed: what was not taken waits in the browser', async () => {
    await open(note('A', 'x'));
    store.change({ title: 'B' });
    const sent = await due();
    const controller = network();
    TestBed.resetTestingModule();
    sent.flush('', { status: 503, statusText: 'Service Unavailable' });
    await jest.advanceTimersByTimeAsync(60_000);
    controller.expectNone({ method: 'PATCH', url: URL });
    expect(jest.getTimerCount()).toBe(0);
  });

  it('says what is wrong beside the field', async () => {
    await speak();
    await open(note('A', 'x'));
    store.change({ title: '' });
    const errors = [{ pointer: '/title', detail: 'This field may not be blank.', code: 'blank' }];
    (await due()).flush({ code: 'invalid', errors }, { status: 400, statusText: 'x' });
    await turn();
    expect(store.state()).toBe('refused');
    expect(store.errorOf('title')).toBe('Please fill this in.');
    store.change({ title: 'A' });
    expect(store.state()).toBe('saved');
  });

  it('takes what the server has made of it', async () => {
    await open(note('A', 'x'));
    store.change({ title: ' B ' });
    (await due()).flush(note('B', 'x'), tag('b'));
    await turn();
    expect(store.value()?.title).toBe('B');
    expect(store.unsaved()).toBe(false);
  });
});
