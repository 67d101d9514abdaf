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
  network().expectOne('/api/progress/').error(NO_ANSWER);
  expect(await sent).toBe(false);
  return parcel;
}

describe('Outbox', () => {
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
