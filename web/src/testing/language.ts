import { EnvironmentProviders } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { Language } from '../app/core/i18n/language';
import { provideLanguage } from '../app/core/i18n/provide-language';

export const provideTestLanguage = (): EnvironmentProviders => provideLanguage();

/** The dictionary is loaded before a page shows, as in the application. */
export async function speak(code: 'en' | 'vi' = 'en'): Promise<void> {
  await TestBed.inject(Language).use(code);
}
