import { ChangeDetectionStrategy, Component } from '@angular/core';
import { RouterLink, RouterLinkActive, RouterOutlet } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { Icon } from '../../../ui/icon/icon';
import { SECTIONS } from '../data/sections';

/** A page of the settings with the list of all beside it; on phones with the way back to the list. */
@Component({
  selector: 'lec-settings-frame',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Icon, RouterLink, RouterLinkActive, RouterOutlet, TranslocoDirective],
  template: `
    <div *transloco="let t" class="container-xl frame">
      <nav [attr.aria-label]="t('settings.heading')">
        <p class="eyebrow" aria-hidden="true">{{ t('settings.heading') }}</p>
        @for (section of sections; track section.path) {
          <a [routerLink]="section.path" routerLinkActive="active" ariaCurrentWhenActive="page">
            <svg [lecIcon]="section.icon" [size]="18"></svg>{{ t(section.label) }}
          </a>
        }
      </nav>
      <div class="page">
        <a
          class="back link small"
          routerLink="/settings"
          routerLinkActive="here"
          [routerLinkActiveOptions]="{ exact: true }"
        >
          <svg lecIcon="arrow-left" [size]="15"></svg>{{ t('settings.heading') }}
        </a>
        <router-outlet />
      </div>
    </div>
  `,
  styleUrl: './settings-frame.scss',
})
export class SettingsFrame {
  protected readonly sections = SECTIONS;
}
