import { Choice, Question } from '../../../api';
import { difficultyOf, discriminationOf, lackOf } from './readiness';

const question = (kind: Question['kind'], answer = '') => ({ kind, answer }) as Question;
const choice = (facts: Partial<Choice>) => ({ text: 'x', match: '', ...facts }) as Choice;
const right = choice({ is_correct: true });
const wrong = choice({ is_correct: false });

describe('readiness', () => {
  it('needs a choice that is right, and one beside it', () => {
    expect(lackOf(question('single'), [right, wrong])).toBeNull();
    expect(lackOf(question('single'), [right])).toBe('single');
    expect(lackOf(question('multiple'), [wrong, wrong])).toBe('multiple');
  });

  it('needs two pairs that belong together', () => {
    const pair = choice({ match: 'y' });
    expect(lackOf(question('matching'), [pair, pair])).toBeNull();
    expect(lackOf(question('matching'), [pair, choice({ match: ' ' })])).toBe('matching');
  });

  it('needs a key of the right kind, but of an essay', () => {
    expect(lackOf(question('true_false', 'true'), [])).toBeNull();
    expect(lackOf(question('true_false', 'maybe'), [])).toBe('true_false');
    expect(lackOf(question('numeric', '1e3'), [])).toBeNull();
    expect(lackOf(question('numeric', 'ten'), [])).toBe('numeric');
    expect(lackOf(question('short_text', ' \n'), [])).toBe('short_text');
    expect(lackOf(question('essay'), [])).toBeNull();
  });

  it('puts figures into words', () => {
    expect([0.9, 0.6, 0.1].map(difficultyOf)).toEqual(['easy', 'fair', 'hard']);
    expect([0.5, 0.2, 0, -0.2].map(discriminationOf)).toEqual(['good', 'weak', 'none', 'reversed']);
  });
});
