import { OnePass } from './one-pass';

const fill = (value: string, params?: Record<string, unknown>) =>
  new OnePass().transpile({ value, params, translation: { count: 'elsewhere' }, key: 'key' });

describe('OnePass', () => {
  it('fills each hole, also more than once', () => {
    expect(fill('{{ name }} and {{name}}, {{count}} times', { name: 'Ada', count: 0 })).toBe(
      'Ada and Ada, 0 times',
    );
  });

  it('leaves what somebody wrote as it is, holes and all', () => {
    expect(fill('Welcome, {{name}}', { name: '{{name}} {{count}} $& {{7*7}}' })).toBe(
      'Welcome, {{name}} {{count}} $& {{7*7}}',
    );
  });

  it('has nothing to say of what nobody gave', () => {
    expect(fill('{{name}}!')).toBe('!');
  });
});
