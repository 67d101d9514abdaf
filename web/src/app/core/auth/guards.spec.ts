import { Component } from '@angular/core';
import { TestRequest } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import {
  Router,
  provideRouter,
  withNavigationErrorHandler,
  withRouterConfig,
} from '@angular/router';
import { User } from '../../api';
import { ADA, network, provideTestHttp, settle } from '../../../testing/http';
import { FailedNavigation, noteFailure } from '../layout/failed-navigation';
import { authGuard, visitorGuard } from './auth-guard';
import { roleGuard } from './role-guard';

@Component({ template: '' })
class Anything {}

/** Goes to an address as somebody, and says where that leads. */
async function arrive(url: string, user: User | null): Promise<string> {
  return go(url, !!user, (request) => request.flush(user));
}

async function go(
  url: string,
  withToken: boolean,
  answer: (request: TestRequest) => void,
): Promise<string> {
  if (withToken) localStorage.setItem('lectern.token', 'token');
  TestBed.configureTestingModule({
    providers: [
      provideTestHttp(),
      provideRouter(
        [
          { path: 'dashboard', canActivate: [authGuard], component: Anything },
          { path: 'users', canActivate: [roleGuard('admin')], component: Anything },
          { path: 'login', canActivate: [visitorGuard], component: Anything },
          { path: 'forbidden', component: Anything },
        ],
        withNavigationErrorHandler(noteFailure),
        withRouterConfig({ resolveNavigationPromiseOnError: true }),
      ),
    ],
  });
  const router = TestBed.inject(Router);
  const arrived = router.navigateByUrl(url);
  await settle();
  for (const request of network().match('/api/auth/user/')) answer(request);
  await arrived;
  const shown = router.lastSuccessfulNavigation()?.finalUrl?.toString() ?? '';
  return router.url === shown ? shown : `${shown} at ${router.url}`;
}

describe('the guards', () => {
  it('let a signed-in person in', async () => {
    expect(await arrive('/dashboard', ADA)).toBe('/dashboard');
  });

  it('send a visitor to the login, and back afterwards', async () => {
    expect(await arrive('/dashboard', null)).toBe('/login?next=%2Fdashboard');
  });

  it('send somebody who is signed in from the login to their dashboard', async () => {
    expect(await arrive('/login', ADA)).toBe('/dashboard');
  });

  it('say of a page of another role that it is not theirs, at its address', async () => {
    expect(await arrive('/users', ADA)).toContain('/forbidden');
  });

  describe('when the server cannot say who is here', () => {
    const broken = (request: TestRequest) => request.flush({}, { status: 500, statusText: 'x' });

    beforeEach(() => jest.spyOn(console, 'error').mockImplementation(() => undefined));
    afterEach(() => jest.restoreAllMocks());

    it.each(['/dashboard', '/users'])('send nobody from %p to the login', async (url) => {
      expect(await go(url, true, broken)).not.toContain('/login');
      const failed = TestBed.inject(FailedNavigation);
      expect(failed.url()).toBe(url);
      expect(failed.problem()?.status).toBe(500);
    });

    it('let people sign in anew', async () => {
      expect(await go('/login', true, broken)).toBe('/login');
    });
  });

  it('let an admin in', async () => {
    expect(await arrive('/users', { ...ADA, is_staff: true })).toBe('/users');
  });

  it('send a visitor to the login before they ask for a role', async () => {
    expect(await arrive('/users', null)).toBe('/login?next=%2Fusers');
  });
});
