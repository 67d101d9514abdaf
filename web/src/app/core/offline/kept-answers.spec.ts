import { HttpClient, provideHttpClient, withInterceptors } from '@angular/common/http';
import { provideHttpClientTesting } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import { firstValueFrom } from 'rxjs';
import { network, settle, tokenOf } from '../../../testing/http';
import { errorInterceptor } from '../http/error-interceptor';
import { TokenStore } from '../auth/token-store';
import { Freshness } from './freshness';
import { KeptAnswers } from './kept-answers';
import { offlineInterceptor } from './offline-interceptor';

const URL = '/api/lessons/1/';

/** What jsdom lacks, in as much of it as is used here. */
class Caches {
  private readonly all = new Map<string, Map<string, string>>();

  keys = async () => [...this.all.keys()];
  delete = async (name: string) => this.all.delete(name);
  open = async (name: string) => {
    const entries = this.all.get(name) ?? new Map<string, string>();
    this.all.set(name, entries);
    return {
      match: async (url: string) => restored(entries.get(url)),
      put: async (url: string, answer: { body: string; init: object }) =>
        void entries.set(url, JSON.stringify(answer)),
      delete: async (url: string) => entries.delete(url),
    };
  };
}

class Answer {
  constructor(
    readonly body: string,
    readonly init: { headers: Record<string, string> },
  ) {}
}

function restored(text: string | undefined) {
  if (!text) return undefined;
  const { body, init } = JSON.parse(text) as Answer;
  const headers = { get: (name: string) => init.headers[name] ?? null };
  return { headers, json: async () => JSON.parse(body) as unknown };
}

function begin(person: string | null) {
  if (person) localStorage.setItem('lectern.token', tokenOf(person));
  TestBed.configureTestingModule({
    providers: [
      provideHttpClient(withInterceptors([errorInterceptor, offlineInterceptor])),
      provideHttpClientTesting(),
    ],
  });
  return TestBed.inject(KeptAnswers);
}

async function ask(how: (request: ReturnType<ReturnType<typeof network>['expectOne']>) => void) {
  const answer = firstValueFrom(TestBed.inject(HttpClient).get(URL));
  answer.catch(() => undefined);
  await settle();
  how(network().expectOne(URL));
  await settle();
  return answer;
}

describe('answers that are kept', () => {
  beforeEach(() => Object.assign(globalThis, { caches: new Caches(), Response: Answer }));
  afterEach(() => Reflect.deleteProperty(globalThis, 'caches'));

  it('are shown without a network, with their age', async () => {
    begin('ada');
    await ask((request) => request.flush({ title: 'Knots' }));
    expect(TestBed.inject(Freshness).from()).toBeNull();
    const again = await ask((request) => request.error(new ProgressEvent('error')));
    expect(again).toEqual({ title: 'Knots' });
    expect(TestBed.inject(Freshness).from()).toBeInstanceOf(Date);
  });

  it('give way to what the server says, and go when it refuses', async () => {
    const answers = begin('ada');
    await ask((request) => request.flush({ title: 'Knots' }));
    const refused = ask((request) => request.flush({}, { status: 404, statusText: 'Gone' }));
    await expect(refused).rejects.toMatchObject({ status: 404 });
    expect(await answers.find('ada', URL)).toBeNull();
  });

  it('are shown to nobody else', async () => {
    begin('ada');
    await ask((request) => request.flush({ title: 'Knots' }));
    TestBed.inject(TokenStore).set(tokenOf('grace'));
    const other = ask((request) => request.error(new ProgressEvent('error')));
    await expect(other).rejects.toMatchObject({ code: 'network' });
  });

  it('leave with their owner, also those that arrive later', async () => {
    const answers = begin('ada');
    await ask((request) => request.flush({ title: 'Knots' }));
    const late = firstValueFrom(TestBed.inject(HttpClient).get(URL));
    await settle();
    TestBed.inject(TokenStore).set(null);
    await settle();
    network().expectOne(URL).flush({ title: 'Knots' });
    await late;
    await settle();
    expect(await answers.find('ada', URL)).toBeNull();
    expect(await caches.keys()).not.toContain('lectern.answers.grace');
  });
});
