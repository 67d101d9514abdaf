import { ChangeDetectionStrategy, Component, ElementRef, inject, viewChild } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { Router, RouterLink, RouterLinkActive } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { Icon } from '../../ui/icon/icon';
import { AuthService } from '../auth/auth-service';
import { shortcuts } from '../keyboard/shortcuts';
import { SiteSettings } from '../site/site';
import { AccountMenu } from './account-menu';
import { ThemeMenu } from './theme-menu';
import { BEYOND_PHONE, wide } from './wide';

/** What the header offers besides the way home: places, the search, the menus. */
@Component({
  selector: 'lec-toolbar',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [
    AccountMenu,
    Icon,
    MatButton,
    RouterLink,
    RouterLinkActive,
    ThemeMenu,
    TranslocoDirective,
  ],
  templateUrl: './toolbar.html',
  styleUrl: './toolbar.scss',
})
export class Toolbar {
  private readonly router = inject(Router);
  protected readonly auth = inject(AuthService);
  protected readonly site = inject(SiteSettings).now;
  protected readonly roomy = wide(BEYOND_PHONE);
  private readonly search = viewChild<ElementRef<HTMLInputElement>>('search');

  constructor() {
    const run = () => this.search()?.nativeElement.focus();
    shortcuts({ key: '/', label: 'keys.search', run });
  }

  protected find(event: Event, words: string): void {
    event.preventDefault();
    const search = words.trim() || null;
    void this.router.navigate(['/courses'], { queryParams: { search } });
  }
}
