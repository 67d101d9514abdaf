import { addCopyButtons } from './copy-buttons';

describe('addCopyButtons', () => {
  it('puts a button beside each block of program text, and none elsewhere', () => {
    const prose = document.createElement('div');
    prose.append(document.createElement('p'), document.createElement('pre'));
    const [, block] = prose.children;
    block?.append('print("<b>")\n');
    const copied: string[] = [];
    addCopyButtons(prose, 'Copy', (text) => copied.push(text));
    const buttons = prose.querySelectorAll('button');
    expect([...buttons].map((button) => button.textContent)).toEqual(['Copy']);
    buttons[0]?.click();
    addCopyButtons(prose, 'Sao chép', () => undefined);
    expect([...prose.querySelectorAll('button')].map((button) => button.textContent)).toEqual([
      'Sao chép',
    ]);
    expect(copied).toEqual(['print("<b>")\n']);
  });
});
