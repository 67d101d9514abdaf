import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatRadioModule } from '@angular/material/radio';
import { TranslocoDirective } from '@jsverse/transloco';
import { AuthService } from '../../../core/auth/auth-service';
import { LANGUAGES, Language, LanguageCode } from '../../../core/i18n/language';

/** The language of the pages and of e-mails: one choice, unless they were chosen apart. */
@Component({
  selector: 'lec-language-card',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [MatButton, MatRadioModule, TranslocoDirective],
  template: `
    <section *transloco="let t" class="card-surface">
      <h2 id="language-heading">{{ t('settings.language') }}</h2>
      <p class="intro small">{{ t('settings.languageText') }}</p>
      <mat-radio-group
        aria-labelledby="language-heading"
        [value]="language.code()"
        (change)="language.choose($event.value)"
      >
        @for (code of codes; track code) {
          <mat-radio-button [value]="code"
            ><span [lang]="code">{{ names[code] }}</span></mat-radio-button
          >
        }
      </mat-radio-group>
      @if (otherForMail(); as other) {
        <p class="line note small">
          {{ t('settings.mailLanguage', { language: other }) }}
          <button matButton type="button" (click)="language.choose(language.code())">
            {{ t('settings.mailToo', { language: names[language.code()] }) }}
          </button>
        </p>
      }
    </section>
  `,
  styleUrl: './card.scss',
  styles: `
    mat-radio-group {
      display: flex;
      flex-wrap: wrap;
      gap: 4px 24px;
      margin-left: -10px;
    }
    .note {
      margin-top: 12px;
    }
  `,
})
export class LanguageCard {
  private readonly auth = inject(AuthService);
  protected readonly language = inject(Language);
  protected readonly names = LANGUAGES;
  protected readonly codes = Object.keys(LANGUAGES) as LanguageCode[];
  protected readonly otherForMail = computed(() => {
    const code = this.auth.user()?.language;
    return code && code !== this.language.code() ? LANGUAGES[code] : null;
  });
}
