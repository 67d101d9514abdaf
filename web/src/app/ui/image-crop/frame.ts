/** How a picture lies under a square window: where its corner is and how large it is drawn. */
export interface Frame {
  x: number;
  y: number;
  scale: number;
}

export interface Size {
  width: number;
  height: number;
}

/** The smallest scale at which the picture still fills the window. */
export function leastScale(picture: Size, side: number): number {
  return side / Math.min(picture.width, picture.height);
}

/** The middle of the picture, as much of it as there can be. */
export function centred(picture: Size, side: number): Frame {
  const scale = leastScale(picture, side);
  return {
    x: (side - picture.width * scale) / 2,
    y: (side - picture.height * scale) / 2,
    scale,
  };
}

/** The same, without a gap between picture and window. */
export function kept(frame: Frame, picture: Size, side: number): Frame {
  const scale = Math.max(frame.scale, leastScale(picture, side));
  const within = (at: number, length: number) => Math.min(0, Math.max(side - length * scale, at));
  return { x: within(frame.x, picture.width), y: within(frame.y, picture.height), scale };
}

export function moved(
  frame: Frame,
  by: { x: number; y: number },
  picture: Size,
  side: number,
): Frame {
  return kept({ ...frame, x: frame.x + by.x, y: frame.y + by.y }, picture, side);
}

/** Drawn larger or smaller, so that what is in the middle of the window stays there. */
export function zoomed(frame: Frame, scale: number, picture: Size, side: number): Frame {
  const next = Math.max(scale, leastScale(picture, side));
  const about = (at: number) => side / 2 - ((side / 2 - at) / frame.scale) * next;
  return kept({ x: about(frame.x), y: about(frame.y), scale: next }, picture, side);
}
