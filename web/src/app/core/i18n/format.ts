import { Pipe, PipeTransform, inject } from '@angular/core';
import { TranslocoService } from '@jsverse/transloco';
import { Language, LanguageCode } from './language';

type DateStyle = 'date' | 'day' | 'datetime';

const STYLES: Record<DateStyle, Intl.DateTimeFormatOptions> = {
  date: { dateStyle: 'medium' },
  day: { weekday: 'short', day: 'numeric', month: 'short' },
  datetime: { dateStyle: 'medium', timeStyle: 'short' },
};

/** Asking the browser for the rules of a language costs more than all that is then written by them. */
function once<About extends (string | number)[], Rules>(
  make: (...about: About) => Rules,
): (...about: About) => Rules {
  const made = new Map<string, Rules>();
  return (...about) => {
    const key = about.join();
    const rules = made.get(key) ?? make(...about);
    made.set(key, rules);
    return rules;
  };
}

const datesOf = once(
  (locale: string, style: DateStyle) => new Intl.DateTimeFormat(locale, STYLES[style]),
);
const agesOf = once(
  (language: string) => new Intl.RelativeTimeFormat(language, { numeric: 'auto' }),
);
const numbersOf = once(
  (language: string) => new Intl.NumberFormat(language, { maximumFractionDigits: 2 }),
);
const pricesOf = once(
  (language: string, currency: string, decimals: 0 | 2) =>
    new Intl.NumberFormat(language, {
      style: 'currency',
      currency,
      minimumFractionDigits: decimals,
    }),
);

/**
 * The locale for dates: that of the browser where it speaks the language, so that each
 * kind of English keeps its order of day and month. Plain English is written day first.
 */
export function localeOf(
  language: string,
  wanted: readonly string[] = navigator.languages,
): string {
  const own = wanted.find((one) => one.split('-')[0] === language && one.includes('-'));
  return own ?? (language === 'en' ? 'en-GB' : language);
}

export function formatDate(
  value: string | Date,
  language: string,
  style: DateStyle = 'date',
): string {
  return datesOf(localeOf(language), style).format(new Date(value));
}

const STEPS: [Intl.RelativeTimeFormatUnit, number][] = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
];

/** "5 minutes ago", or the date when it is more than a week away. */
export function formatAgo(value: string, language: string, now = Date.now()): string {
  const seconds = Math.round((new Date(value).getTime() - now) / 1000);
  if (Math.abs(seconds) > 7 * 86_400) return formatDate(value, language);
  const relative = agesOf(language);
  for (const [unit, size] of STEPS) {
    if (Math.abs(seconds) >= size) return relative.format(Math.trunc(seconds / size), unit);
  }
  return relative.format(0, 'second');
}

/**
 * The plural form of a number in each language here. The browser knows them too, but the first
 * `PluralRules` of a page takes a phone a twentieth of a second.
 */
export const PLURALS: Record<LanguageCode, (count: number) => Intl.LDMLPluralRule> = {
  en: (count) => (count === 1 ? 'one' : 'other'),
  vi: () => 'other',
};

/**
 * A number as the language writes it, with two decimals at most. Small ones are digits in every
 * language here; the first `NumberFormat` of a page takes a phone a tenth of a second.
 */
export function formatNumber(value: number, language: string): string {
  const small = Number.isInteger(value) && value >= 0 && value < 1000;
  return small ? `${value}` : numbersOf(language).format(value);
}

@Pipe({ name: 'lecDate', pure: false })
export class DatePipe implements PipeTransform {
  private readonly language = inject(Language);

  transform(value: string | Date, style: DateStyle = 'date'): string {
    return formatDate(value, this.language.code(), style);
  }
}

@Pipe({ name: 'lecAgo', pure: false })
export class AgoPipe implements PipeTransform {
  private readonly language = inject(Language);

  transform(value: string): string {
    return formatAgo(value, this.language.code());
  }
}

/** `{{ 3 | lecCount: 'count.lessons' }}`: the plural form that the language wants for the number. */
@Pipe({ name: 'lecCount', pure: false })
export class CountPipe implements PipeTransform {
  private readonly language = inject(Language);
  private readonly transloco = inject(TranslocoService);

  transform(count: number, key: string): string {
    const code = this.language.code();
    const text = formatNumber(count, code);
    return this.transloco.translate(`${key}.${PLURALS[code](count)}`, { count: text });
  }
}

/** Minutes as people say them: "45 min", "1 h 30 min". */
@Pipe({ name: 'lecMinutes', pure: false })
export class MinutesPipe implements PipeTransform {
  private readonly transloco = inject(TranslocoService);

  transform(minutes: number): string {
    const hours = Math.floor(minutes / 60);
    const rest = minutes % 60;
    const parts = [
      ...(hours ? [this.transloco.translate<string>('count.hours', { count: hours })] : []),
      ...(rest || !hours
        ? [this.transloco.translate<string>('count.minutes', { count: rest })]
        : []),
    ];
    return parts.join(' ');
  }
}

@Pipe({ name: 'lecPrice', pure: false })
export class PricePipe implements PipeTransform {
  private readonly language = inject(Language);
  private readonly transloco = inject(TranslocoService);

  transform(price: string | null, currency: string | null): string {
    const amount = Number(price ?? 0);
    if (!amount) return this.transloco.translate('course.free');
    const decimals = Number.isInteger(amount) ? 0 : 2;
    return pricesOf(this.language.code(), currency || 'USD', decimals).format(amount);
  }
}

@Pipe({ name: 'lecNumber', pure: false })
export class NumberPipe implements PipeTransform {
  private readonly language = inject(Language);

  transform(value: number): string {
    return formatNumber(value, this.language.code());
  }
}
