import { HttpClient } from '@angular/common/http';
import { Injectable, inject } from '@angular/core';
import { firstValueFrom } from 'rxjs';
import { Id } from '../../../api';
import { inBackground } from '../../../core/http/loading-interceptor';
import { EnrollmentService } from './enrollment-service';
import { PendingLessons } from './pending-lessons';

/** What has been learned. */
@Injectable({ providedIn: 'root' })
export class ProgressService {
  private readonly http = inject(HttpClient);
  private readonly pending = inject(PendingLessons);
  private readonly enrollments = inject(EnrollmentService);

  /** Shown at once, and kept when nobody answers; when the server refuses, what it knows is shown. */
  async complete(course: Id, lesson: Id, completed: boolean): Promise<void> {
    this.enrollments.mark(course, lesson, completed);
    try {
      await this.pending.tell(course, lesson, completed);
    } catch (error) {
      this.enrollments.reload();
      throw error;
    }
  }

  /** Remembers the lesson as the one to resume at. Nobody waits for it, and it may fail in silence. */
  async visit(course: Id, lesson: Id, completed: boolean): Promise<void> {
    this.enrollments.mark(course, lesson, completed);
    const sent = this.http.post('/api/progress/opened/', { lesson }, { context: inBackground() });
    await firstValueFrom(sent).catch(() => undefined);
  }
}
