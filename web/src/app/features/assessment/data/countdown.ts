/** How far the server's clock is ahead of this one, in milliseconds. */
export function clockOffset(serverTime: string, now: number): number {
  return new Date(serverTime).getTime() - now;
}

export interface TimeLeft {
  seconds: number;
  /** What is left of the whole time, from 1 to 0. */
  share: number;
}

/** The time left by the server's clock, or null when there is no limit. */
export function timeLeft(
  attempt: { started_at: string; deadline: string | null },
  offset: number,
  now: number,
): TimeLeft | null {
  if (!attempt.deadline) return null;
  const end = new Date(attempt.deadline).getTime();
  const whole = end - new Date(attempt.started_at).getTime();
  const left = Math.max(0, end - (now + offset));
  return { seconds: Math.ceil(left / 1000), share: whole > 0 ? Math.min(1, left / whole) : 0 };
}

/** "1:05:09" or "5:09". */
export function clockText(seconds: number): string {
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor((seconds % 3600) / 60);
  const rest = String(seconds % 60).padStart(2, '0');
  return hours ? `${hours}:${String(minutes).padStart(2, '0')}:${rest}` : `${minutes}:${rest}`;
}
