/** Hands a file to the browser, as a link to it would. */
export function saveFile(file: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  // The browser reads the address when it begins to save, which is after this turn.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
