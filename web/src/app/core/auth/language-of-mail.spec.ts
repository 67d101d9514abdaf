import { TestBed } from '@angular/core/testing';
import { ADA, network, provideTestHttp, settle } from '../../../testing/http';
import { provideTestLanguage, speak } from '../../../testing/language';
import { Language } from '../i18n/language';
import { AuthService } from './auth-service';
import { mailFollowsLanguage } from './language-of-mail';

describe('mailFollowsLanguage', () => {
  beforeEach(async () => {
    localStorage.setItem('lectern.token', 'token');
    TestBed.configureTestingModule({ providers: [provideTestHttp(), provideTestLanguage()] });
    await speak();
    TestBed.runInInjectionContext(mailFollowsLanguage);
  });

  it('tells the server which language somebody who is signed in has chosen', async () => {
    const auth = TestBed.inject(AuthService);
    auth.update(ADA);
    await TestBed.inject(Language).choose('vi');
    await settle();
    const request = network().expectOne('/api/auth/user/');
    expect(request.request.body).toEqual({ language: 'vi' });
    request.flush({ ...ADA, language: 'vi' });
    expect(auth.user()?.language).toBe('vi');
  });

  it('says nothing when that is the language already', async () => {
    TestBed.inject(AuthService).update(ADA);
    await TestBed.inject(Language).choose('en');
    await settle();
    network().expectNone('/api/auth/user/');
  });
});
