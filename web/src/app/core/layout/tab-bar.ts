import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { RouterLink, RouterLinkActive } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { Icon } from '../../ui/icon/icon';
import { IconName } from '../../ui/icon/icons.generated';
import { AuthService } from '../auth/auth-service';
import { SiteSettings } from '../site/site';

interface Tab {
  link: string;
  icon: IconName;
  label: string;
}

const EVERYBODY: Tab[] = [
  { link: '/', icon: 'house', label: 'nav.home' },
  { link: '/courses', icon: 'compass', label: 'nav.courses' },
];
const MEMBER: Tab[] = [
  { link: '/dashboard', icon: 'book-open', label: 'nav.learning' },
  { link: '/progress', icon: 'chart-column', label: 'nav.progress' },
];
const LOGIN: Tab = { link: '/login', icon: 'log-in', label: 'nav.login' };
const REGISTER: Tab = { link: '/register', icon: 'user-plus', label: 'nav.register' };

/** Navigation under the thumb, on phones. */
@Component({
  selector: 'lec-tab-bar',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Icon, RouterLink, RouterLinkActive, TranslocoDirective],
  template: `
    <nav *transloco="let t" [attr.aria-label]="t('nav.tabs')">
      @for (tab of tabs(); track tab.link) {
        <a
          [routerLink]="tab.link"
          routerLinkActive="active"
          ariaCurrentWhenActive="page"
          [routerLinkActiveOptions]="{ exact: tab.link === '/' }"
        >
          <svg [lecIcon]="tab.icon" [size]="22"></svg>{{ t(tab.label) }}
        </a>
      }
    </nav>
  `,
  styles: `
    nav {
      position: fixed;
      inset: auto 0 0;
      z-index: 100;
      display: grid;
      grid-auto-flow: column;
      grid-auto-columns: 1fr;
      padding-bottom: env(safe-area-inset-bottom);
      border-top: 1px solid var(--lec-line);
      background: color-mix(in srgb, var(--lec-card) 94%, transparent);
      backdrop-filter: blur(14px);
    }
    a {
      display: grid;
      justify-items: center;
      gap: 3px;
      padding: 9px 2px 8px;
      font-size: 0.6875rem;
      font-weight: 560;
      text-align: center;
      color: var(--mat-sys-on-surface-variant);
    }
    .active {
      color: var(--mat-sys-primary);
    }
    a:focus-visible {
      outline-offset: -3px;
    }
  `,
})
export class TabBar {
  private readonly auth = inject(AuthService);
  private readonly site = inject(SiteSettings).now;
  protected readonly tabs = computed(() => {
    if (this.auth.signedIn()) return [...EVERYBODY, ...MEMBER];
    return [...EVERYBODY, LOGIN, ...(this.site().registration_open ? [REGISTER] : [])];
  });
}
