import { Injectable, inject, signal } from '@angular/core';
import { TranslocoService } from '@jsverse/transloco';
import { firstValueFrom } from 'rxjs';

export const LANGUAGES = { en: 'English', vi: 'Tiếng Việt' } as const;
export type LanguageCode = keyof typeof LANGUAGES;

const KEY = 'lectern.language';

/** The language of the interface; it switches in place, with its dictionary loaded when first needed. */
@Injectable({ providedIn: 'root' })
export class Language {
  private readonly transloco = inject(TranslocoService);
  private readonly current = signal<LanguageCode>(initial());
  readonly code = this.current.asReadonly();

  async use(code: LanguageCode): Promise<void> {
    await firstValueFrom(this.transloco.load(code));
    this.transloco.setActiveLang(code);
    this.current.set(code);
    document.documentElement.lang = code;
  }

  async choose(code: LanguageCode): Promise<void> {
    await this.use(code);
    try {
      localStorage.setItem(KEY, code);
    } catch {
      // The choice then lasts as long as the tab.
    }
  }
}

function initial(): LanguageCode {
  const wanted = document.documentElement.lang;
  return wanted in LANGUAGES ? (wanted as LanguageCode) : 'en';
}
