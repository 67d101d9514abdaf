import { TestBed } from '@angular/core/testing';
import { Router, provideRouter, withComponentInputBinding } from '@angular/router';
import { RouterTestingHarness } from '@angular/router/testing';
import { network, provideTestHttp, settle } from '../../../../testing/http';
import { provideTestLanguage, speak } from '../../../../testing/language';
import { widen } from '../../../../testing/window';
import { CourseList } from './course-list';

const CATEGORY = '0123456789abcdef01234567';
const COURSE = {
  id: 'c1',
  title: 'Knots',
  instructor: { id: 'i', username: 'mara', name: 'Mara' },
  category: { id: CATEGORY, name: 'Craft' },
  image: '',
  price: '0.00',
  currency: 'USD',
  level: 'beginner',
  lesson_count: 3,
  enrollment_count: 0,
  minutes: 30,
};

async function open(url: string): Promise<HTMLElement> {
  TestBed.configureTestingModule({
    providers: [
      provideTestHttp(),
      provideTestLanguage(),
      provideRouter([{ path: 'courses', component: CourseList }], withComponentInputBinding()),
    ],
  });
  await speak();
  const harness = await RouterTestingHarness.create(url);
  await settle();
  return harness.routeNativeElement as HTMLElement;
}

async function answer(results: object[]): Promise<URLSearchParams> {
  const [request] = network().match(({ url }) => url === '/api/courses/');
  request?.flush({ next: null, previous: null, count: results.length, results });
  await settle();
  return new URLSearchParams(request?.request.params.toString());
}

describe('CourseList', () => {
  afterEach(() => jest.restoreAllMocks());

  it('shows skeletons, then the courses', async () => {
    const page = await open('/courses');
    expect(page.querySelectorAll('lec-course-card-skeleton').length).toBeGreaterThan(0);
    await answer([COURSE]);
    expect(page.querySelector('lec-course-card-skeleton')).toBeNull();
    const card = page.querySelector('lec-course-card')?.textContent ?? '';
    for (const fact of ['Knots', 'Mara', 'Craft', '3 lessons', '30 min', 'Free']) {
      expect(card).toContain(fact);
    }
  });

  it('asks for what stands in the address', async () => {
    await open(`/courses?search=rope&category=${CATEGORY}&level=beginner&ordering=title`);
    const asked = await answer([]);
    expect(Object.fromEntries(asked)).toMatchObject({
      search: 'rope',
      category: CATEGORY,
      level: 'beginner',
      ordering: 'title',
    });
  });

  it('puts a chosen level into the address, from the filters that a wide window has', async () => {
    widen();
    const page = await open('/courses?search=rope');
    await answer([COURSE]);
    page.querySelector<HTMLInputElement>('input[type=radio][value=advanced]')?.click();
    await settle();
    expect(TestBed.inject(Router).url).toBe('/courses?search=rope&level=advanced');
  });

  it('offers one way out when nothing matches', async () => {
    const page = await open('/courses?search=nothing');
    await answer([]);
    const empty = page.querySelector('lec-empty-state');
    expect(empty?.textContent).toContain('No course matches');
    empty?.querySelector('button')?.click();
    await settle();
    expect(TestBed.inject(Router).url).toBe('/courses');
  });

  it('says what went wrong and tries again', async () => {
    const page = await open('/courses');
    network()
      .expectOne(({ url }) => url === '/api/courses/')
      .error(new ProgressEvent('error'));
    await settle();
    const alert = page.querySelector('[role=alert]');
    expect(alert?.textContent).toContain('cannot be reached');
    alert?.querySelector('button')?.click();
    await settle();
    await answer([COURSE]);
    expect(page.querySelector('lec-course-card')).not.toBeNull();
    expect(page.querySelector('[role=alert]')).toBeNull();
  });
});
