import { ComponentFixture, TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import { network, provideTestHttp, settle } from '../../../../testing/http';
import { provideTestLanguage, speak } from '../../../../testing/language';
import { SiteSettings } from '../../../core/site/site';
import { Register } from './register';

describe('Register', () => {
  let page: ComponentFixture<Register>;
  const element = () => page.nativeElement as HTMLElement;
  const errors = () =>
    [...element().querySelectorAll('mat-error')].map((one) => one.textContent?.trim());

  beforeEach(async () => {
    localStorage.clear();
    TestBed.configureTestingModule({
      providers: [provideTestHttp(), provideTestLanguage(), provideRouter([])],
    });
    await speak();
    page = TestBed.createComponent(Register);
    await settle();
  });

  async function send(...values: string[]): Promise<void> {
    element()
      .querySelectorAll('input')
      .forEach((input, at) => {
        input.value = values[at] ?? '';
        input.dispatchEvent(new Event('input'));
      });
    element().querySelector('form')?.dispatchEvent(new Event('submit'));
    await settle();
  }

  it('shows no form where nobody registers themselves', async () => {
    const site = TestBed.inject(SiteSettings);
    site.hear({ ...site.now(), registration_open: false });
    await settle();
    expect(element().querySelector('form')).toBeNull();
    expect(element().querySelector('[role=alert]')?.textContent).toContain('Nobody can register');
  });

  it('wants the same password twice', async () => {
    await send('ada', 'ada@example.org', 'correct horse', 'correct house');
    expect(errors()).toEqual(['The two passwords differ.']);
    network().expectNone('/api/auth/registration/');
  });

  it('says what is wrong with a name, an address and a password', async () => {
    await send('a b', 'ada', 'short', 'short');
    expect(errors()).toEqual([
      'Only letters from A to Z, digits and . _ - are possible, and no dot at the end.',
      'This is not an e-mail address.',
      'At least 8 characters, please.',
    ]);
  });

  it('shows what the server says beside the field it means', async () => {
    await send('ada', 'ada@example.org', 'correct horse', 'correct horse');
    const taken = {
      pointer: '/username',
      detail: 'This username is taken.',
      code: 'username-taken',
    };
    network()
      .expectOne('/api/auth/registration/')
      .flush(
        { code: 'username-taken', errors: [taken] },
        { status: 400, statusText: 'Bad Request' },
      );
    await settle();
    expect(errors()).toEqual(['This username is taken.']);
    expect(element().querySelector('[role=alert]')).toBeNull();
  });
});
