import { TestBed } from '@angular/core/testing';
import { TranslocoService } from '@jsverse/transloco';
import { provideTestLanguage } from '../../../testing/language';
import { Dictionary, Language } from './language';

const dictionary: Dictionary = {
  en: async () => ({ default: { test: { greeting: 'Hello' } } }),
  vi: async () => ({ default: { test: { greeting: 'Xin chào' } } }),
};

describe('Language', () => {
  let language: Language;
  const say = (key: string) => TestBed.inject(TranslocoService).translate(key);

  beforeEach(async () => {
    TestBed.configureTestingModule({ providers: [provideTestLanguage()] });
    language = TestBed.inject(Language);
    await language.use('en');
  });

  it('adds the words of a feature to those of the shell', async () => {
    await language.learn(dictionary);
    expect(say('test.greeting')).toBe('Hello');
    expect(say('nav.home')).toBe('Home');
  });

  it('takes them along into another language', async () => {
    await language.learn(dictionary);
    await language.use('vi');
    expect(say('test.greeting')).toBe('Xin chào');
    expect(document.documentElement.lang).toBe('vi');
  });
});
