import { Component } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { Router, provideRouter } from '@angular/router';
import { ADA, network, provideTestHttp, settle } from '../../../../testing/http';
import { resumeGuard } from './resume-guard';

@Component({ template: '' })
class Anything {}

const OUTLINE = {
  sections: [{ title: '', lessons: [{ id: 'a' }, { id: 'b' }] }],
};
const page = (results: unknown[]) => ({ next: null, previous: null, count: 0, results });

async function arrive(answer: (url: string) => object | null, signedIn = true): Promise<string> {
  localStorage.clear();
  if (signedIn) localStorage.setItem('lectern.token', 'token');
  TestBed.configureTestingModule({
    providers: [
      provideTestHttp(),
      provideRouter([
        { path: 'learn/:course', canActivate: [resumeGuard], children: [] },
        { path: '**', component: Anything },
      ]),
    ],
  });
  const router = TestBed.inject(Router);
  const arrived = router.navigateByUrl('/learn/1');
  await settle();
  for (const asked of network().match('/api/auth/user/')) asked.flush(ADA);
  await settle();
  for (const asked of network().match(() => true)) {
    const body = answer(asked.request.url);
    if (body) asked.flush(body);
    else if (!asked.cancelled) asked.flush({}, { status: 404, statusText: 'x' });
  }
  await arrived;
  return router.url;
}

describe('going on in a course', () => {
  it('leads to the first lesson that is not completed', async () => {
    const place = { completed_lessons: ['a'], last_lesson: null };
    const url = await arrive((asked) => (asked.includes('outline') ? OUTLINE : page([place])));
    expect(url).toBe('/learn/1/b');
  });

  it('leads to the course where it has no lessons, or cannot be read', async () => {
    expect(await arrive((asked) => (asked.includes('outline') ? { sections: [] } : page([])))).toBe(
      '/courses/1',
    );
    TestBed.resetTestingModule();
    expect(await arrive(() => null)).toBe('/courses/1');
  });

  it('asks a visitor to sign in, and comes back', async () => {
    expect(await arrive(() => null, false)).toBe('/login?next=%2Flearn%2F1');
  });
});
