const YOUTUBE =
  /^https:\/\/(?:www\.|m\.)?(?:youtube\.com\/(?:watch\?(?:[^#]*&)?v=|embed\/|shorts\/)|youtu\.be\/)([\w-]{11})(?:[?&#]|$)/;
const VIMEO = /^https:\/\/(?:www\.)?vimeo\.com\/(\d+)(?:[/?#]|$)/;

/** The address to frame a film of a known site by, built from its number alone; null for others. */
export function frameSource(url: string): string | null {
  const youtube = YOUTUBE.exec(url)?.[1];
  if (youtube) return `https://www.youtube-nocookie.com/embed/${youtube}`;
  const vimeo = VIMEO.exec(url)?.[1];
  return vimeo ? `https://player.vimeo.com/video/${vimeo}?dnt=1` : null;
}
