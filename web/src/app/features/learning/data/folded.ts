import { signal } from '@angular/core';
import { Id } from '../../../api';

const key = (course: Id) => `lectern.folded.${course}`;

/** The sections of a course whose lessons are hidden in this browser, by their titles. */
export class Folded {
  private readonly course = signal<Id>('');
  private readonly hidden = signal<ReadonlySet<string>>(new Set());
  readonly titles = this.hidden.asReadonly();

  open(course: Id): void {
    if (course === this.course()) return;
    this.course.set(course);
    this.hidden.set(read(course));
  }

  toggle(title: string): void {
    const next = new Set(this.hidden());
    if (!next.delete(title)) next.add(title);
    this.hidden.set(next);
    try {
      if (next.size) localStorage.setItem(key(this.course()), JSON.stringify([...next]));
      else localStorage.removeItem(key(this.course()));
    } catch {
      // Full or forbidden: it is remembered until the page is closed.
    }
  }
}

function read(course: Id): ReadonlySet<string> {
  try {
    const known: unknown = JSON.parse(localStorage.getItem(key(course)) ?? '[]');
    return new Set(Array.isArray(known) ? known.map(String) : []);
  } catch {
    return new Set();
  }
}
