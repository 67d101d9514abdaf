import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Course, Job, Question, Quiz } from '../../api';
import { SaveState } from '../../ui/save-status/save-status';
import { Role } from '../auth/auth-service';

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

/** The members of a kind, all of them: the compiler sees to it. */
const every = <K extends string>(members: Record<K, 1>) => Object.keys(members) as K[];
const bothWays = (order: string) => [order, `-${order}`];

const KINDS = every<Question['kind']>({
  single: 1,
  multiple: 1,
  true_false: 1,
  short_text: 1,
  numeric: 1,
  matching: 1,
  essay: 1,
});
const REVEALS = every<NonNullable<Quiz['reveal']>>({ after_submit: 1, after_pass: 1, never: 1 });
const RIGHTS = ['is_active', 'is_student', 'is_instructor', 'is_staff'];
const SAVING = every<Exclude<SaveState, 'conflict'>>({
  saved: 1,
  saving: 1,
  waiting: 1,
  refused: 1,
});
const COURSE_STATES = ['draft', 'published', 'archived'];
const LEARNERS = ['active', 'finished', 'pending', 'stuck'];
const ENROLLED = [
  ...['enrolled', 'activated', 'already-enrolled'],
  ...['duplicate', 'invalid', 'unknown-person'],
];

const ADDED = [
  ...['added', 'already-here', 'duplicate', 'username-taken', 'email-taken'],
  ...['username', 'email', 'role', 'first-name', 'last-name', 'bio', 'language'].map(
    (field) => `invalid-${field}`,
  ),
];

const english = words('en');
const vietnamese = words('vi');
const holes = (text: string) => [...text.matchAll(/{{\w+}}/g)].map(([hole]) => hole).sort();

/**
 * What follows where a key is put together. A word that can follow stands here, beside its own kind
 * where the code has one, so that nothing is said in one language only.
 */
const FOLLOWING: Record<string, readonly string[]> = {
  'admin.': [
    ...['requested', 'inactive'],
    ...['remove', 'resetFactor'].flatMap((what) => [what, `${what}Sure`, `${what}Done`]),
  ],
  'admin.column.': [
    ...['username', 'email', 'role'],
    ...['first_name', 'last_name', 'bio', 'language'],
  ],
  'admin.did.': ADDED,
  'admin.would.': ADDED,
  'admin.give.': RIGHTS,
  'admin.take.': RIGHTS,
  'admin.job.': every<Job['status']>({ queued: 1, running: 1, done: 1, failed: 1 }),
  'admin.order.': ['title', '-created_at', '-enrollment_count'],
  'admin.state.': COURSE_STATES,
  'admin.told.': ['archive', 'unarchive', 'publish', 'unpublish'],
  'catalog.order.': ['title', '-published_at', '-enrollment_count'],
  'dashboard.totals.': ['active', 'completed', 'lessons', 'score'],
  'field.': [
    ...['required', 'email', 'pattern', 'mismatch', 'otherName'],
    ...['minlength', 'maxlength', 'min', 'max'],
  ],
  'level.': every<NonNullable<Course['level']>>({ beginner: 1, intermediate: 1, advanced: 1 }),
  'list.heading.': ['checking', 'checked', 'done'],
  'people.audience.': ['learners', 'students', 'instructors', 'everyone'],
  'people.did.': ENROLLED,
  'people.would.': ENROLLED,
  'people.orders.': ['name', ...['active_at', 'progress'].flatMap(bothWays), '-enrolled_at'],
  'people.shown.': LEARNERS,
  'people.state.': LEARNERS,
  'quiz.outcome.': ['success', 'warning', 'danger'],
  'quiz.result.': ['passed', 'failed', 'awaiting'],
  'quiz.rule.reveal.': REVEALS,
  'quiz.save.': SAVING,
  'quiz.verdict.': ['right', 'partial', 'wrong', 'open'],
  'role.': every<Role>({ student: 1, instructor: 1, admin: 1 }),
  'settings.channel.': ['inbox', 'email'],
  'settings.digests.': ['off', 'daily', 'weekly'],
  'settings.teach.': ['may', 'asked', 'teaches'],
  'strength.': ['0', '1', '2', '3'],
  'teach.importing.': ['checking', 'importing'],
  'teach.kind.': KINDS,
  'teach.lack.': KINDS.filter((kind) => kind !== 'essay'), // it lacks nothing
  'teach.missing.': ['category', 'summary', 'lessons', 'quiz', 'noQuestions', 'unready'],
  'teach.report.': [
    ...['created', 'changed', 'unchanged', 'removed'],
    ...['info', 'warning', 'error'],
  ],
  'teach.report.of.': ['course', 'lesson', 'quiz', 'question'],
  'teach.reveal.': REVEALS,
  'teach.save.': [...SAVING, 'conflict'],
  'teach.stat.difficulty.': ['easy', 'fair', 'hard'],
  'teach.stat.discrimination.': ['good', 'weak', 'none', 'reversed'],
  'teach.state.': COURSE_STATES,
  'theme.': ['light', 'dark', 'system'],
  'verify.': ['asking', ...['proven', 'spent', 'failed'].flatMap((one) => [one, `${one}Text`])],
};

