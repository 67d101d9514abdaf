import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

interface Dictionary {
  [key: string]: string | Dictionary;
}

function flat(dictionary: Dictionary, prefix = ''): Map<string, string> {
  return new Map(
    Object.entries(dictionary).flatMap(([key, value]) =>
      typeof value === 'string'
        ? [[prefix + key, value] as const]
        : [...flat(value, `${prefix}${key}.`)],
    ),
  );
}

const app = join(__dirname, '../..');

/** The words of a language: those of the shell and those of every feature. */
function words(code: string): Map<string, string> {
  const files = readdirSync(app, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith(`i18n/${code}.json`),
  );
  return new Map(
    files.flatMap((name) => [
      ...flat(JSON.parse(readFileSync(join(app, name), 'utf8')) as Dictionary),
    ]),
  );
}

const english = words('en');
const vietnamese = words('vi');
const holes = (text: string) => [...text.matchAll(/{{\w+}}/g)].map(([hole]) => hole).sort();

/** Every literal key in templates and code: t('…'), lecCount: 'count.…', say('…'), title: '…', label: '…'. */
function usedKeys(): { exact: Set<string>; prefixes: Set<string> } {
  const exact = new Set<string>();
  const prefixes = new Set<string>();
  for (const name of readdirSync(app, { recursive: true, encoding: 'utf8' })) {
    if (!/\.(html|ts)$/.test(name) || /\.(spec|d)\.ts$/.test(name)) continue;
    const text = readFileSync(join(app, name), 'utf8');
    for (const [, key, more] of text.matchAll(/\bt\(\s*'([\w.-]+)'( \+)?/g)) {
      (more ? prefixes : exact).add(key as string);
    }
    for (const [, key] of text.matchAll(/lecCount: '([\w.]+)'/g)) exact.add(`${key}.other`);
    for (const [, key] of text.matchAll(/label: '(\w+\.[\w.]+)'/g)) exact.add(key as string);
    for (const [, key] of text.matchAll(/title: '(title\.\w+)'/g)) exact.add(key as string);
  }
  return { exact, prefixes };
}

/** A key without its plural form. */
const plain = (key: string) => key.replace(/\.(one|other)$/, '');

/** Whatever in the sources may be a key, or begin one: a superset of the keys that are looked up. */
function mentioned(): (key: string) => boolean {
  const exact = new Set<string>();
  const starts = new Set<string>();
  for (const name of readdirSync(app, { recursive: true, encoding: 'utf8' })) {
    if (!/\.(html|ts)$/.test(name) || /\.(spec|d)\.ts$/.test(name)) continue;
    const text = readFileSync(join(app, name), 'utf8');
    for (const [, literal] of text.matchAll(/'([\w-]+(?:\.[\w-]+)*\.?)'/g)) {
      (literal?.endsWith('.') ? starts : exact).add(literal as string);
    }
    for (const [, start] of text.matchAll(/`([\w-]+(?:\.[\w-]+)*\.)\${/g))
      starts.add(start as string);
  }
  return (key) =>
    exact.has(key) ||
    exact.has(plain(key)) ||
    [...starts].some(
      (start) => key.startsWith(start) && !plain(key).slice(start.length).includes('.'),
    );
}

describe('the dictionaries', () => {
  it('say the same things; Vietnamese has no plural forms', () => {
    const forms = [...english.keys()].filter((key) => !key.endsWith('.one'));
    expect([...vietnamese.keys()].sort()).toEqual(forms.sort());
  });

  it('leave the same holes to fill', () => {
    for (const [key, text] of vietnamese) {
      expect([key, holes(text)]).toEqual([key, holes(english.get(key) ?? '')]);
    }
  });

  it('hold every key that the application uses', () => {
    const { exact, prefixes } = usedKeys();
    expect(exact.size).toBeGreaterThan(100);
    expect([...exact].filter((key) => !english.has(key))).toEqual([]);
    const known = [...english.keys()];
    expect([...prefixes].filter((start) => !known.some((key) => key.startsWith(start)))).toEqual(
      [],
    );
  });

  it('hold no key that nothing asks for', () => {
    const asked = mentioned();
    expect([...english.keys()].filter((key) => !asked(key))).toEqual([]);
  });
});
