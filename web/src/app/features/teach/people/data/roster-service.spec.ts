import { TestBed } from '@angular/core/testing';
import { network, provideTestHttp, settle } from '../../../../../testing/http';
import { RosterService } from './roster-service';

function begin(): RosterService {
  TestBed.configureTestingModule({ providers: provideTestHttp() });
  return TestBed.inject(RosterService);
}

const PENDING = '/api/courses/c/learners/?status=pending&page_size=100';
const page = (ids: string[], next: string | null = null) => ({
  next,
  previous: null,
  count: ids.length,
  results: ids.map((id) => ({ id })),
});

describe('RosterService', () => {
  it('lets all pending places begin, those of later pages too, one after the other', async () => {
    const done = begin().activateAll('c');
    network()
      .expectOne(PENDING)
      .flush(page(['a'], 'http://inside/api/courses/c/learners/?cursor=2'));
    await settle();
    network()
      .expectOne('/api/courses/c/learners/?cursor=2')
      .flush(page(['b']));
    await settle();
    network().expectNone('/api/enrollments/b/activate/');
    network().expectOne('/api/enrollments/a/activate/').flush({});
    await settle();
    network().expectOne('/api/enrollments/b/activate/').flush({});
    expect(await done).toBe(2);
  });

  it('stops where one is refused', async () => {
    const done = begin()
      .activateAll('c')
      .catch((error: unknown) => error);
    network()
      .expectOne(PENDING)
      .flush(page(['a', 'b']));
    await settle();
    network()
      .expectOne('/api/enrollments/a/activate/')
      .flush({ code: 'conflict' }, { status: 409, statusText: 'x' });
    expect(await done).toMatchObject({ code: 'conflict' });
    network().expectNone('/api/enrollments/b/activate/');
  });

  it('sends names as they were typed', async () => {
    const job = begin().enroll('c', { names: ['ada', 'grace'] }, true);
    const asked = network().expectOne('/api/enrollments/bulk/');
    expect(asked.request.body).toEqual({ course: 'c', people: ['ada', 'grace'], dry_run: true });
    asked.flush({ job: 'j' });
    expect(await job).toBe('j');
  });

  it('sends a list as a file', async () => {
    const file = new File(['ada'], 'people.csv');
    const job = begin().enroll('c', { file }, false);
    const asked = network().expectOne('/api/enrollments/bulk/');
    const form = asked.request.body as FormData;
    expect([form.get('file'), form.get('course'), form.get('dry_run')]).toEqual([
      file,
      'c',
      'false',
    ]);
    asked.flush({ job: 'j' });
    expect(await job).toBe('j');
  });

  it('asks for nothing before it knows the course, and for a learner with who they are', async () => {
    const roster = begin();
    let course = '';
    const read = TestBed.runInInjectionContext(() => [
      roster.learners(
        () => course,
        () => ({}),
      ),
      roster.place(
        () => course,
        () => 's',
      ),
      roster.progress(
        () => course,
        () => 's',
      ),
      roster.submissions(
        () => course,
        () => 's',
      ),
      roster.outline(() => course),
      roster.quizzes(() => course),
      roster.submission(() => undefined),
      roster.paper(() => undefined),
    ]);
    await settle();
    expect(network().match(() => true)).toEqual([]);
    expect(read).toHaveLength(8);
    course = 'c';
    TestBed.runInInjectionContext(() =>
      roster.place(
        () => course,
        () => 's',
      ),
    );
    await settle();
    const url = '/api/enrollments/?course=c&student=s&expand=student';
    network()
      .expectOne(url)
      .flush(page(['e']));
  });
});
