import { Choice } from '../../../api';
import { convert } from './convert';

const choice = (id: string, is_correct: boolean) => ({ id, is_correct }) as Choice;
const RIGHT = [choice('a', true), choice('b', false), choice('c', true)];

describe('convert', () => {
  it('keeps the choices; of those that are right a single choice keeps the first', () => {
    expect(convert({ answer: '' }, RIGHT, 'multiple')).toEqual({
      changes: { kind: 'multiple', answer: '' },
      wrong: [],
      missing: 0,
    });
    expect(convert({ answer: '' }, RIGHT, 'single').wrong).toEqual([choice('c', true)]);
  });

  it('adds the choices that are missing', () => {
    expect(convert({ answer: '7' }, [choice('a', true)], 'single').missing).toBe(1);
    expect(convert({ answer: '7' }, [], 'matching').missing).toBe(2);
    expect(convert({ answer: '7' }, [], 'essay').missing).toBe(0);
  });

  it.each([
    ['7.5', 'numeric', '7.5'],
    ['seven', 'numeric', ''],
    ['', 'numeric', ''],
    ['true', 'true_false', 'true'],
    ['7', 'true_false', ''],
    ['seven', 'short_text', 'seven'],
  ] as const)('takes the key %p along to %s as %p', (answer, kind, kept) => {
    expect(convert({ answer }, [], kind).changes.answer).toBe(kept);
  });
});
