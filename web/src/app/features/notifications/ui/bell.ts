import { ChangeDetectionStrategy, Component, DestroyRef, inject } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { MatIconButton } from '@angular/material/button';
import { MatMenu, MatMenuContent, MatMenuItem, MatMenuTrigger } from '@angular/material/menu';
import { NavigationEnd, Router, RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { filter, interval, merge } from 'rxjs';
import { Notification } from '../../../api';
import { AgoPipe } from '../../../core/i18n/format';
import { Icon } from '../../../ui/icon/icon';
import { NotificationService } from '../data/notification-service';

const POLL_MS = 30_000;

/** The unread count, and the latest notifications one click away. */
@Component({
  selector: 'lec-bell',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [
    AgoPipe,
    Icon,
    MatIconButton,
    MatMenu,
    MatMenuContent,
    MatMenuItem,
    MatMenuTrigger,
    RouterLink,
    TranslocoDirective,
  ],
  templateUrl: './bell.html',
  styleUrl: './bell.scss',
})
export class Bell {
  private readonly router = inject(Router);
  protected readonly notifications = inject(NotificationService);

  constructor() {
    const moved = this.router.events.pipe(filter((event) => event instanceof NavigationEnd));
    merge(moved, interval(POLL_MS).pipe(filter(() => !document.hidden)))
      .pipe(takeUntilDestroyed(inject(DestroyRef)))
      .subscribe(() => this.notifications.refreshCount());
  }

  protected open(one: Notification): void {
    if (!one.is_read) void this.notifications.markRead(one.id).catch(() => undefined);
    if (one.url.startsWith('/')) void this.router.navigateByUrl(one.url);
  }

  protected markAll(event: Event): void {
    event.stopPropagation();
    void this.notifications.markAllRead().catch(() => undefined);
  }
}
