import { TestBed } from '@angular/core/testing';
import { Course } from '../../../api';
import { AuthService } from '../../../core/auth/auth-service';
import { ADA, network, provideTestHttp, settle } from '../../../../testing/http';
import { CourseStore } from './course-store';

describe('CourseStore', () => {
  let store: CourseStore;
  let admin = false;

  beforeEach(async () => {
    admin = false;
    const auth = { has: () => admin, user: () => ADA };
    TestBed.configureTestingModule({
      providers: [provideTestHttp(), CourseStore, { provide: AuthService, useValue: auth }],
    });
    store = TestBed.inject(CourseStore);
    store.open('1');
    await settle();
  });

  const asked = () => network().expectOne('/api/courses/1/');

  async function answer(course: Partial<Course>): Promise<void> {
    asked().flush(course);
    await settle();
  }

  it('is for who teaches the course', async () => {
    await answer({ id: '1', title: 'Knots', instructor: ADA.id });
    expect(store.own()).toBe(true);
    store.set({ ...(store.course() as Course), title: 'Splices' });
    expect(store.course()?.title).toBe('Splices');
  });

  it('is not for another teacher, but for an admin', async () => {
    await answer({ id: '1', instructor: 'somebody' });
    expect(store.own()).toBe(false);
    admin = true;
    store.reload();
    await settle();
    await answer({ id: '1', instructor: 'somebody else' });
    expect(store.own()).toBe(true);
  });

  it('says why there is none', async () => {
    asked().flush({ code: 'not-found' }, { status: 404, statusText: 'x' });
    await settle();
    expect(store.course()).toBeNull();
    expect(store.problem()?.code).toBe('not-found');
  });
});
