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
});
