import { Component } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import {
  Router,
  provideRouter,
  withNavigationErrorHandler,
  withRouterConfig,
} from '@angular/router';
import { Problem } from '../http/problem';
import { FailedNavigation, noteFailure } from './failed-navigation';

@Component({ template: '' })
class Page {}

describe('a page that does not open', () => {
  const missing = new Error('Failed to fetch dynamically imported module');
  const busy = new Problem(429, 'too-many-requests', '', '', [], 60);
  let router: Router;
  let failed: FailedNavigation;

  beforeEach(() => {
    jest.spyOn(console, 'error').mockImplementation(() => undefined);
    TestBed.configureTestingModule({
      providers: [
        provideRouter(
          [
            { path: 'here', component: Page },
            { path: 'closed', component: Page, canActivate: [() => Promise.reject(busy)] },
            { path: 'lost', loadComponent: () => Promise.reject(missing) },
          ],
          withNavigationErrorHandler(noteFailure),
          withRouterConfig({ resolveNavigationPromiseOnError: true }),
        ),
      ],
    });
    router = TestBed.inject(Router);
    failed = TestBed.inject(FailedNavigation);
  });

  afterEach(() => jest.restoreAllMocks());

  it('is named, and what went wrong is in the log of the browser', async () => {
    await router.navigateByUrl('/lost?page=2');
    expect(failed.url()).toBe('/lost?page=2');
    expect(console.error).toHaveBeenCalledWith(missing);
  });

  it('carries what the server answered, if it was the server that closed it', async () => {
    await router.navigateByUrl('/closed');
    expect(failed.url()).toBe('/closed');
    expect(failed.problem()).toBe(busy);
    await router.navigateByUrl('/lost');
    expect(failed.problem()).toBeNull();
    await router.navigateByUrl('/closed');
    await router.navigateByUrl('/here');
    expect(failed.problem()).toBeNull();
  });

  it('is forgotten when another one opens', async () => {
    await router.navigateByUrl('/lost');
    await router.navigateByUrl('/here');
    expect(failed.url()).toBe('');
  });
});
