import { HttpClient } from '@angular/common/http';
import { DestroyRef, Injectable, inject, signal } from '@angular/core';
import { firstValueFrom } from 'rxjs';
import { Id } from '../../../api';
import { Toast } from '../../../core/layout/toast';

interface Removal {
  id: Id;
  url: string;
  /** What is said of it, and what fills the holes in that. */
  said: string;
  params?: Record<string, unknown>;
}

/**
 * Things that are taken away and may be wanted back: gone at once where they are shown, while the
 * server is told when it is too late to undo, or as the tab closes.
 */
@Injectable({ providedIn: 'root' })
export class Removals {
  private readonly http = inject(HttpClient);
  private readonly toast = inject(Toast);
  private readonly going = signal<readonly Id[]>([]);
  /** What to tell the server should the tab close now. */
  private readonly undecided = new Map<Id, () => void>();
  readonly ids = this.going.asReadonly();

  constructor() {
    const close = () => this.undecided.forEach((tell) => tell());
    addEventListener('pagehide', close);
    inject(DestroyRef).onDestroy(() => removeEventListener('pagehide', close));
  }

  /** `settle` takes it off the list, by what removes it on the server; nothing for what came back. */
  async remove(removal: Removal, settle: (work: () => Promise<unknown>) => Promise<unknown>) {
    const { id, url, said, params } = removal;
    this.going.update((list) => [...list, id]);
    const closed = new Promise<true>((resolve) => {
      this.undecided.set(id, () => {
        this.http.delete(url, { keepalive: true }).subscribe({ error: () => undefined });
        resolve(true);
      });
    });
    const undone = this.toast.undo(said, params);
    const told = await Promise.race([closed, undone.then(() => false)]);
    this.undecided.delete(id);
    if (told) await settle(() => Promise.resolve());
    else if (!(await undone)) await settle(() => firstValueFrom(this.http.delete(url)));
    this.going.update((list) => list.filter((one) => one !== id));
  }
}
