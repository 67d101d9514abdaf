import { TestBed } from '@angular/core/testing';
import { ADA, network, provideTestHttp, settle } from '../../../../testing/http';
import { EnrollmentService } from './enrollment-service';
import { ProgressService } from './progress-service';

const PLACE = {
  id: 'e',
  student: ADA.id,
  course: { id: 'k', title: 'Knots' },
  status: 'active',
  completed_lessons: [],
  last_lesson: null,
  progress: { completed: 0, total: 4, percent: 0 },
};
const LIST = (url: string) => url.startsWith('/api/enrollments/');

async function begin() {
  localStorage.setItem('lectern.token', 'token');
  TestBed.configureTestingModule({ providers: provideTestHttp() });
  const enrollments = TestBed.inject(EnrollmentService);
  await settle();
  network().expectOne('/api/auth/user/').flush(ADA);
  await settle();
  answerList();
  await settle();
  return { enrollments, progress: TestBed.inject(ProgressService) };
}

function answerList() {
  network()
    .expectOne(({ url }) => LIST(url))
    .flush({ next: null, previous: null, count: 1, results: [PLACE] });
}

describe('ProgressService', () => {
  it('shows a completed lesson before the server has answered', async () => {
    const { enrollments, progress } = await begin();
    const done = progress.complete('k', 'l1', true);
    expect(enrollments.on('k')?.progress.percent).toBe(25);
    await settle();
    network().expectOne('/api/progress/').flush({});
    await done;
    expect(enrollments.on('k')?.completed_lessons).toEqual(['l1']);
  });

  it('shows what the server knows when it refuses', async () => {
    const { enrollments, progress } = await begin();
    const done = progress.complete('k', 'l1', true).catch((error: unknown) => error);
    await settle();
    network()
      .expectOne('/api/progress/')
      .flush({ code: 'quiz-required' }, { status: 409, statusText: 'Conflict' });
    expect(await done).toMatchObject({ code: 'quiz-required' });
    await settle();
    answerList();
    await settle();
    expect(enrollments.on('k')?.completed_lessons).toEqual([]);
  });

  it('keeps quiet when the visit of a lesson cannot be told', async () => {
    const { progress } = await begin();
    const visit = progress.visit('k', 'l2', false);
    network().expectOne('/api/progress/opened/').error(new ProgressEvent('error'));
    await expect(visit).resolves.toBeUndefined();
  });
});
