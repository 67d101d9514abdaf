/**
 * Gives each block of program text a button that copies it; `copy` is told the text. Where there is
 * a button already, it is called anew, as in another language.
 */
export function addCopyButtons(
  prose: HTMLElement,
  label: string,
  copy: (text: string, button: HTMLButtonElement) => void,
): void {
  for (const block of prose.querySelectorAll('pre')) {
    const known = block.parentElement?.querySelector(':scope > .copy');
    if (known) {
      known.textContent = label;
      continue;
    }
    const frame = document.createElement('div');
    frame.className = 'code-frame';
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'copy';
    button.textContent = label;
    button.addEventListener('click', () => copy(block.textContent ?? '', button));
    block.replaceWith(frame);
    frame.append(block, button);
  }
}
