import { TestBed } from '@angular/core/testing';
import { network, provideTestHttp, settle } from '../../../testing/http';
import { ListStore, toneOf, troubleFirst } from './list-store';

const JOB = {
  id: 'j1',
  status: 'done',
  progress: { done: 2, total: 2, percent: 100 },
  report: [
    { line: 2, person: 'ada', code: 'enrolled' },
    { line: 3, person: 'nobody', code: 'unknown-person' },
  ],
  report_dropped: 0,
  result: { people: { enrolled: 1, 'unknown-person': 1 } },
  error: null,
};

describe('ListStore', () => {
  const start = jest.fn((dryRun: boolean) => Promise.resolve(dryRun ? 'j1' : 'j2'));

  function begin() {
    start.mockClear();
    TestBed.configureTestingModule({ providers: [provideTestHttp(), ListStore] });
    return TestBed.inject(ListStore);
  }

  it('does the same that it has tried first', async () => {
    const store = begin();
    void store.check(start);
    await settle();
    network().expectOne('/api/jobs/j1/').flush(JOB);
    await settle();
    expect(store.step()).toBe('checked');
    expect(store.gains()).toBe(1);
    expect(store.report()[0]?.person).toBe('nobody');

    void store.carryOut();
    expect(store.step()).toBe('working');
    await settle();
    network().expectOne('/api/jobs/j2/').flush(JOB);
    await settle();
    expect(store.step()).toBe('done');
    expect(start.mock.calls).toEqual([[true], [false]]);
  });

  it('goes back to the list when the job fails', async () => {
    const store = begin();
    void store.check(start);
    await settle();
    const error = { code: 'job-cancelled', title: 'It was given up.', detail: '' };
    network()
      .expectOne('/api/jobs/j1/')
      .flush({ ...JOB, status: 'failed', error });
    await settle();
    expect(store.step()).toBe('choose');
    expect(store.problem()?.code).toBe('job-cancelled');
  });
});

it('shows trouble first, in the order of the list', () => {
  const lines = troubleFirst([
    { line: 1, person: 'a', code: 'enrolled' },
    { line: 4, person: 'd', code: 'duplicate' },
    { line: 3, person: 'c', code: 'username-taken' },
    { line: 2, person: 'b', code: 'already-here' },
  ]);
  expect(lines.map(({ line }) => line)).toEqual([3, 4, 1, 2]);
});

it('tells what is gained from what was there and from what somebody must look at', () => {
  const codes = ['added', 'activated', 'already-enrolled', 'invalid-email'];
  expect(codes.map((code) => toneOf({ code }))).toEqual(['success', 'success', null, 'danger']);
});
