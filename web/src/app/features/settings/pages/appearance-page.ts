import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { MatRadioModule } from '@angular/material/radio';
import { MatSlideToggle } from '@angular/material/slide-toggle';
import { TranslocoDirective } from '@jsverse/transloco';
import { Shortcuts } from '../../../core/keyboard/shortcuts';
import { Theme, ThemeMode } from '../../../core/theme/theme';
import { PageHeader } from '../../../ui/page-header/page-header';
import { LanguageCard } from '../ui/language-card';

/** How the site looks and answers to keys, in this browser. */
@Component({
  selector: 'lec-appearance-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [LanguageCard, MatRadioModule, MatSlideToggle, PageHeader, TranslocoDirective],
  template: `
    <ng-container *transloco="let t">
      <lec-page-header [heading]="t('settings.appearance')" [text]="t('settings.appearanceText')" />
      <section class="card-surface">
        <h2 id="theme-heading">{{ t('theme.label') }}</h2>
        <mat-radio-group
          class="themes"
          aria-labelledby="theme-heading"
          [value]="theme.mode()"
          (change)="theme.choose($event.value)"
        >
          @for (mode of modes; track mode) {
            <mat-radio-button [value]="mode" [class.chosen]="theme.mode() === mode">
              <span class="sample" [attr.data-mode]="mode" aria-hidden="true"><i></i><i></i></span>
              {{ t('theme.' + mode) }}
            </mat-radio-button>
          }
        </mat-radio-group>
      </section>
      <lec-language-card />
      <section class="card-surface">
        <h2>{{ t('settings.keys') }}</h2>
        <p class="intro small">{{ t('settings.keysText') }}</p>
        <mat-slide-toggle
          [checked]="shortcuts.singleKeys()"
          (change)="shortcuts.allowSingleKeys($event.checked)"
          >{{ t('keys.single') }}</mat-slide-toggle
        >
      </section>
    </ng-container>
  `,
  styleUrls: ['../ui/card.scss', './settings-page.scss'],
  styles: `
    .themes {
      display: grid;
      grid-template-columns: repeat(auto-fit, minmax(150px, 1fr));
      gap: 12px;
      margin-top: 16px;
    }
    mat-radio-button {
      padding: 8px 8px 8px 2px;
      border: 1px solid var(--lec-line);
      border-radius: var(--radius-button);
    }
    .chosen {
      border-color: var(--mat-sys-primary);
    }
    .sample {
      display: flex;
      width: 76px;
      height: 48px;
      margin-bottom: 6px;
      overflow: hidden;
      border: 1px solid var(--lec-line);
      border-radius: 8px;
    }
    i {
      flex: 1;
      background: linear-gradient(#4f46e5 10px, #f7f8fc 10px);
    }
    [data-mode='dark'] i,
    [data-mode='system'] i:last-child {
      background: linear-gradient(#a5b4fc 10px, #0b1020 10px);
    }
  `,
})
export class AppearancePage {
  protected readonly theme = inject(Theme);
  protected readonly shortcuts = inject(Shortcuts);
  protected readonly modes: ThemeMode[] = ['system', 'light', 'dark'];
}
