import { AttemptQuestion } from '../../../api';
import { answerLines, isAnswered, mergeAnswers, newerThan, parseNumber } from './answers';

function question(change: Partial<AttemptQuestion>): AttemptQuestion {
  return {
    id: 'q',
    kind: 'single',
    text_html: '',
    points: 1,
    choices: [],
    prompts: [],
    matches: [],
    ...change,
  };
}

const single = question({ choices: [{ id: 'a', text: 'Ada' }] });
const matching = question({
  kind: 'matching',
  prompts: [
    { id: 'p1', text: 'one' },
    { id: 'p2', text: 'two' },
  ],
  matches: [
    { id: 'm1', text: '1' },
    { id: 'm2', text: '2' },
  ],
});

describe('merging answers', () => {
  const server = { a: { value: 'server', version: 2 }, b: { value: 'server', version: 1 } };

  it('keeps the newer of each question, from either side', () => {
    const draft = { a: { value: 'draft', version: 1 }, b: { value: 'draft', version: 3 } };
    expect(mergeAnswers(server, draft)).toEqual({ a: server.a, b: draft.b });
  });

  it('takes the first side at the same version', () => {
    expect(mergeAnswers(server, { a: { value: 'draft', version: 2 } })).toEqual(server);
  });

  it('takes what only one side has', () => {
    const other = { c: { value: true, version: 1 } };
    expect(mergeAnswers(server, other)).toEqual({ ...server, ...other });
  });

  it('sends only what the server has not', () => {
    const mine = { ...server, b: { value: 'new', version: 2 }, c: { value: 'new', version: 1 } };
    expect(newerThan(server, mine)).toEqual(['b', 'c']);
  });
});

describe('what counts as answered', () => {
  it.each([null, undefined, '', '  ', []])('not %p', (value) => {
    expect(isAnswered(single, value)).toBe(false);
  });

  it.each([false, 0, 'a', ['a']])('%p does', (value) => {
    expect(isAnswered(single, value)).toBe(true);
  });

  it('a matching without a gap', () => {
    expect(isAnswered(matching, { p1: 'm1' })).toBe(false);
    expect(isAnswered(matching, { p1: 'm1', p2: 'm2' })).toBe(true);
  });
});

describe('numbers as people type them', () => {
  it.each([
    ['3', 3],
    [' 2,5 ', 2.5],
    ['-.5', -0.5],
    ['−4', -4],
    ['1e3', 1000],
  ])('reads %p', (text, number) => expect(parseNumber(text)).toBe(number));

  it.each(['', 'x', '1.2.3', '1,2,3', '0x10', 'Infinity', '1 000'])('does not guess %p', (text) =>
    expect(parseNumber(text)).toBeNull(),
  );
});

describe('an answer in words', () => {
  const words = { true: 'True', false: 'False' };

  it('names choices and pairs by their text', () => {
    expect(answerLines(single, 'a', words)).toEqual(['Ada']);
    expect(answerLines(single, ['a'], words)).toEqual(['Ada']);
    expect(answerLines(matching, { p2: 'm1' }, words)).toEqual(['two → 1']);
  });

  it('says true and false, zero and nothing', () => {
    expect(answerLines(question({ kind: 'true_false' }), false, words)).toEqual(['False']);
    expect(answerLines(question({ kind: 'numeric' }), 0, words)).toEqual(['0']);
    expect(answerLines(question({ kind: 'essay' }), '', words)).toEqual([]);
  });
});
