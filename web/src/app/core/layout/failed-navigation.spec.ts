import { Component } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import {
  Router,
  provideRouter,
  withNavigationErrorHandler,
  withRouterConfig,
} from '@angular/router';
import { FailedNavigation, noteFailure } from './failed-navigation';

@Component({ template: '' })
class Page {}

describe('a page whose part of the application does not come', () => {
  const missing = new Error('Failed to fetch dynamically imported module');
  let router: Router;
  let failed: FailedNavigation;

  beforeEach(() => {
    jest.spyOn(console, 'error').mockImplementation(() => undefined);
    TestBed.configureTestingModule({
      providers: [
        provideRouter(
          [
            { path: 'here', component: Page },
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

  it('is forgotten when another one opens', async () => {
    await router.navigateByUrl('/lost');
    await router.navigateByUrl('/here');
    expect(failed.url()).toBe('');
  });
});
