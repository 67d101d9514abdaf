import { TestBed } from '@angular/core/testing';
import { ADA, network, provideTestHttp, settle, tokenOf } from '../../../testing/http';
import { AuthService } from './auth-service';

function service(): AuthService {
  TestBed.configureTestingModule({ providers: provideTestHttp() });
  return TestBed.inject(AuthService);
}

describe('AuthService', () => {
  afterEach(() => {
    jest.restoreAllMocks();
    network().verify();
  });

  it('knows at once that somebody without a token is a visitor', async () => {
    const auth = service();
    expect(auth.user()).toBeNull();
    expect(await auth.ready()).toBeNull();
  });

  it('asks who the token belongs to, once', async () => {
    localStorage.setItem('lectern.token', 'token');
    const auth = service();
    expect(auth.user()).toBeUndefined();
    const both = Promise.all([auth.ready(), auth.ready()]);
    network().expectOne('/api/auth/user/').flush(ADA);
    expect(await both).toEqual([ADA, ADA]);
  });

  it('keeps the token of a login and the person', async () => {
    const auth = service();
    const login = auth.login('ada', 'secret');
    const request = network().expectOne('/api/auth/login/');
    expect(request.request.body).toEqual({ username: 'ada', password: 'secret' });
    request.flush({ token: 'fresh', user: ADA });
    await login;
    expect(localStorage.getItem('lectern.token')).toBe('fresh');
    expect(auth.user()).toEqual(ADA);
    expect(auth.has('student')).toBe(true);
    expect(auth.has('admin')).toBe(false);
  });

  it('logs in by e-mail when the name is one', async () => {
    const login = service().login('ada@example.org', 'secret');
    const request = network().expectOne('/api/auth/login/');
    expect(request.request.body).toEqual({ email: 'ada@example.org', password: 'secret' });
    request.flush({ token: 'fresh', user: ADA });
    await login;
  });

  it('forgets everything at logout, also when the server cannot be told', async () => {
    localStorage.setItem('lectern.token', 'token');
    const auth = service();
    const logout = auth.logout().catch(() => undefined);
    network().expectOne('/api/auth/logout/').error(new ProgressEvent('error'));
    await logout;
    expect(localStorage.getItem('lectern.token')).toBeNull();
    expect(auth.user()).toBeNull();
  });

  it('takes the token that another tab has refreshed instead of refreshing again', async () => {
    localStorage.setItem('lectern.token', 'stale');
    const auth = service();
    localStorage.setItem('lectern.token', 'from the other tab');
    expect(await auth.refresh('stale')).toBe('from the other tab');
  });

  it('refreshes once for all who ask at the same time', async () => {
    localStorage.setItem('lectern.token', 'stale');
    const auth = service();
    const both = Promise.all([auth.refresh('stale'), auth.refresh('stale')]);
    network().expectOne('/api/auth/token/refresh/').flush({ access: 'fresh' });
    expect(await both).toEqual(['fresh', 'fresh']);
    expect(localStorage.getItem('lectern.token')).toBe('fresh');
  });

  it('ends the session when the refresh is refused', async () => {
    localStorage.setItem('lectern.token', 'stale');
    const auth = service();
    const refreshed = auth.refresh('stale');
    network()
      .expectOne('/api/auth/token/refresh/')
      .flush({ code: 'token-invalid' }, { status: 401, statusText: 'Unauthorized' });
    expect(await refreshed).toBeNull();
    expect(localStorage.getItem('lectern.token')).toBeNull();
  });

  it('stays signed in when the refresh fails for want of a network', async () => {
    localStorage.setItem('lectern.token', 'stale');
    const auth = service();
    const refreshed = auth.refresh('stale').catch(() => 'failed');
    network().expectOne('/api/auth/token/refresh/').error(new ProgressEvent('error'));
    expect(await refreshed).toBe('failed');
    expect(localStorage.getItem('lectern.token')).toBe('stale');
  });

  it('stays signed in when it refreshes too often, and asks again only when it may', async () => {
    localStorage.setItem('lectern.token', 'stale');
    const auth = service();
    const refresh = () => auth.refresh('stale').catch((error: unknown) => error);
    const refused = refresh();
    network()
      .expectOne('/api/auth/token/refresh/')
      .flush({}, { status: 429, statusText: 'x', headers: { 'Retry-After': '60' } });
    expect(await refused).toMatchObject({ status: 429, retryAfter: 60 });
    expect(localStorage.getItem('lectern.token')).toBe('stale');
    expect(await refresh()).toMatchObject({ status: 429, retryAfter: 60 });
    network().expectNone('/api/auth/token/refresh/');
    jest.spyOn(Date, 'now').mockReturnValue(Date.now() + 61_000);
    const again = refresh();
    network().expectOne('/api/auth/token/refresh/').flush({ access: 'fresh' });
    expect(await again).toBe('fresh');
  });

  describe.each([429, 500])('when the server answers %p to who is here', (status) => {
    const broken = { status, statusText: 'x' };

    it('does not take anybody for a visitor, and asks again', async () => {
      localStorage.setItem('lectern.token', 'token');
      const auth = service();
      const ready = auth.ready().catch((error: unknown) => error);
      network().expectOne('/api/auth/user/').flush({}, broken);
      expect(await ready).toMatchObject({ status });
      expect(auth.user()).toBeUndefined();
      const again = auth.ready();
      network().expectOne('/api/auth/user/').flush(ADA);
      expect(await again).toEqual(ADA);
    });

    it('goes on with who was here', async () => {
      localStorage.setItem('lectern.token', tokenOf(ADA.id));
      const auth = service();
      const ready = auth.ready();
      network().expectOne('/api/auth/user/').flush(ADA);
      await ready;
      const reloaded = auth.reload();
      network().expectOne('/api/auth/user/').flush({}, broken);
      await reloaded;
      expect(auth.user()).toEqual(ADA);
    });

    it('does not go on with somebody else', async () => {
      localStorage.setItem('lectern.token', tokenOf(ADA.id));
      const auth = service();
      const ready = auth.ready();
      network().expectOne('/api/auth/user/').flush(ADA);
      await ready;
      await settle();
      localStorage.setItem('lectern.token', tokenOf('bob'));
      dispatchEvent(new StorageEvent('storage', { key: 'lectern.token' }));
      await settle();
      network().expectOne('/api/auth/user/').flush({}, broken);
      await settle();
      expect(auth.user()).toBeUndefined();
    });
  });

  it('follows another tab in which somebody else signs in', async () => {
    localStorage.setItem('lectern.token', 'of ada');
    const auth = service();
    const ready = auth.ready();
    network().expectOne('/api/auth/user/').flush(ADA);
    await ready;
    await settle();
    localStorage.setItem('lectern.token', 'of bob');
    dispatchEvent(new StorageEvent('storage', { key: 'lectern.token' }));
    await settle();
    network()
      .expectOne('/api/auth/user/')
      .flush({ ...ADA, username: 'bob' });
    await settle();
    expect(auth.user()?.username).toBe('bob');
  });

  it('follows another tab that signs out', async () => {
    localStorage.setItem('lectern.token', 'token');
    const auth = service();
    const ready = auth.ready();
    network().expectOne('/api/auth/user/').flush(ADA);
    await ready;
    localStorage.removeItem('lectern.token');
    dispatchEvent(new StorageEvent('storage', { key: 'lectern.token' }));
    await settle();
    expect(auth.user()).toBeNull();
  });
});
