import { Person } from '../../api';

/** How a person is called: by name when they gave one, else by username. */
export function displayName(person: Omit<Person, 'id'>): string {
  if (person.name) return person.name;
  return [person.first_name, person.last_name].filter(Boolean).join(' ') || person.username;
}
