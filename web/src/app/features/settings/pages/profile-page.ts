import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import { AuthService } from '../../../core/auth/auth-service';
import { PageHeader } from '../../../ui/page-header/page-header';
import { EmailCard } from '../ui/email-card';
import { LanguageCard } from '../ui/language-card';
import { PictureCard } from '../ui/picture-card';
import { ProfileForm } from '../ui/profile-form';
import { TeachingCard } from '../ui/teaching-card';

@Component({
  selector: 'lec-profile-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [
    EmailCard,
    LanguageCard,
    PageHeader,
    PictureCard,
    ProfileForm,
    TeachingCard,
    TranslocoDirective,
  ],
  template: `
    <ng-container *transloco="let t">
      <lec-page-header [heading]="t('settings.profile')" [text]="t('settings.profileText')" />
      @if (auth.user(); as user) {
        <lec-picture-card />
        <lec-profile-form [user]="user" />
        <lec-email-card [user]="user" />
        <lec-language-card />
        <lec-teaching-card [user]="user" />
      }
    </ng-container>
  `,
  styleUrl: './settings-page.scss',
})
export class ProfilePage {
  protected readonly auth = inject(AuthService);
}
