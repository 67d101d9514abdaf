import { HttpClient } from '@angular/common/http';
import { Injectable, inject } from '@angular/core';
import { firstValueFrom } from 'rxjs';
import { Id } from '../../../api';

/** What is imported, and where to: a course's folder, or questions for a quiz or a lesson. */
export interface Import {
  file: File;
  dryRun: boolean;
  name?: string;
  publish?: boolean;
  quiz?: Id;
  lesson?: Id;
}

/** Courses and questions as files, in and out, and copies: each answers the job that does it. */
@Injectable({ providedIn: 'root' })
export class ExchangeService {
  private readonly http = inject(HttpClient);

  async export(course: Id): Promise<Id> {
    return this.job(`/api/courses/${course}/export/`, {});
  }

  async duplicate(course: Id): Promise<Id> {
    return this.job(`/api/courses/${course}/duplicate/`, {});
  }

  async import({ file, dryRun, name, publish, quiz, lesson }: Import): Promise<Id> {
    const form = new FormData();
    form.set('file', file);
    form.set('dry_run', String(dryRun));
    if (publish) form.set('publish', 'true');
    for (const [key, value] of Object.entries({ name, quiz, lesson })) {
      if (value) form.set(key, value);
    }
    return this.job('/api/courses/import/', form);
  }

  private async job(url: string, body: unknown): Promise<Id> {
    return (await firstValueFrom(this.http.post<{ job: Id }>(url, body))).job;
  }
}
