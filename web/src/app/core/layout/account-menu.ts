import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { MatMenu, MatMenuContent, MatMenuItem, MatMenuTrigger } from '@angular/material/menu';
import { Router, RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { User } from '../../api';
import { Avatar } from '../../ui/avatar/avatar';
import { Icon } from '../../ui/icon/icon';
import { AuthService } from '../auth/auth-service';
import { displayName } from '../auth/display-name';

@Component({
  selector: 'lec-account-menu',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [
    Avatar,
    Icon,
    MatMenu,
    MatMenuContent,
    MatMenuItem,
    MatMenuTrigger,
    RouterLink,
    TranslocoDirective,
  ],
  template: `
    <ng-container *transloco="let t">
      <button
        type="button"
        class="trigger"
        [matMenuTriggerFor]="menu"
        [attr.aria-label]="t('nav.account', { name: name() })"
      >
        <lec-avatar [name]="name()" [picture]="user().profile_picture" />
      </button>
      <mat-menu #menu="matMenu" xPosition="before">
        <ng-template matMenuContent>
          <p class="who">
            <b>{{ name() }}</b><span>{{ user().email }}</span>
          </p>
          <a mat-menu-item routerLink="/dashboard">{{ t('nav.learning') }}</a>
          <a mat-menu-item routerLink="/enrollments">{{ t('nav.enrollments') }}</a>
          <a mat-menu-item routerLink="/progress">{{ t('nav.progress') }}</a>
          <a mat-menu-item routerLink="/certificates">{{ t('nav.certificates') }}</a>
          <a mat-menu-item routerLink="/notifications">{{ t('nav.notifications') }}</a>
          @if (user().is_instructor || user().is_staff) {
            <a mat-menu-item routerLink="/teach">{{ t('nav.teach') }}</a>
          }
          @if (user().is_staff) {
            <a mat-menu-item routerLink="/admin">{{ t('nav.admin') }}</a>
          }
          <a mat-menu-item routerLink="/settings">{{ t('nav.settings') }}</a>
          <button mat-menu-item (click)="logout()">
            <span class="d-flex align-items-center gap-2"
              ><svg lecIcon="log-out" [size]="17"></svg>{{ t('nav.logout') }}</span
            >
          </button>
        </ng-template>
      </mat-menu>
    </ng-container>
  `,
  styles: `
    .trigger {
      display: block;
      margin-left: 4px;
      padding: 0;
      border: 0;
      border-radius: 50%;
      background: none;
    }
    .trigger:focus-visible {
      border-radius: 50%;
    }
    .who {
      display: grid;
      padding: 8px 16px 12px;
      margin-bottom: 4px;
      border-bottom: 1px solid var(--lec-line);
      font-size: var(--text-sm);
    }
    .who span {
      color: var(--mat-sys-on-surface-variant);
      overflow-wrap: anywhere;
    }
  `,
})
export class AccountMenu {
  private readonly auth = inject(AuthService);
  private readonly router = inject(Router);
  readonly user = input.required<User>();
  protected readonly name = computed(() => displayName(this.user()));

  protected async logout(): Promise<void> {
    await this.auth.logout().catch(() => undefined);
    await this.router.navigate(['/']);
  }
}
