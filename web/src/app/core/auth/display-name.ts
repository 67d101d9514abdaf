import { Person } from '../../api';

/** How a person is called: by name when they gave one, else by username. */
export function displayName(person: Pick<Person, 'username' | 'first_name' | 'last_name'>): string {
  return [person.first_name, person.last_name].filter(Boolean).join(' ') || person.username;
}
