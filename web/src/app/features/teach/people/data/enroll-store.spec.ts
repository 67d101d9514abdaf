import { TestBed } from '@angular/core/testing';
import { network, provideTestHttp, settle } from '../../../../../testing/http';
import { EnrollStore, troubleFirst } from './enroll-store';

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

describe('EnrollStore', () => {
  function begin() {
    TestBed.configureTestingModule({ providers: [provideTestHttp(), EnrollStore] });
    return TestBed.inject(EnrollStore);
  }

  it('tries the same list first that it enrols then', async () => {
    const store = begin();
    void store.check('c1', { names: ['ada', 'nobody'] });
    const tried = network().expectOne('/api/enrollments/bulk/');
    expect(tried.request.body).toEqual({ course: 'c1', people: ['ada', 'nobody'], dry_run: true });
    tried.flush({ job: 'j1' });
    await settle();
    network().expectOne('/api/jobs/j1/').flush(JOB);
    await settle();
    expect(store.step()).toBe('checked');
    expect(store.gains()).toBe(1);
    expect(store.report()[0]?.person).toBe('nobody');

    void store.enroll('c1');
    const done = network().expectOne('/api/enrollments/bulk/');
    expect(done.request.body).toEqual({ course: 'c1', people: ['ada', 'nobody'], dry_run: false });
    done.flush({ job: 'j2' });
    await settle();
    network().expectOne('/api/jobs/j2/').flush(JOB);
    await settle();
    expect(store.step()).toBe('done');
  });

  it('goes back to the list when the job fails', async () => {
    const store = begin();
    void store.check('c1', { names: ['ada'] });
    network().expectOne('/api/enrollments/bulk/').flush({ job: 'j1' });
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
    { line: 3, person: 'c', code: 'invalid' },
    { line: 2, person: 'b', code: 'already-enrolled' },
  ]);
  expect(lines.map(({ line }) => line)).toEqual([3, 4, 1, 2]);
});
