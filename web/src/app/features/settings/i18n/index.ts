import { Dictionary } from '../../../core/i18n/language';

export const dictionary: Dictionary = {
  en: () => import('./en.json'),
  vi: () => import('./vi.json'),
};
