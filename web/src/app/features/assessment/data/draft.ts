import { Answers, Id } from '../../../api';

export interface Draft {
  answers: Answers;
  flagged: Id[];
}

/** What the browser holds of an attempt is kept under this name. */
export const draftName = (attempt: Id) => `attempt.${attempt}`;
