import { Answers, Id } from '../../../api';

export interface Draft {
  answers: Answers;
  flagged: Id[];
}

const EMPTY: Draft = { answers: {}, flagged: [] };

export const draftKey = (attempt: Id) => `lectern.attempt.${attempt}`;

/** What this browser holds of an attempt; it survives a reload, a crash and a lost network. */
export function readDraft(attempt: Id): Draft {
  try {
    return parseDraft(localStorage.getItem(draftKey(attempt)));
  } catch {
    return EMPTY;
  }
}

export function parseDraft(text: string | null): Draft {
  return text ? { ...EMPTY, ...(JSON.parse(text) as Partial<Draft>) } : EMPTY;
}

export function writeDraft(attempt: Id, draft: Draft): void {
  try {
    localStorage.setItem(draftKey(attempt), JSON.stringify(draft));
  } catch {
    // Full or forbidden: the server then holds the only copy.
  }
}

export function dropDraft(attempt: Id): void {
  try {
    localStorage.removeItem(draftKey(attempt));
  } catch {
    // Nothing was kept either.
  }
}
