import { Course, Person } from '../../../api';
import { displayName } from '../../../core/auth/display-name';

/** Who teaches the course, when the answer says more than an id. */
export function instructorOf({ instructor }: Course): Person | null {
  return instructor && typeof instructor === 'object' ? instructor : null;
}

export function instructorName(course: Course): string {
  const person = instructorOf(course);
  return person ? displayName(person) : '';
}

export function categoryName({ category }: Course): string {
  return category && typeof category === 'object' ? category.name : '';
}
