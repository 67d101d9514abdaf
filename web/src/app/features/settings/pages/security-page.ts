import { ChangeDetectionStrategy, Component } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import { PageHeader } from '../../../ui/page-header/page-header';
import { FactorCard } from '../ui/factor-card';
import { PasswordCard } from '../ui/password-card';
import { SignInsCard } from '../ui/sign-ins-card';

/** What keeps others out of the account. */
@Component({
  selector: 'lec-security-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [FactorCard, PageHeader, PasswordCard, SignInsCard, TranslocoDirective],
  template: `
    <ng-container *transloco="let t">
      <lec-page-header [heading]="t('settings.security')" [text]="t('settings.securityText')" />
      <lec-factor-card (changed)="signIns.reload()" />
      <lec-password-card (changed)="signIns.reload()" />
      <lec-sign-ins-card #signIns />
    </ng-container>
  `,
  styleUrl: './settings-page.scss',
})
export class SecurityPage {}
