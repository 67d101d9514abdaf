import { ChangeDetectionStrategy, Component } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { Icon } from '../../../ui/icon/icon';
import { SECTIONS } from '../data/sections';

/** The list of the settings, as a page of its own on phones. */
@Component({
  selector: 'lec-settings-index',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Icon, RouterLink, TranslocoDirective],
  template: `
    <ng-container *transloco="let t">
      <h1 tabindex="-1">{{ t('settings.heading') }}</h1>
      <ul class="list-plain card-surface">
        @for (section of sections; track section.path) {
          <li>
            <svg [lecIcon]="section.icon"></svg>
            <div>
              <a class="stretched-link" [routerLink]="section.path">{{ t(section.label) }}</a>
              <p class="text-muted small">{{ t(section.text) }}</p>
            </div>
            <svg lecIcon="chevron-right" [size]="18"></svg>
          </li>
        }
      </ul>
    </ng-container>
  `,
  styles: `
    h1 {
      margin-block: 12px 20px;
    }
    li {
      position: relative;
      display: flex;
      align-items: center;
      gap: 16px;
      padding: 16px;
      color: var(--mat-sys-on-surface-variant);
    }
    li + li {
      border-top: 1px solid var(--lec-line);
    }
    div {
      flex: 1;
    }
    a {
      font-weight: 600;
      color: var(--mat-sys-on-surface);
    }
  `,
})
export class SettingsIndex {
  protected readonly sections = SECTIONS;
}
