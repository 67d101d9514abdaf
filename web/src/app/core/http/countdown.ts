import { Signal, computed, effect, signal, untracked } from '@angular/core';

/** How many whole seconds are left until a moment; it counts by itself, down to nothing. */
export function secondsUntil(moment: () => number | null): Signal<number> {
  const left = signal(0);
  effect((onCleanup) => {
    const end = moment();
    const count = () => left.set(Math.max(0, Math.ceil(((end ?? 0) - Date.now()) / 1000)));
    untracked(count);
    if (end === null || end <= Date.now()) return;
    const timer = setInterval(() => {
      count();
      if (left() === 0) clearInterval(timer);
    }, 1000);
    onCleanup(() => clearInterval(timer));
  });
  return left.asReadonly();
}

/** Seconds as a clock shows them: "0:42", "14:59", "2:00:00". */
export function asClock(seconds: number): string {
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor((seconds % 3600) / 60);
  const rest = String(seconds % 60).padStart(2, '0');
  return hours ? `${hours}:${String(minutes).padStart(2, '0')}:${rest}` : `${minutes}:${rest}`;
}

/** The server sends one link a minute. */
const PAUSE_MS = 60_000;

/** The time in which a link cannot be asked for again: what is left of it, and how to begin it. */
export function linkPause(): { left: Signal<number>; clock: Signal<string>; begin(): void } {
  const end = signal<number | null>(null);
  const left = secondsUntil(end);
  return {
    left,
    clock: computed(() => asClock(left())),
    begin: () => end.set(Date.now() + PAUSE_MS),
  };
}
