// Finishes a build in which the CLI has told what became of every source (`--stats-json`).
// `node tools/finish.mjs dist/lectern`
//
// - Each page a visit often begins with is given the list of its files, so that a browser asks for
//   them at once (public/start.js), and not one after the other as they import each other.
// - Browsers are told to compile the files while they arrive, beside the main thread, and not
//   function by function when each is first called:
//   https://v8.dev/blog/explicit-compile-hints

import { readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const [folder] = process.argv.slice(2);
const browser = join(folder, 'browser');

/** What begins which page: `language:path`, and the sources that the application imports for it. */
const PAGES = [
  ['', ['core/layout/toolbar.ts']],
  ['^en:', ['core/i18n/en.json']],
  ['^vi:', ['core/i18n/vi.json']],
  [':/$', ['features/home/pages/home.ts']],
  [':/courses', ['features/catalog/catalog.routes.ts']],
  [':/courses$', ['features/catalog/pages/course-list.ts']],
  [':/courses/[^/]+$', ['features/catalog/pages/course-page.ts']],
  [':/learn/', ['features/learning/learning.routes.ts']],
  [':/dashboard$', ['features/learning/pages/dashboard.ts']],
  [':/(login|register)', ['features/accounts/accounts.routes.ts']],
  [':/login', ['features/accounts/pages/login.ts']],
  [':/quizzes/', ['features/assessment/assessment.routes.ts']],
  [':/quizzes/[^/]+/attempts/', ['features/assessment/pages/attempt-page.ts']],
];
const HINT = '//# allFunctionsCalledOnLoad\n';

const { outputs } = JSON.parse(await readFile(join(folder, 'browser-stats.json'), 'utf8'));
const fileOf = new Map(Object.entries(outputs).map(([file, one]) => [one.entryPoint, file]));

/** The files that a source has become, and those that they cannot begin without. */
function files(source) {
  const file = fileOf.get(source);
  if (!file) throw new Error(`The build has no file of its own for ${source}; PAGES names it.`);
  const found = new Set();
  const waiting = [file];
  for (const one of waiting) {
    if (found.has(one)) continue;
    found.add(one);
    const imports = outputs[one].imports.filter(({ kind }) => kind === 'import-statement');
    waiting.push(...imports.map(({ path }) => path));
  }
  return found;
}

const always = files('src/main.ts');
const parts = PAGES.map(([page, sources]) => [
  page,
  sources.flatMap((source) => [...files(`src/app/${source}`)]).filter((file) => !always.has(file)),
]);

const index = join(browser, 'index.html');
const html = await readFile(index, 'utf8');
const place = /(<script id="parts" type="application\/json">)[^<]*/;
if (!place.test(html)) throw new Error('index.html has no place for the parts of pages.');
await writeFile(index, html.replace(place, `$1${JSON.stringify(parts)}`));

for (const name of await readdir(browser)) {
  if (!outputs[name] || !name.endsWith('.js')) continue;
  const file = join(browser, name);
  await writeFile(file, HINT + (await readFile(file, 'utf8')));
}
