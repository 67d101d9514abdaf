import { Id } from '../../../api';

/** The id of a reference, whether the answer holds the id alone or the thing inlined. */
export function idOf(reference: Id | { id: Id }): Id {
  return typeof reference === 'string' ? reference : reference.id;
}
