import { HttpClient } from '@angular/common/http';
import { Injectable, inject } from '@angular/core';
import { firstValueFrom } from 'rxjs';
import { Announcement, CourseSummary, Id } from '../../../../api';
import { AuthService } from '../../../../core/auth/auth-service';
import { Paged, pagedResource } from '../../../../core/http/paged';

/** What is announced to the learners of a course, or to people of the whole site. */
export interface Draft {
  course: Id | null;
  audience: NonNullable<Announcement['audience']>;
  title: string;
  body: string;
}

export type Correction = Pick<Draft, 'title' | 'body'>;

export type Sent = Omit<Announcement, 'course'> & { course?: CourseSummary | null };

@Injectable({ providedIn: 'root' })
export class AnnouncementService {
  private readonly http = inject(HttpClient);
  private readonly auth = inject(AuthService);

  /** One's own, the latest first. */
  sent(): Paged<Sent> {
    return pagedResource<Sent>(() => {
      const me = this.auth.user();
      return me
        ? { url: '/api/announcements/', params: { author: me.id, expand: 'course' } }
        : undefined;
    });
  }

  /** Answers what was written, with the job that brings it to people. */
  send(draft: Draft): Promise<Announcement> {
    return firstValueFrom(this.http.post<Announcement>('/api/announcements/', draft));
  }

  /** Puts it right for whoever reads it from now on; nobody is told a second time. */
  correct(id: Id, words: Correction): Promise<Announcement> {
    return firstValueFrom(this.http.patch<Announcement>(`/api/announcements/${id}/`, words));
  }

  /** Takes it back, out of the inboxes too. */
  withdraw(id: Id): Promise<unknown> {
    return firstValueFrom(this.http.delete(`/api/announcements/${id}/`));
  }
}
