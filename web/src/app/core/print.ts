/** Prints one part of the page and nothing else of it. */
export function printOnly(part: Element): void {
  const copy = part.cloneNode(true) as HTMLElement;
  copy.classList.add('print-only');
  document.body.append(copy);
  addEventListener('afterprint', () => copy.remove(), { once: true });
  print();
}
