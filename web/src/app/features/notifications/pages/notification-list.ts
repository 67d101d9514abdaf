import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { Notification } from '../../../api';
import { More } from '../../../core/http/more';
import { ProblemView } from '../../../core/http/problem-view';
import { AgoPipe } from '../../../core/i18n/format';
import { Toast } from '../../../core/layout/toast';
import { EmptyState } from '../../../ui/empty-state/empty-state';
import { PageHeader } from '../../../ui/page-header/page-header';
import { Skeleton } from '../../../ui/skeleton/skeleton';
import { NotificationService } from '../data/notification-service';

@Component({
  selector: 'lec-notification-list',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [
    AgoPipe,
    EmptyState,
    MatButton,
    More,
    PageHeader,
    ProblemView,
    RouterLink,
    Skeleton,
    TranslocoDirective,
  ],
  templateUrl: './notification-list.html',
  styleUrl: './notification-list.scss',
})
export class NotificationList {
  private readonly toast = inject(Toast);
  protected readonly service = inject(NotificationService);

  constructor() {
    this.service.refresh();
  }

  protected read(one: Notification): void {
    if (!one.is_read) void this.tell(() => this.service.markRead(one.id));
  }

  protected readAll(): void {
    void this.tell(() => this.service.markAllRead());
  }

  private async tell(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.toast.failed(error);
    }
  }
}