/** The server says these, and what it says more is not said here: its codes are looked up. */
const SAID_BY_THE_SERVER = ['problem.', 'fieldError.', 'teach.report.said.'];

const namespaces = new Set([...english.keys()].map((key) => key.split('.')[0]));
const ofDictionary = (text: string) => namespaces.has(text.split('.')[0]);

/** A key without its plural form. */
const plain = (key: string) => key.replace(/\.(one|other)$/, '');

/** All in the sources that is a key, or begins one: whatever asks for it, a template or a toast. */
function mentioned(): { keys: Set<string>; starts: Set<string> } {
  const keys = new Set<string>();
  const starts = new Set<string>();
  for (const name of readdirSync(app, { recursive: true, encoding: 'utf8' })) {
    if (!/\.(html|ts)$/.test(name) || /\.(spec|d)\.ts$/.test(name)) continue;
    const text = readFileSync(join(app, name), 'utf8');
    for (const [, literal] of text.matchAll(/'([\w-]+(?:\.[\w-]+)+)'/g))
      keys.add(literal as string);
    for (const [, literal] of text.matchAll(/\bt\('(\w+)'/g)) keys.add(literal as string);
    for (const [, literal] of text.matchAll(/'([\w-]+(?:\.[\w-]+)*\.)'/g)) {
      starts.add(literal as string);
    }
    for (const [, literal] of text.matchAll(/`([\w-]+(?:\.[\w-]+)*\.)\${/g)) {
      starts.add(literal as string);
    }
  }
  const fileNames = /\.(csv|js)$/;
  return {
    keys: new Set([...keys].filter((key) => ofDictionary(key) && !fileNames.test(key))),
    starts: new Set([...starts].filter(ofDictionary)),
  };
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

  const { keys, starts } = mentioned();
  const together = Object.entries(FOLLOWING).flatMap(([start, words]) =>
    words.map((word) => start + word),
  );

  it('know what can follow wherever a key is put together', () => {
    const known = [...Object.keys(FOLLOWING), ...SAID_BY_THE_SERVER];
    expect([...starts].sort()).toEqual(known.sort());
  });

  it('hold every key that the application uses', () => {
    expect(keys.size).toBeGreaterThan(500);
    const held = new Set([...english.keys()].flatMap((key) => [key, plain(key)]));
    expect([...keys, ...together].filter((key) => !held.has(key))).toEqual([]);
  });

  it('hold no key that nothing asks for', () => {
    const asked = new Set([...keys, ...together]);
    const unasked = [...english.keys()].filter(
      (key) =>
        !asked.has(key) &&
        !asked.has(plain(key)) &&
        !SAID_BY_THE_SERVER.some((start) => key.startsWith(start)),
    );
    expect(unasked).toEqual([]);
  });
});
