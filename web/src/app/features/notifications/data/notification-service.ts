import { HttpClient, httpResource } from '@angular/common/http';
import { Injectable, computed, inject } from '@angular/core';
import { firstValueFrom } from 'rxjs';
import { Notification } from '../../../api';
import { AuthService } from '../../../core/auth/auth-service';
import { inBackground } from '../../../core/http/loading-interceptor';
import { pagedResource } from '../../../core/http/paged';

/** The inbox of the person who is signed in. */
@Injectable({ providedIn: 'root' })
export class NotificationService {
  private readonly http = inject(HttpClient);
  private readonly auth = inject(AuthService);
  private readonly counter = httpResource<{ unread: number }>(() =>
    this.auth.user()
      ? { url: '/api/notifications/unread-count/', context: inBackground() }
      : undefined,
  );

  readonly inbox = pagedResource<Notification>(() =>
    this.auth.user() ? { url: '/api/notifications/' } : undefined,
  );
  readonly unread = computed(() => (this.counter.hasValue() ? this.counter.value().unread : 0));

  refreshCount(): void {
    this.counter.reload();
  }

  refresh(): void {
    this.counter.reload();
    this.inbox.reload();
  }

  /** Shown as read at once; a failure brings the truth back. */
  async markRead(id: string): Promise<void> {
    this.show((one) => one.id === id);
    await this.tell(this.http.patch(`/api/notifications/${id}/`, { is_read: true }));
  }

  async markAllRead(): Promise<void> {
    this.show(() => true);
    await this.tell(this.http.post('/api/notifications/mark-all-read/', {}));
  }

  private show(isMeant: (one: Notification) => boolean): void {
    this.inbox.patch((list) => list.map((one) => (isMeant(one) ? { ...one, is_read: true } : one)));
  }

  private async tell(request: ReturnType<HttpClient['post']>): Promise<void> {
    try {
      await firstValueFrom(request);
      this.counter.reload();
    } catch (error) {
      this.refresh();
      throw error;
    }
  }
}
