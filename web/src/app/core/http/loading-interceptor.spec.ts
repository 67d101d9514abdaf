import { HttpClient } from '@angular/common/http';
import { TestBed } from '@angular/core/testing';
import { network, provideTestHttp } from '../../../testing/http';
import { Loading, inBackground } from './loading-interceptor';

describe('loadingInterceptor', () => {
  beforeEach(() => TestBed.configureTestingModule({ providers: provideTestHttp() }));

  it('is active while any request is on its way', () => {
    const loading = TestBed.inject(Loading);
    const http = TestBed.inject(HttpClient);
    http.get('/a').subscribe();
    http.get('/b').subscribe({ error: () => undefined });
    expect(loading.active()).toBe(true);
    network().expectOne('/a').flush({});
    expect(loading.active()).toBe(true);
    network().expectOne('/b').error(new ProgressEvent('error'));
    expect(loading.active()).toBe(false);
  });

  it('is not moved by what happens in the background', () => {
    TestBed.inject(HttpClient).get('/a', { context: inBackground() }).subscribe();
    expect(TestBed.inject(Loading).active()).toBe(false);
  });
});
