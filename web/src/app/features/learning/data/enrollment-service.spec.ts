import { TestBed } from '@angular/core/testing';
import { Enrollment } from '../../../api';
import { ADA, network, provideTestHttp, settle } from '../../../../testing/http';
import { EnrollmentService } from './enrollment-service';

const LIST = `/api/enrollments/?student=${ADA.id}&expand=course&page_size=100`;
const place = (id: string, completed: string[] = []) =>
  ({
    id,
    course: `course-${id}`,
    status: 'active',
    completed_lessons: completed,
    progress: { completed: completed.length, total: 2, percent: 50 * completed.length },
  }) as unknown as Enrollment;

async function begin(): Promise<EnrollmentService> {
  localStorage.setItem('lectern.token', 'token');
  TestBed.configureTestingModule({ providers: provideTestHttp() });
  const service = TestBed.inject(EnrollmentService);
  await settle();
  network().expectOne('/api/auth/user/').flush(ADA);
  await settle();
  return service;
}

async function answer(results: Enrollment[], url = LIST, next: string | null = null) {
  await settle();
  network().expectOne(url).flush({ next, previous: null, count: results.length, results });
  await settle();
}

const ids = (service: EnrollmentService) => service.all().map(({ id }) => id);

describe('EnrollmentService', () => {
  it('has the places of every page', async () => {
    const service = await begin();
    expect(service.loading()).toBe(true);
    await answer([place('a')], LIST, 'http://inside:8000/api/enrollments/?cursor=2');
    await answer([place('b')], '/api/enrollments/?cursor=2');
    expect(ids(service)).toEqual(['a', 'b']);
    expect(service.on('course-b')?.id).toBe('b');
    expect(service.on('course-c')).toBeUndefined();
    expect(service.loading()).toBe(false);
  });

  it('says why it could not be read, and can be asked again', async () => {
    const service = await begin();
    network().expectOne(LIST).flush({ code: 'unavailable' }, { status: 503, statusText: 'x' });
    await settle();
    expect(service.problem()?.code).toBe('unavailable');
    service.reload();
    await answer([place('a')]);
    expect(service.problem()).toBeNull();
    expect(ids(service)).toEqual(['a']);
  });

  it('asks for a new place under a key of its own', async () => {
    const service = await begin();
    await answer([place('a')]);
    const enrolled = service.enroll('course-b');
    const { request } = network().expectOne({ method: 'POST', url: '/api/enrollments/' });
    expect(request.body).toEqual({ course: 'course-b' });
    expect(request.headers.get('Idempotency-Key')).toMatch(/^[0-9a-f]{32}$/);
    void enrolled;
  });

  it('shows a new place before the list has been read again', async () => {
    const service = await begin();
    await answer([place('a')]);
    const enrolled = service.enroll('course-b');
    network().expectOne({ method: 'POST', url: '/api/enrollments/' }).flush(place('b'));
    await enrolled;
    expect(ids(service)).toEqual(['b', 'a']);
    await answer([place('b'), place('a')]);
    expect(ids(service)).toEqual(['b', 'a']);
  });

  it('lets a place go', async () => {
    const service = await begin();
    await answer([place('a'), place('b')]);
    const left = service.leave(place('a'));
    network().expectOne({ method: 'DELETE', url: '/api/enrollments/a/' }).flush(null);
    await left;
    expect(ids(service)).toEqual(['b']);
  });

  it('keeps it when the server refuses', async () => {
    const service = await begin();
    await answer([place('a')]);
    const left = service.leave(place('a')).catch((error: unknown) => error);
    network()
      .expectOne({ method: 'DELETE', url: '/api/enrollments/a/' })
      .flush({ code: 'forbidden' }, { status: 403, statusText: 'x' });
    expect(await left).toMatchObject({ code: 'forbidden' });
    expect(ids(service)).toEqual(['a']);
  });

  it('shows a lesson as completed in its course alone', async () => {
    const service = await begin();
    await answer([place('a'), place('b')]);
    service.mark('course-a', 'l1', true);
    expect(service.on('course-a')?.completed_lessons).toEqual(['l1']);
    expect(service.on('course-b')?.completed_lessons).toEqual([]);
  });
});
