import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { TestBed } from '@angular/core/testing';
import { provideTestLanguage, speak } from '../../../testing/language';
import { Problem } from './problem';
import { ProblemWords } from './problem-words';

const REFERENCE = join(__dirname, '../../../../../docs/reference/errors.md');
const CODES = [...readFileSync(REFERENCE, 'utf8').matchAll(/^\| `([a-z-]+)` \| [45]/gm)].map(
  ([, code]) => code as string,
);

async function words(language: 'en' | 'vi' = 'en'): Promise<ProblemWords> {
  TestBed.configureTestingModule({ providers: [provideTestLanguage()] });
  await speak(language);
  return TestBed.inject(ProblemWords);
}

const beside = (code: string, detail: string) => ({ pointer: '/name', detail, code });

describe('a problem in words', () => {
  it.each(['en', 'vi'] as const)('has them for every code of the API: %s', async (language) => {
    const problems = await words(language);
    expect(CODES.length).toBeGreaterThan(60);
    const unsaid = CODES.filter(
      (code) =>
        problems.of(new Problem(400, code, 'the words of the server')) ===
        'the words of the server',
    );
    expect(unsaid).toEqual([]);
  });

  it('are our own beside a field, in the language of the reader', async () => {
    const problems = await words('vi');
    const problem = new Problem(400, 'invalid', '', '', [
      beside('blank', 'This field may not be blank.'),
    ]);
    expect(problems.beside(problem, 'name')).toBe('Vui lòng điền mục này.');
    expect(problems.beside(problem, 'title')).toBe('');
  });

  it('are those of a rule where the field breaks one', async () => {
    const problems = await words();
    expect(problems.ofField(beside('username-taken', '…'))).toBe('This username is taken.');
  });

  it('are the words of the server where nothing else is known', async () => {
    const problems = await words();
    expect(problems.ofField(beside('zip-slip', 'It leads out.'))).toBe('It leads out.');
    expect(problems.of(new Problem(418, 'teapot', 'Short and stout.'))).toBe('Short and stout.');
  });

  it('are those of the fields, once each, when the problem says no more', async () => {
    const problems = await words();
    const errors = [beside('blank', '…'), beside('required', '…'), beside('max-length', '…')];
    const problem = new Problem(400, 'invalid', '', '', errors);
    expect(problems.of(problem)).toBe('Please fill this in. This is too long.');
    const outdated = new Problem(409, 'order-outdated', '', '', errors);
    expect(problems.of(outdated)).toContain('The list has changed meanwhile.');
  });

  it('name the seconds to wait, if the server does', async () => {
    const problems = await words();
    const often = (wait: number | null) => new Problem(429, 'too-many-requests', '', '', [], wait);
    expect(problems.of(often(30))).toContain('in 30 seconds');
    expect(problems.of(often(null))).toBe('That was too often.');
  });

  it('blame our side for what no code explains', async () => {
    const problems = await words();
    expect(problems.of(new Problem(502, 'http-502', 'Bad Gateway'))).toContain('on our side');
  });
});
