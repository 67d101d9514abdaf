import { HttpClient } from '@angular/common/http';
import { TestBed } from '@angular/core/testing';
import { Router } from '@angular/router';
import { firstValueFrom } from 'rxjs';
import { network, provideTestHttp, settle } from '../../../testing/http';
import { Problem } from '../http/problem';
import { AuthService } from './auth-service';

const UNAUTHORIZED = { status: 401, statusText: 'Unauthorized' };

function get(url: string): Promise<unknown> {
  return firstValueFrom(TestBed.inject(HttpClient).get(url)).catch((error: unknown) => error);
}

function bearer(url: string): string | null {
  return network().match(url).at(-1)?.request.headers.get('Authorization') ?? null;
}

describe('authInterceptor', () => {
  beforeEach(() => {
    localStorage.setItem('lectern.token', 'old');
    TestBed.configureTestingModule({ providers: provideTestHttp() });
  });

  it('adds the token to calls of the API and to nothing else', () => {
    void get('/api/courses/');
    void get('/elsewhere');
    expect(bearer('/api/courses/')).toBe('Bearer old');
    expect(bearer('/elsewhere')).toBeNull();
  });

  it('refreshes once at a 401 and repeats the call with the new token', async () => {
    const answer = get('/api/courses/');
    network().expectOne('/api/courses/').flush({}, UNAUTHORIZED);
    await settle();
    const refresh = network().expectOne('/api/auth/token/refresh/');
    expect(refresh.request.headers.has('Authorization')).toBe(false);
    refresh.flush({ access: 'new' });
    await settle();
    const again = network().expectOne('/api/courses/');
    expect(again.request.headers.get('Authorization')).toBe('Bearer new');
    again.flush({ count: 3 });
    expect(await answer).toEqual({ count: 3 });
  });

  it('goes on as a visitor when the session is over and the page is public', async () => {
    const answer = get('/api/courses/');
    network().expectOne('/api/courses/').flush({}, UNAUTHORIZED);
    await settle();
    network().expectOne('/api/auth/token/refresh/').flush({}, UNAUTHORIZED);
    await settle();
    const again = network().expectOne('/api/courses/');
    expect(again.request.headers.has('Authorization')).toBe(false);
    again.flush({ count: 3 });
    expect(await answer).toEqual({ count: 3 });
  });

  it('leads to the login when a visitor may not read it', async () => {
    const navigate = jest.spyOn(TestBed.inject(Router), 'navigate').mockResolvedValue(true);
    const answer = get('/api/dashboard/');
    network().expectOne('/api/dashboard/').flush({}, UNAUTHORIZED);
    await settle();
    network().expectOne('/api/auth/token/refresh/').flush({}, UNAUTHORIZED);
    await settle();
    network().expectOne('/api/dashboard/').flush({ code: 'unauthenticated' }, UNAUTHORIZED);
    expect(await answer).toMatchObject({ status: 401, code: 'unauthenticated' });
    expect(navigate).toHaveBeenCalledWith(['/login'], { queryParams: { next: '/' } });
  });

  it('leaves people where they are when it only asked who they are', async () => {
    const navigate = jest.spyOn(TestBed.inject(Router), 'navigate').mockResolvedValue(true);
    const ready = TestBed.inject(AuthService).ready();
    network().expectOne('/api/auth/user/').flush({}, UNAUTHORIZED);
    await settle();
    network().expectOne('/api/auth/token/refresh/').flush({}, UNAUTHORIZED);
    await settle();
    network().expectOne('/api/auth/user/').flush({ code: 'unauthenticated' }, UNAUTHORIZED);
    expect(await ready).toBeNull();
    expect(navigate).not.toHaveBeenCalled();
  });

  it('lets every other error through as a problem', async () => {
    const answer = get('/api/courses/');
    network()
      .expectOne('/api/courses/')
      .flush({ code: 'forbidden' }, { status: 403, statusText: 'Forbidden' });
    expect(await answer).toBeInstanceOf(Problem);
  });
});
