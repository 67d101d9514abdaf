import { HttpClient } from '@angular/common/http';
import { Injectable, inject } from '@angular/core';
import { firstValueFrom } from 'rxjs';
import { Id, OutlineLesson } from '../../../api';
import { inBackground } from '../../../core/http/loading-interceptor';
import { KeptAnswers } from '../../../core/offline/kept-answers';

const FRESH_MS = 24 * 60 * 60 * 1000;

/** Reads the lessons of a course ahead, one after the other, so that they open without a network. */
@Injectable({ providedIn: 'root' })
export class CourseKeeper {
  private readonly http = inject(HttpClient);
  private readonly answers = inject(KeptAnswers);
  private readonly begun = new Set<Id>();

  async keep(course: Id, lessons: OutlineLesson[]): Promise<void> {
    if (!this.answers.available || this.begun.has(course)) return;
    this.begun.add(course);
    try {
      for (const { id, quizzes } of lessons) {
        await this.read(`/api/lessons/${id}/`);
        if (quizzes.length) await this.read(`/api/quizzes/?lesson=${id}`);
      }
    } catch {
      this.begun.delete(course); // the rest with the next lesson that is opened
    }
  }

  private async read(url: string): Promise<void> {
    const kept = await this.answers.find(this.answers.owner(), url);
    if (kept && Date.now() - kept.at.getTime() < FRESH_MS) return;
    await firstValueFrom(this.http.get(url, { context: inBackground() }));
  }
}
