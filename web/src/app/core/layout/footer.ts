import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { LANGUAGES, Language, LanguageCode } from '../i18n/language';
import { SiteSettings } from '../site/site';
import { Brand } from './brand';

@Component({
  selector: 'lec-footer',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Brand, RouterLink, TranslocoDirective],
  template: `
    <footer *transloco="let t">
      <div class="container-xl inner">
        <div>
          <lec-brand />
          <p>{{ t('footer.tagline') }}</p>
        </div>
        <nav [attr.aria-label]="t('footer.nav')">
          <a routerLink="/courses">{{ t('nav.courses') }}</a>
          <a href="/swagger/">{{ t('footer.api') }}</a>
          @if (site().support_email; as address) {
            <a [href]="'mailto:' + address">{{ t('footer.help') }}</a>
          }
        </nav>
        <div role="group" class="languages" [attr.aria-label]="t('footer.language')">
          @for (code of codes; track code) {
            <button
              type="button"
              [lang]="code"
              [attr.aria-pressed]="language.code() === code"
              (click)="language.choose(code)"
            >
              {{ names[code] }}
            </button>
          }
        </div>
      </div>
    </footer>
  `,
  styles: `
    footer {
      margin-top: var(--space-8);
      padding-block: var(--space-6);
      border-top: 1px solid var(--lec-line);
      font-size: var(--text-sm);
      color: var(--mat-sys-on-surface-variant);
    }
    .inner {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      justify-content: space-between;
      gap: 20px 40px;
    }
    p {
      margin-top: 8px;
    }
    nav {
      display: flex;
      gap: 20px;
    }
    a:hover {
      color: var(--mat-sys-on-surface);
    }
    .languages {
      display: flex;
      padding: 3px;
      border: 1px solid var(--lec-line);
      border-radius: var(--radius-button);
      background: var(--lec-card);
    }
    button {
      padding: 5px 12px;
      border: 0;
      border-radius: 9px;
      color: inherit;
      background: none;
    }
    button[aria-pressed='true'] {
      font-weight: 600;
      color: var(--mat-sys-on-primary-container);
      background: var(--mat-sys-primary-container);
    }
  `,
})
export class Footer {
  protected readonly site = inject(SiteSettings).now;
  protected readonly language = inject(Language);
  protected readonly names = LANGUAGES;
  protected readonly codes = Object.keys(LANGUAGES) as LanguageCode[];
}
