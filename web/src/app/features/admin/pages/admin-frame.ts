import { ChangeDetectionStrategy, Component } from '@angular/core';
import { RouterLink, RouterLinkActive, RouterOutlet } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { Icon } from '../../../ui/icon/icon';

/** The pages of an admin beside their navigation. */
@Component({
  selector: 'lec-admin-frame',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Icon, RouterLink, RouterLinkActive, RouterOutlet, TranslocoDirective],
  template: `
    <div *transloco="let t" class="container-xl frame">
      <nav [attr.aria-label]="t('title.admin')">
        @for (page of pages; track page.path) {
          <a
            [routerLink]="page.path"
            routerLinkActive="active"
            ariaCurrentWhenActive="page"
            [routerLinkActiveOptions]="{ exact: page.path === '.' }"
            ><svg [lecIcon]="page.icon" [size]="17"></svg>{{ t(page.label) }}</a
          >
        }
      </nav>
      <div class="page"><router-outlet /></div>
    </div>
  `,
  styleUrl: './admin-frame.scss',
})
export class AdminFrame {
  protected readonly pages = [
    { path: '.', icon: 'chart-column', label: 'admin.overview' },
    { path: 'people', icon: 'users', label: 'title.users' },
    { path: 'courses', icon: 'book-open', label: 'title.allCourses' },
    { path: 'categories', icon: 'list-tree', label: 'title.categories' },
    { path: 'site', icon: 'settings', label: 'title.site' },
    { path: 'audit', icon: 'eye', label: 'title.audit' },
    { path: 'jobs', icon: 'clock', label: 'title.jobs' },
  ] as const;
}
