import { HttpClient, httpResource } from '@angular/common/http';
import { Injectable, computed, inject, linkedSignal } from '@angular/core';
import { firstValueFrom } from 'rxjs';
import { Preferences } from '../../../api';
import { inBackground } from '../../../core/http/loading-interceptor';
import { Problem } from '../../../core/http/problem';

export type Channel = Preferences['groups'][number]['kinds'][number]['channels'][number];

/** What a person wants to be told, and how; shown as chosen at once, and taken back when refused. */
@Injectable()
export class PreferencesStore {
  private readonly http = inject(HttpClient);
  private readonly resource = httpResource<Preferences>(() => '/api/notifications/preferences/');
  private readonly chosen = linkedSignal(() =>
    this.resource.hasValue() ? this.resource.value() : undefined,
  );
  private last: Promise<unknown> = Promise.resolve();
  readonly page = this.chosen.asReadonly();
  readonly problem = computed(() => {
    const error = this.resource.error();
    return error ? Problem.from(error) : null;
  });

  reload(): void {
    this.resource.reload();
  }

  async choose(kind: string, channel: Channel, wanted: boolean): Promise<void> {
    const show = (value: boolean) =>
      this.chosen.update(
        (page) =>
          page && {
            ...page,
            kinds: { ...page.kinds, [kind]: { ...page.kinds[kind], [channel]: value } },
          },
      );
    show(wanted);
    await this.send({ kinds: { [kind]: { [channel]: wanted } } }, () => show(!wanted));
  }

  async chooseDigest(digest: Preferences['digest']): Promise<void> {
    const before = this.chosen()?.digest;
    const show = (value: Preferences['digest'] | undefined) =>
      this.chosen.update((page) => page && value && { ...page, digest: value });
    show(digest);
    await this.send({ digest }, () => show(before));
  }

  /** One after the other: whoever goes through the choices by arrow keys keeps the last of them. */
  private async send(changes: unknown, takeBack: () => void): Promise<void> {
    const context = inBackground();
    const ask = () =>
      firstValueFrom(this.http.patch('/api/notifications/preferences/', changes, { context }));
    const sent = this.last.then(ask);
    this.last = sent.catch(() => undefined);
    try {
      await sent;
    } catch (error) {
      takeBack();
      throw error;
    }
  }
}
