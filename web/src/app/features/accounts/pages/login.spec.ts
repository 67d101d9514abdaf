import { ComponentFixture, TestBed } from '@angular/core/testing';
import { Router, provideRouter } from '@angular/router';
import { ADA, network, provideTestHttp, settle } from '../../../../testing/http';
import { provideTestLanguage, speak } from '../../../../testing/language';
import { Login } from './login';

describe('Login', () => {
  let page: ComponentFixture<Login>;
  let go: jest.SpyInstance;
  const element = () => page.nativeElement as HTMLElement;

  beforeEach(async () => {
    TestBed.configureTestingModule({
      providers: [provideTestHttp(), provideTestLanguage(), provideRouter([])],
    });
    await speak();
    go = jest.spyOn(TestBed.inject(Router), 'navigateByUrl').mockResolvedValue(true);
    page = TestBed.createComponent(Login);
    page.componentRef.setInput('next', '/courses/1');
    await settle();
  });

  function type(selector: string, text: string): void {
    const input = element().querySelector<HTMLInputElement>(selector);
    if (!input) throw new Error(`no ${selector}`);
    input.value = text;
    input.dispatchEvent(new Event('input'));
  }

  async function submit(): Promise<void> {
    element().querySelector('form')?.dispatchEvent(new Event('submit'));
    await settle();
  }

  it('asks for what is missing beside the field, and sends nothing', async () => {
    await submit();
    const errors = [...element().querySelectorAll('mat-error')].map((one) =>
      one.textContent?.trim(),
    );
    expect(errors).toEqual(['Please fill this in.', 'Please fill this in.']);
    network().expectNone('/api/auth/login/');
  });

  it('goes where the person wanted to', async () => {
    type('[autocomplete=username]', ' ada ');
    type('lec-password-field input', 'secret');
    await submit();
    const request = network().expectOne('/api/auth/login/');
    expect(request.request.body).toEqual({ username: 'ada', password: 'secret' });
    request.flush({ token: 'token', user: ADA });
    await settle();
    expect(go).toHaveBeenCalledWith('/courses/1');
  });

  it('says in its own words that name and password do not match, and can be tried again', async () => {
    type('[autocomplete=username]', 'ada');
    type('lec-password-field input', 'wrong');
    await submit();
    network()
      .expectOne('/api/auth/login/')
      .flush({ code: 'bad-credentials' }, { status: 401, statusText: 'Unauthorized' });
    await settle();
    expect(element().querySelector('[role=alert]')?.textContent).toContain(
      'do not belong together',
    );
    expect(go).not.toHaveBeenCalled();
    await submit();
    network().expectOne('/api/auth/login/');
  });

  describe('with a second factor', () => {
    beforeEach(async () => {
      type('[autocomplete=username]', 'ada');
      type('lec-password-field input', 'secret');
      await submit();
      network()
        .expectOne('/api/auth/login/')
        .flush({ mfa_token: 'half', methods: ['totp'] }, { status: 202, statusText: 'Accepted' });
      await settle();
    });

    const code = () => element().querySelector<HTMLInputElement>('[autocomplete=one-time-code]');

    it('asks for a code and sends it once it is complete', async () => {
      expect(go).not.toHaveBeenCalled();
      type('[autocomplete=one-time-code]', '123 456');
      await settle();
      const request = network().expectOne('/api/auth/mfa/login/');
      expect(request.request.body).toEqual({ mfa_token: 'half', code: '123456' });
      request.flush({ token: 'token', user: ADA });
      await settle();
      expect(go).toHaveBeenCalledWith('/courses/1');
    });

    it('says beside the field that a code is wrong, and can be tried again', async () => {
      type('[autocomplete=one-time-code]', '000000');
      const errors = [{ pointer: '/code', detail: 'The code is not right.', code: 'wrong-code' }];
      network()
        .expectOne('/api/auth/mfa/login/')
        .flush({ code: 'wrong-code', errors }, { status: 400, statusText: 'Bad Request' });
      await settle();
      expect(element().querySelector('mat-error')?.textContent).toContain('This code is not right');
      expect(code()?.value).toBe('000000');
    });

    it('asks for the password again when the code came too late', async () => {
      type('[autocomplete=one-time-code]', '123456');
      network()
        .expectOne('/api/auth/mfa/login/')
        .flush({ code: 'token-invalid' }, { status: 401, statusText: 'Unauthorized' });
      await settle();
      expect(code()).toBeNull();
      expect(element().querySelector('[role=alert]')?.textContent).toContain('too long');
    });
  });

  it('leads to the mailbox when the address has to be proven first', async () => {
    type('[autocomplete=username]', 'ada@example.org');
    type('lec-password-field input', 'secret');
    await submit();
    network()
      .expectOne('/api/auth/login/')
      .flush({ code: 'email-not-verified' }, { status: 403, statusText: 'Forbidden' });
    await settle();
    expect(element().textContent).toContain('a link to ada@example.org');
    await submit();
    const again = network().expectOne('/api/auth/email/resend/');
    expect(again.request.body).toEqual({ email: 'ada@example.org' });
  });

  it('counts down how long to wait', async () => {
    type('[autocomplete=username]', 'ada');
    type('lec-password-field input', 'secret');
    await submit();
    network()
      .expectOne('/api/auth/login/')
      .flush(
        { code: 'too-many-requests' },
        { status: 429, statusText: 'Too Many', headers: { 'Retry-After': '75' } },
      );
    await settle();
    expect(element().querySelector('[role=timer]')?.textContent).toContain('1:15');
  });
});
