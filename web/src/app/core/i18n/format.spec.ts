import { TestBed } from '@angular/core/testing';
import { provideTestLanguage, speak } from '../../../testing/language';
import {
  CountPipe,
  MinutesPipe,
  PLURALS,
  PricePipe,
  formatAgo,
  formatDate,
  formatNumber,
  localeOf,
} from './format';

const pipe = <T>(type: new () => T): T => TestBed.runInInjectionContext(() => new type());

describe('numbers and dates in words', () => {
  beforeEach(() => TestBed.configureTestingModule({ providers: [provideTestLanguage()] }));

  it('count in the plural form of the language', async () => {
    await speak('en');
    expect(pipe(CountPipe).transform(1, 'count.lessons')).toBe('1 lesson');
    expect(pipe(CountPipe).transform(1200, 'count.lessons')).toBe('1,200 lessons');
    await speak('vi');
    expect(pipe(CountPipe).transform(1200, 'count.lessons')).toBe('1.200 bài học');
  });

  it.each(Object.entries(PLURALS))('have the plural form that %s wants', (language, form) => {
    const rules = new Intl.PluralRules(language);
    const counts = [...Array(1200).keys(), 0.5, 1.5, 1_000_000];
    for (const count of counts) expect(form(count)).toBe(rules.select(count));
  });

  it.each(['en', 'vi'])('are written in %s as the language does, small ones too', (language) => {
    const numbers = [0, 7, 999, 1000, 123_456, -3, 0.5, 12.345, 999.999];
    const format = new Intl.NumberFormat(language, { maximumFractionDigits: 2 });
    for (const value of numbers) expect(formatNumber(value, language)).toBe(format.format(value));
  });

  it('say minutes as hours and minutes', async () => {
    await speak('en');
    const minutes = pipe(MinutesPipe);
    expect([0, 45, 60, 95].map((value) => minutes.transform(value))).toEqual([
      '0 min',
      '45 min',
      '1 h',
      '1 h 35 min',
    ]);
  });

  it('call a price of zero free', async () => {
    await speak('en');
    const price = pipe(PricePipe);
    expect(price.transform('0.00', 'USD')).toBe('Free');
    expect(price.transform('49.00', 'USD')).toBe('$49');
    expect(price.transform('12.50', 'EUR')).toBe('€12.50');
  });

  it('say how long ago something was, and the date after a week', () => {
    const now = new Date('2026-11-22T12:00:00Z').getTime();
    expect(formatAgo('2026-11-22T11:55:00Z', 'en', now)).toBe('5 minutes ago');
    expect(formatAgo('2026-11-21T11:00:00Z', 'en', now)).toBe('yesterday');
    expect(formatAgo('2026-11-22T11:59:50Z', 'en', now)).toBe('now');
    expect(formatAgo('2026-11-01T12:00:00Z', 'en', now)).toBe('Nov 1, 2026');
  });

  it('write English dates as the browser of the reader does, else day first', () => {
    expect(localeOf('en', ['de-DE', 'en-US'])).toBe('en-US');
    expect(localeOf('en', ['de-DE', 'de'])).toBe('en-GB');
    expect(localeOf('en', ['en'])).toBe('en-GB');
    expect(localeOf('vi', ['en-US'])).toBe('vi');
    expect(formatDate('2026-11-22T12:00:00Z', 'vi')).toContain('2026');
  });
});
