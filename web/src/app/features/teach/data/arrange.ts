import { Id, OutlineLesson, OutlineSection } from '../../../api';

/** A place in the outline: which section, and which lesson of it. */
export interface Place {
  section: number;
  index: number;
}

export function placeOf(sections: readonly OutlineSection[], lesson: Id): Place | null {
  for (const [section, { lessons }] of sections.entries()) {
    const index = lessons.findIndex(({ id }) => id === lesson);
    if (index >= 0) return { section, index };
  }
  return null;
}

/** The outline with a lesson in another place; `to` is counted without the lesson. */
export function move(sections: readonly OutlineSection[], lesson: Id, to: Place): OutlineSection[] {
  const from = placeOf(sections, lesson);
  const moved = from && sections[from.section]?.lessons[from.index];
  if (!moved) return [...sections];
  return sections.map((section, number) => {
    const lessons: OutlineLesson[] = section.lessons.filter(({ id }) => id !== lesson);
    if (number === to.section) lessons.splice(to.index, 0, moved);
    return { ...section, lessons };
  });
}

/** Where one step takes a lesson: past its neighbour, or over the border of its section. */
export function step(sections: readonly OutlineSection[], lesson: Id, by: -1 | 1): Place | null {
  const from = placeOf(sections, lesson);
  if (!from) return null;
  const { section, index } = from;
  const length = sections[section]?.lessons.length ?? 0;
  if (index + by >= 0 && index + by < length) return { section, index: index + by };
  const next = sections[section + by];
  if (!next) return null;
  return { section: section + by, index: by < 0 ? next.lessons.length : 0 };
}

export function moveItem<T>(items: readonly T[], from: number, to: number): T[] {
  const moved = items[from];
  return moved === undefined ? [...items] : items.toSpliced(from, 1).toSpliced(to, 0, moved);
}

/** Without the heading of a section: its lessons go on in the one before, else without a heading. */
export function dissolve(sections: readonly OutlineSection[], number: number): OutlineSection[] {
  const gone = sections[number];
  if (!gone) return [...sections];
  const before = sections[number - 1];
  const rest = sections.toSpliced(number, 1);
  if (!gone.lessons.length) return rest;
  if (!before) return rest.toSpliced(0, 0, { ...gone, title: '' });
  return rest.with(number - 1, { ...before, lessons: [...before.lessons, ...gone.lessons] });
}

/** The order as the server takes it: every lesson with the section that it stands in. */
export function orderOf(sections: readonly OutlineSection[]): { lesson: Id; section: string }[] {
  return sections.flatMap(({ title, lessons }) =>
    lessons.map(({ id }) => ({ lesson: id, section: title })),
  );
}
