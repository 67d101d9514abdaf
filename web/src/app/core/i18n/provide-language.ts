import {
  EnvironmentProviders,
  Injectable,
  inject,
  makeEnvironmentProviders,
  provideAppInitializer,
} from '@angular/core';
import {
  Translation,
  TranslocoLoader,
  provideTransloco,
  provideTranslocoTranspiler,
} from '@jsverse/transloco';
import { Language } from './language';
import { OnePass } from './one-pass';

/** Dictionaries are lazy chunks: hashed and cached like code, and never a page without its words. */
@Injectable()
class DictionaryLoader implements TranslocoLoader {
  async getTranslation(code: string): Promise<Translation> {
    const dictionary = code === 'vi' ? await import('./vi.json') : await import('./en.json');
    return dictionary.default;
  }
}

export function provideLanguage(): EnvironmentProviders {
  return makeEnvironmentProviders([
    provideTransloco({
      config: {
        availableLangs: ['en', 'vi'],
        defaultLang: 'en',
        fallbackLang: 'en',
        reRenderOnLangChange: true,
        prodMode: true,
        missingHandler: { useFallbackTranslation: false, logMissingKey: true },
      },
      loader: DictionaryLoader,
    }),
    provideTranslocoTranspiler(OnePass),
    provideAppInitializer(() => {
      const language = inject(Language);
      return language.use(language.code());
    }),
  ]);
}
