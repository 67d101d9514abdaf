import { EnvironmentProviders } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { Language } from '../app/core/i18n/language';
import { provideLanguage } from '../app/core/i18n/provide-language';
import { dictionary as accounts } from '../app/features/accounts/i18n';
import { dictionary as admin } from '../app/features/admin/i18n';
import { dictionary as assessment } from '../app/features/assessment/i18n';
import { dictionary as certificates } from '../app/features/certificates/i18n';
import { dictionary as search } from '../app/features/search/i18n';
import { dictionary as settings } from '../app/features/settings/i18n';
import { dictionary as teach } from '../app/features/teach/i18n';
import { dictionary as people } from '../app/features/teach/people/i18n';

export const provideTestLanguage = (): EnvironmentProviders => provideLanguage();

/** The dictionaries are loaded before a page shows, as in the application. */
export async function speak(code: 'en' | 'vi' = 'en'): Promise<void> {
  const language = TestBed.inject(Language);
  await language.use(code);
  await Promise.all(
    [accounts, admin, assessment, certificates, people, search, settings, teach].map((words) =>
      language.learn(words),
    ),
  );
}
