import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { network, provideTestHttp, settle } from '../../../testing/http';
import { Paged, pagedResource, sameOrigin } from './paged';

const page = (results: number[], next: string | null = null) => ({
  results,
  next,
  previous: null,
  count: 5,
});

describe('pagedResource', () => {
  const level = signal<string | null>('beginner');
  let list: Paged<number>;

  beforeEach(async () => {
    level.set('beginner');
    TestBed.configureTestingModule({ providers: provideTestHttp() });
    list = TestBed.runInInjectionContext(() =>
      pagedResource<number>(() => {
        const only = level();
        return only ? { url: '/api/n/', params: { level: only } } : undefined;
      }),
    );
    await settle();
    const next = 'https://inner.example/api/n/?level=beginner&cursor=abc';
    network()
      .expectOne('/api/n/?level=beginner')
      .flush(page([1, 2], next));
    await settle();
  });

  it('shows the first page and how many there are', () => {
    expect(list.items()).toEqual([1, 2]);
    expect(list.count()).toBe(5);
    expect(list.hasMore()).toBe(true);
  });

  it('appends the next page, from the host it is itself served by', async () => {
    const more = list.more();
    network()
      .expectOne('/api/n/?level=beginner&cursor=abc')
      .flush(page([3]));
    await more;
    expect(list.items()).toEqual([1, 2, 3]);
    expect(list.hasMore()).toBe(false);
  });

  it('forgets all when there is nothing to ask for', async () => {
    level.set(null);
    await settle();
    expect(list.items()).toEqual([]);
    expect(list.hasMore()).toBe(false);
  });

  it('drops a page that arrives after the filter changed', async () => {
    const more = list.more();
    const late = network().expectOne('/api/n/?level=beginner&cursor=abc');
    level.set('advanced');
    await settle();
    network()
      .expectOne('/api/n/?level=advanced')
      .flush(page([9]));
    await settle();
    late.flush(page([3]));
    await more;
    expect(list.items()).toEqual([9]);
  });

  it('keeps what it has when the next page fails, and says so', async () => {
    const more = list.more();
    network().expectOne('/api/n/?level=beginner&cursor=abc').error(new ProgressEvent('error'));
    await more;
    expect(list.items()).toEqual([1, 2]);
    expect(list.problem()?.code).toBe('network');
    expect(list.hasMore()).toBe(true);
  });

  it('keeps only path and query of a link', () => {
    expect(sameOrigin('http://10.0.0.1:8000/api/x/?cursor=%2B')).toBe('/api/x/?cursor=%2B');
  });
});
