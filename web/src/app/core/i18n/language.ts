import { Injectable, inject, signal } from '@angular/core';
import { CanActivateFn } from '@angular/router';
import { Translation, TranslocoService } from '@jsverse/transloco';
import { firstValueFrom } from 'rxjs';

export const LANGUAGES = { en: 'English', vi: 'Tiếng Việt' } as const;
export type LanguageCode = keyof typeof LANGUAGES;

/** The words of one feature, a lazy chunk a language. */
export type Dictionary = Record<LanguageCode, () => Promise<{ default: Translation }>>;

const KEY = 'lectern.language';

/** The language of the interface; it switches in place, with its dictionaries loaded when first needed. */
@Injectable({ providedIn: 'root' })
export class Language {
  private readonly transloco = inject(TranslocoService);
  private readonly current = signal<LanguageCode>(initial());
  private readonly dictionaries = new Set<Dictionary>();
  private readonly wish = signal<{ code: LanguageCode } | null>(null);
  readonly code = this.current.asReadonly();
  /** What the person has chosen in this tab; another object for every choice. */
  readonly chosen = this.wish.asReadonly();

  async use(code: LanguageCode): Promise<void> {
    await firstValueFrom(this.transloco.load(code));
    await Promise.all([...this.dictionaries].map((words) => this.load(words, code)));
    this.transloco.setActiveLang(code);
    this.current.set(code);
    document.documentElement.lang = code;
  }

  async choose(code: LanguageCode): Promise<void> {
    await this.use(code);
    this.wish.set({ code });
    try {
      localStorage.setItem(KEY, code);
    } catch {
      // The choice then lasts as long as the tab.
    }
  }

  /** Adds the words of a feature, in this language now and in others when they are chosen. */
  async learn(words: Dictionary): Promise<void> {
    if (this.dictionaries.has(words)) return;
    await this.load(words, this.code());
    this.dictionaries.add(words);
  }

  private async load(words: Dictionary, code: LanguageCode): Promise<void> {
    this.transloco.setTranslation((await words[code]()).default, code);
  }
}

/** Lets a feature's routes open when its words are there. */
export const words =
  (dictionary: Dictionary): CanActivateFn =>
  () =>
    inject(Language)
      .learn(dictionary)
      .then(() => true);

function initial(): LanguageCode {
  const wanted = document.documentElement.lang;
  return wanted in LANGUAGES ? (wanted as LanguageCode) : 'en';
}
