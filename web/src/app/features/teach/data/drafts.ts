/** Changes that the server has not got, and the values that they were made to. */
export interface Draft<T> {
  changes: Partial<T>;
  base: Partial<T>;
}

const key = (url: string) => `lectern.draft.${url}`;

/** What this browser holds of an edited text; it survives a reload, a crash and a lost network. */
export function readDraft<T>(url: string): Draft<T> | null {
  try {
    return JSON.parse(localStorage.getItem(key(url)) ?? 'null') as Draft<T> | null;
  } catch {
    return null;
  }
}

/** Keeps the changes with their base; nothing to keep takes the draft away. */
export function writeDraft<T extends object>(url: string, changes: Partial<T>, value: T): void {
  const fields = Object.keys(changes) as (keyof T)[];
  try {
    if (!fields.length) {
      localStorage.removeItem(key(url));
      return;
    }
    const base = Object.fromEntries(fields.map((field) => [field, value[field]]));
    localStorage.setItem(key(url), JSON.stringify({ changes, base }));
  } catch {
    // Full or forbidden: the server then holds the only copy.
  }
}
