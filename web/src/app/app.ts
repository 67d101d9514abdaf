import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { AuthService } from './core/auth/auth-service';
import { mailFollowsLanguage } from './core/auth/language-of-mail';
import { Language } from './core/i18n/language';
import { shortcuts } from './core/keyboard/shortcuts';
import { LazyDialog } from './core/layout/lazy-dialog';
import { Shell } from './core/layout/shell';
import { hearOfSite } from './core/site/hear-of-site';
import { Bell } from './features/notifications';
import { loadPalette } from './features/search';

/** The shell of core with what features hang into it. */
@Component({
  selector: 'lec-root',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Shell, Bell],
  template: `
    <lec-shell>
      @if (auth.signedIn()) {
        @defer (on idle) {
          <lec-bell />
        }
      }
    </lec-shell>
  `,
})
export class App {
  protected readonly auth = inject(AuthService);
  private readonly dialogs = inject(LazyDialog);
  private readonly language = inject(Language);

  constructor() {
    hearOfSite();
    mailFollowsLanguage();
    shortcuts(
      { key: 'k', mod: true, label: 'keys.palette', run: () => void this.openPalette() },
      { key: '?', label: 'keys.help', run: () => void this.openKeys() },
    );
  }

  private openPalette(): Promise<void> {
    const width = 'min(640px, calc(100vw - 32px))';
    return this.dialogs.show(() => loadPalette(this.language), {
      width,
      maxWidth: width,
      position: { top: 'clamp(16px, 12vh, 120px)' },
    });
  }

  private openKeys(): Promise<void> {
    return this.dialogs.show(() =>
      import('./core/keyboard/keys-dialog').then(({ KeysDialog }) => KeysDialog),
    );
  }
}
