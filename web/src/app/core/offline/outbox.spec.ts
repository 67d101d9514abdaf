import { TestBed } from '@angular/core/testing';
import { network, provideTestHttp, settle, tokenOf } from '../../../testing/http';
import { Outbox } from './outbox';

const NO_ANSWER = new ProgressEvent('error');

async function begin(person = 'ada'): Promise<Outbox> {
  localStorage.setItem('lectern.token', tokenOf(person));
  TestBed.configureTestingModule({ providers: provideTestHttp() });
  const outbox = TestBed.inject(Outbox);
  await settle();
  return outbox;
}

/** The parcel that waits after a try that nobody answered. */
async function waiting(outbox: Outbox, completed: boolean) {
  const parcel = Outbox.parcel('course/lesson', '/api/progress/', { completed });
  const sent = outbox.deliver(parcel);
  await settle();
  network().expectOne('/api/progress/').error(NO_ANSWER);
  expect(await sent).toBe(false);
  return parcel;
}

describe('Outbox', () => {
  afterEach(() => jest.useRealTimers());

  it('keeps what nobody answered, and sends it again under its first key, once', async () => {
    const outbox = await begin();
    const { key } = await waiting(outbox, true);
    expect(outbox.parcels()).toHaveLength(1);
    const sent = outbox.send();
    void outbox.send(); // as when the network comes back while it is being sent
    await settle();
    const { request } = network().expectOne('/api/progress/');
    expect(request.headers.get('Idempotency-Key')).toBe(key);
    expect(outbox.parcels()).toHaveLength(1); // until it is answered
    void sent;
  });

  it('is empty when the server has answered, and sends nothing a second time', async () => {
    const outbox = await begin();
    await waiting(outbox, true);
    const sent = outbox.send();
    await settle();
    network().expectOne('/api/progress/').flush({});
    await sent;
    expect(outbox.parcels()).toEqual([]);
    await outbox.send();
    network().expectNone('/api/progress/');
  });

  it('says only the last of what was said about one thing', async () => {
    const outbox = await begin();
    await waiting(outbox, true);
    await waiting(outbox, false);
    expect(outbox.parcels().map(({ body }) => body['completed'])).toEqual([false]);
  });

  it('gives up what the server refuses, and says so', async () => {
    const outbox = await begin();
    await waiting(outbox, true);
    const refused: (string | undefined)[] = [];
    outbox.deliveries.subscribe(({ problem }) => refused.push(problem?.code));
    const sent = outbox.send();
    await settle();
    network()
      .expectOne('/api/progress/')
      .flush({ code: 'quiz-required' }, { status: 409, statusText: 'Conflict' });
    await sent;
    expect(refused).toEqual(['quiz-required']);
    expect(outbox.parcels()).toEqual([]);
  });

  it('does not send what another tab has taken back meanwhile', async () => {
    const outbox = await begin();
    const first = Outbox.parcel('a', '/api/progress/', { lesson: 'a' });
    const second = Outbox.parcel('b', '/api/progress/', { lesson: 'b' });
    localStorage.setItem('lectern.outbox.ada', JSON.stringify([first, second]));
    const sent = outbox.send();
    await settle();
    const asked = network().expectOne('/api/progress/');
    expect(asked.request.body).toEqual({ lesson: 'a' });
    localStorage.setItem('lectern.outbox.ada', JSON.stringify([first])); // the other tab
    asked.flush({});
    await sent;
    network().expectNone('/api/progress/');
    expect(outbox.parcels()).toEqual([]);
  });

  it('says the last word last, though the first is still on its way', async () => {
    const outbox = await begin();
    await waiting(outbox, true);
    void outbox.send();
    await settle();
    const before = network().expectOne('/api/progress/');
    const last = outbox.deliver(
      Outbox.parcel('course/lesson', '/api/progress/', { completed: false }),
    );
    await settle();
    network().expectNone('/api/progress/');
    before.flush({});
    await settle();
    const after = network().expectOne('/api/progress/');
    expect(after.request.body).toEqual({ completed: false });
    after.flush({});
    expect(await last).toBe(true);
    expect(outbox.parcels()).toEqual([]);
  });

  it('sends what found no room in the storage as well', async () => {
    const outbox = await begin();
    const full = jest.spyOn(Storage.prototype, 'setItem').mockImplementation(() => {
      throw new DOMException('full', 'QuotaExceededError');
    });
    await waiting(outbox, true);
    expect(outbox.parcels()).toHaveLength(1);
    const sent = outbox.send();
    await settle();
    network().expectOne('/api/progress/').flush({});
    await sent;
    expect(outbox.parcels()).toEqual([]);
    full.mockRestore();
  });

  it('waits for as long as the server asks', async () => {
    const outbox = await begin();
    await waiting(outbox, true);
    jest.useFakeTimers();
    void outbox.send();
    await jest.advanceTimersByTimeAsync(0);
    network()
      .expectOne('/api/progress/')
      .flush({}, { status: 429, statusText: 'x', headers: { 'Retry-After': '60' } });
    await jest.advanceTimersByTimeAsync(59_000);
    network().expectNone('/api/progress/');
    await jest.advanceTimersByTimeAsync(2_000);
    network().expectOne('/api/progress/');
  });

  it('waits on while the server is broken', async () => {
    const outbox = await begin();
    await waiting(outbox, true);
    const sent = outbox.send();
    await settle();
    network().expectOne('/api/progress/').flush({}, { status: 500, statusText: 'Broken' });
    await sent;
    expect(outbox.parcels()).toHaveLength(1);
  });

  it('throws what is refused at once, and keeps nothing of it', async () => {
    const outbox = await begin();
    const sent = outbox.deliver(Outbox.parcel('a', '/api/progress/', {}));
    sent.catch(() => undefined);
    await settle();
    network()
      .expectOne('/api/progress/')
      .flush({ code: 'not-enrolled' }, { status: 403, statusText: 'Forbidden' });
    await expect(sent).rejects.toMatchObject({ code: 'not-enrolled' });
    expect(outbox.parcels()).toEqual([]);
  });

  it('drops what another person left', async () => {
    localStorage.setItem('lectern.outbox.grace', '[{"key":"k","about":"a","url":"/x","body":{}}]');
    const outbox = await begin('ada');
    await settle();
    expect(outbox.parcels()).toEqual([]);
    expect(localStorage.getItem('lectern.outbox.grace')).toBeNull();
  });
});
