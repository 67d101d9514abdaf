/** A stretch of a text: from, to. */
export interface Range {
  start: number;
  end: number;
}

/** What to put in place of a range, and what is selected afterwards. */
export interface Edit extends Range {
  insert: string;
  select: Range;
}

/** Puts marks around the selection, or takes them away when they are there. */
export function wrap(text: string, { start, end }: Range, mark: string, sample: string): Edit {
  const size = mark.length;
  if (text.slice(start - size, start) === mark && text.slice(end, end + size) === mark) {
    const insert = text.slice(start, end);
    const select = { start: start - size, end: end - size };
    return { start: start - size, end: end + size, insert, select };
  }
  const inner = text.slice(start, end) || sample;
  const from = start + size;
  return {
    start,
    end,
    insert: mark + inner + mark,
    select: { start: from, end: from + inner.length },
  };
}

/** Begins each selected line with a mark, numbered where it ends with a number; or takes it away. */
export function prefix(text: string, { start, end }: Range, mark: string): Edit {
  const from = text.lastIndexOf('\n', start - 1) + 1;
  const next = text.indexOf('\n', Math.max(end - 1, from));
  const to = next < 0 ? text.length : next;
  const lines = text.slice(from, to).split('\n');
  const numbered = mark === '1. ';
  const pattern = numbered ? /^\d+\. / : new RegExp(`^${mark.replace(/[*+?.]/g, '\\$&')}`);
  const off = lines.every((line) => pattern.test(line));
  const insert = lines
    .map((line, index) => {
      if (off) return line.replace(pattern, '');
      return (numbered ? `${index + 1}. ` : mark) + line;
    })
    .join('\n');
  return { start: from, end: to, insert, select: { start: from, end: from + insert.length } };
}

/** A link or a figure; what is selected becomes its words, and the address is selected to be typed. */
export function link(text: string, { start, end }: Range, lead: '' | '!', sample: string): Edit {
  const words = text.slice(start, end) || sample;
  const address = 'https://';
  const from = start + lead.length + words.length + 3;
  const insert = `${lead}[${words}](${address})`;
  return { start, end, insert, select: { start: from, end: from + address.length } };
}

/** A block of code on lines of its own. */
export function fence(text: string, { start, end }: Range): Edit {
  const before = start > 0 && text[start - 1] !== '\n' ? '\n' : '';
  const after = end < text.length && text[end] !== '\n' ? '\n' : '';
  const open = `${before}\`\`\`\n`;
  const inner = text.slice(start, end);
  const from = start + open.length;
  return {
    start,
    end,
    insert: `${open}${inner}\n\`\`\`${after}`,
    select: { start: from, end: from + inner.length },
  };
}

/** Where a line, counted from 1, begins and ends. */
export function lineRange(text: string, line: number): Range {
  let start = 0;
  for (let number = 1; number < line; number += 1) {
    const next = text.indexOf('\n', start);
    if (next < 0) break;
    start = next + 1;
  }
  const end = text.indexOf('\n', start);
  return { start, end: end < 0 ? text.length : end };
}
