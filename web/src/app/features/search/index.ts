import { Type } from '@angular/core';
import { Language } from '../../core/i18n/language';
import { dictionary } from './i18n';

/** The palette with its words, fetched when it is first wanted. */
export async function loadPalette(language: Language): Promise<Type<unknown>> {
  const [{ Palette }] = await Promise.all([import('./palette'), language.learn(dictionary)]);
  return Palette;
}
