import { ComponentFixture, TestBed } from '@angular/core/testing';
import { Site } from '../../../api';
import { Problem } from '../../../core/http/problem';
import { Language } from '../../../core/i18n/language';
import { settle } from '../../../../testing/http';
import { provideTestLanguage, speak } from '../../../../testing/language';
import { dictionary } from '../i18n';
import { SiteForm } from './site-form';

const SITE: Site = {
  name: 'Lectern',
  support_email: '',
  language: 'en',
  registration_open: true,
  instructor_approval: true,
};

describe('SiteForm', () => {
  let form: ComponentFixture<SiteForm>;
  const work = jest.fn<Promise<void>, [Partial<Site>]>();
  const element = () => form.nativeElement as HTMLElement;

  beforeEach(async () => {
    work.mockReset().mockResolvedValue();
    TestBed.configureTestingModule({ providers: [provideTestLanguage()] });
    await speak();
    await TestBed.inject(Language).learn(dictionary);
    form = TestBed.createComponent(SiteForm);
    form.componentRef.setInput('site', SITE);
    form.componentRef.setInput('work', work);
    await settle();
  });

  async function type(name: string, value: string): Promise<void> {
    const field = element().querySelector(`[formControlName=${name}]`) as HTMLInputElement;
    field.value = value;
    field.dispatchEvent(new Event('input'));
    element().querySelector('form')?.dispatchEvent(new Event('submit'));
    await settle();
  }

  it('sends what was changed and nothing else, so that the rest goes on as it begins', async () => {
    await type('name', 'Village School');
    expect(work).toHaveBeenCalledWith({ name: 'Village School' });
  });

  it('is not sent without a name', async () => {
    await type('name', '');
    expect(work).not.toHaveBeenCalled();
    expect(element().querySelector('mat-error')?.textContent).toContain('Please fill this in.');
  });

  it('says beside the field what the server refuses of it', async () => {
    const wrong = { pointer: '/support_email', detail: 'No.', code: 'too-long' };
    work.mockRejectedValue(new Problem(400, 'invalid', 'Invalid', '', [wrong]));
    await type('support_email', 'help@example.org');
    expect(element().querySelector('mat-error')?.textContent).toContain('This text is too long.');
  });

  it('offers what holds now when somebody else has changed it', async () => {
    const reread = jest.fn();
    form.componentInstance.reread.subscribe(reread);
    work.mockRejectedValue(new Problem(412, 'precondition-failed', 'Changed'));
    await type('name', 'Village School');
    (element().querySelector('.refused button') as HTMLElement).click();
    expect(reread).toHaveBeenCalled();
    await settle();
    expect(element().querySelector('.refused')).toBeNull();
  });
});
