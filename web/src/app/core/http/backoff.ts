import { Problem } from './problem';

const FIRST_MS = 2_000;
const LAST_MS = 30_000;

/** Whether the same may be taken later: nobody answered, we ask too often, or the server is broken. */
export function mayPass({ status }: Problem): boolean {
  return status === 0 || status === 429 || status >= 500;
}

/** How long to wait before the next try: longer each time, and never less than the server asks for. */
export class Backoff {
  private wait = FIRST_MS;

  after({ retryAfter }: Problem): number {
    const wait = Math.max(this.wait, 1000 * (retryAfter ?? 0));
    this.wait = Math.min(2 * this.wait, LAST_MS);
    return wait;
  }

  reset(): void {
    this.wait = FIRST_MS;
  }
}
