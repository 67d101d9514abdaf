import { provideHttpClient, withInterceptors } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { EnvironmentProviders, Provider } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { User } from '../app/api';
import { authInterceptor } from '../app/core/auth/auth-interceptor';
import { errorInterceptor } from '../app/core/http/error-interceptor';
import { loadingInterceptor } from '../app/core/http/loading-interceptor';

/** The client with the application's own interceptors, its network in the test's hands. */
export function provideTestHttp(): (Provider | EnvironmentProviders)[] {
  return [
    provideHttpClient(withInterceptors([errorInterceptor, loadingInterceptor, authInterceptor])),
    provideHttpClientTesting(),
  ];
}

export const network = () => TestBed.inject(HttpTestingController);

/** Lets promises and effects that are due run. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 5; turn += 1) {
    TestBed.tick();
    await new Promise((resolve) => setTimeout(resolve));
  }
}

/** A token that says whose it is; nothing in it is secret, and nothing of it is checked here. */
export const tokenOf = (profile: string) => `x.${btoa(JSON.stringify({ profile }))}.x`;

export const ADA: User = {
  id: '000000000000000000000001',
  username: 'ada',
  email: 'ada@example.org',
  email_verified: true,
  mfa: false,
  first_name: 'Ada',
  last_name: '',
  bio: '',
  language: 'en',
  profile_picture: '',
  is_student: true,
  is_instructor: false,
  instructor_requested: false,
  is_staff: false,
  created_at: '2026-01-01T00:00:00Z',
};
