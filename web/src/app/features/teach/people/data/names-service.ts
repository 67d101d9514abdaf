import { HttpClient } from '@angular/common/http';
import { Injectable, inject, signal } from '@angular/core';
import { firstValueFrom } from 'rxjs';
import { Id, Person, Quiz } from '../../../../api';
import { displayName } from '../../../../core/auth/display-name';
import { inBackground } from '../../../../core/http/loading-interceptor';

/** What people and quizzes are called, each asked for once. */
@Injectable()
export class Names {
  private readonly http = inject(HttpClient);
  private readonly known = signal<ReadonlyMap<Id, string>>(new Map());
  private readonly asked = new Set<Id>();

  /** The name, or nothing while it is not known. */
  of(id: Id): string {
    return this.known().get(id) ?? '';
  }

  people(ids: readonly Id[]): void {
    this.learn(ids, (id) => this.get<Person>(`/api/users/${id}/`).then(displayName));
  }

  quizzes(ids: readonly Id[]): void {
    this.learn(ids, (id) => this.get<Quiz>(`/api/quizzes/${id}/`).then(({ title }) => title));
  }

  private learn(ids: readonly Id[], ask: (id: Id) => Promise<string>): void {
    for (const id of new Set(ids)) {
      if (this.asked.has(id)) continue;
      this.asked.add(id);
      // Whoever has gone meanwhile has no name any more; what is about them can still be read.
      ask(id).then(
        (name) => this.known.update((known) => new Map(known).set(id, name)),
        () => this.asked.delete(id),
      );
    }
  }

  private get<T>(url: string): Promise<T> {
    return firstValueFrom(this.http.get<T>(url, { context: inBackground() }));
  }
}
