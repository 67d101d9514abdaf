import { User } from '../../api';
import { personOf } from '../offline/person';

const KEY = 'lectern.person';

/** Who is here, for the time in which the server cannot be asked; gone with the token. */
export function rememberPerson(user: User): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(user));
  } catch {
    // Without storage there is no token to come back with either.
  }
}

export function forgetPerson(): void {
  try {
    localStorage.removeItem(KEY);
  } catch {
    // Nothing was stored.
  }
}

/** The person this token was given to, if it is the one remembered. */
export function rememberedPerson(token: string | null): User | null {
  try {
    const user = JSON.parse(localStorage.getItem(KEY) ?? 'null') as User | null;
    return user && user.id === personOf(token) ? user : null;
  } catch {
    return null;
  }
}
