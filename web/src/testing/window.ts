/** Answer every question about the window as a wide one does. */
export function widen(): void {
  const asked = window.matchMedia;
  jest
    .spyOn(window, 'matchMedia')
    .mockImplementation((media) => Object.assign(asked(media), { matches: true }));
}
