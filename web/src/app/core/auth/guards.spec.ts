import { Component } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { Router, provideRouter } from '@angular/router';
import { User } from '../../api';
import { ADA, network, provideTestHttp, settle } from '../../../testing/http';
import { authGuard, visitorGuard } from './auth-guard';
import { roleGuard } from './role-guard';

@Component({ template: '' })
class Anything {}

/** Goes to an address as somebody, and says where that leads. */
async function arrive(url: string, user: User | null): Promise<string> {
  if (user) localStorage.setItem('lectern.token', 'token');
  TestBed.configureTestingModule({
    providers: [
      provideTestHttp(),
      provideRouter([
        { path: 'dashboard', canActivate: [authGuard], component: Anything },
        { path: 'users', canActivate: [roleGuard('admin')], component: Anything },
        { path: 'login', canActivate: [visitorGuard], component: Anything },
        { path: 'not-found', component: Anything },
      ]),
    ],
  });
  const router = TestBed.inject(Router);
  const arrived = router.navigateByUrl(url);
  await settle();
  for (const request of network().match('/api/auth/user/')) request.flush(user);
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

  it('show a page of another role as not found, at its address', async () => {
    expect(await arrive('/users', ADA)).toContain('/not-found');
  });

  it('let an admin in', async () => {
    expect(await arrive('/users', { ...ADA, is_staff: true })).toBe('/users');
  });

  it('send a visitor to the login before they ask for a role', async () => {
    expect(await arrive('/users', null)).toBe('/login?next=%2Fusers');
  });
});
