import { Edit, fence, lineRange, link, prefix, wrap } from './edits';

const done = (text: string, edit: Edit) =>
  text.slice(0, edit.start) + edit.insert + text.slice(edit.end);
const selected = (text: string, edit: Edit) =>
  done(text, edit).slice(edit.select.start, edit.select.end);

describe('edits of Markdown', () => {
  it('put marks around what is selected, and take them away again', () => {
    const bold = wrap('a word here', { start: 2, end: 6 }, '**', 'x');
    expect(done('a word here', bold)).toBe('a **word** here');
    const plain = wrap('a **word** here', bold.select, '**', 'x');
    expect(done('a **word** here', plain)).toBe('a word here');
    expect(selected('a **word** here', plain)).toBe('word');
  });

  it('offer words to replace when nothing is selected', () => {
    const edit = wrap('', { start: 0, end: 0 }, '_', 'emphasis');
    expect(done('', edit)).toBe('_emphasis_');
    expect(selected('', edit)).toBe('emphasis');
  });

  it('make lists of whole lines, and lines of lists', () => {
    const text = 'first\none\ntwo\nlast';
    const list = prefix(text, { start: 8, end: 12 }, '- ');
    expect(done(text, list)).toBe('first\n- one\n- two\nlast');
    expect(done('- one\n- two', prefix('- one\n- two', { start: 0, end: 11 }, '- '))).toBe(
      'one\ntwo',
    );
    const numbers = prefix('a\nb', { start: 0, end: 3 }, '1. ');
    expect(done('a\nb', numbers)).toBe('1. a\n2. b');
    expect(done('1. a\n2. b', prefix('1. a\n2. b', { start: 0, end: 9 }, '1. '))).toBe('a\nb');
  });

  it('do not reach into the next line when a line end is selected with its line', () => {
    expect(done('a\nb', prefix('a\nb', { start: 0, end: 2 }, '> '))).toBe('> a\nb');
  });

  it('leave the address of a link to be typed', () => {
    const edit = link('see here', { start: 4, end: 8 }, '', 'text');
    expect(done('see here', edit)).toBe('see [here](https://)');
    expect(selected('see here', edit)).toBe('https://');
    const figure = link('', { start: 0, end: 0 }, '!', 'what it shows');
    expect(selected('', figure)).toBe('https://');
  });

  it('put code on lines of its own', () => {
    const edit = fence('run x now', { start: 4, end: 5 });
    expect(done('run x now', edit)).toBe('run \n```\nx\n```\n now');
    expect(selected('run x now', edit)).toBe('x');
  });

  it('find lines', () => {
    expect(lineRange('a\nbc\nd', 2)).toEqual({ start: 2, end: 4 });
    expect(lineRange('a\nbc\nd', 9)).toEqual({ start: 5, end: 6 });
  });
});
