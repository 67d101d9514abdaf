import { centred, kept, moved, zoomed } from './frame';

const WIDE = { width: 400, height: 200 };

describe('the frame of a picture', () => {
  it('shows the middle of it, filling the window', () => {
    expect(centred(WIDE, 100)).toEqual({ x: -50, y: 0, scale: 0.5 });
  });

  it('leaves no gap, however far it is moved', () => {
    const start = centred(WIDE, 100);
    expect(moved(start, { x: 500, y: 500 }, WIDE, 100)).toEqual({ x: 0, y: 0, scale: 0.5 });
    expect(moved(start, { x: -500, y: 0 }, WIDE, 100)).toEqual({ x: -100, y: 0, scale: 0.5 });
  });

  it('keeps what is in the middle while it is zoomed', () => {
    expect(zoomed(centred(WIDE, 100), 1, WIDE, 100)).toEqual({ x: -150, y: -50, scale: 1 });
  });

  it('never becomes smaller than the window', () => {
    expect(zoomed(centred(WIDE, 100), 0.1, WIDE, 100).scale).toBe(0.5);
    expect(kept({ x: 9, y: 9, scale: 0.1 }, WIDE, 100)).toEqual({ x: 0, y: 0, scale: 0.5 });
  });
});
