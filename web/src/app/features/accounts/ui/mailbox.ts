import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import { Resend } from './resend';

/** For somebody who may come in once they have opened the link that was sent to them. */
@Component({
  selector: 'lec-mailbox',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Resend, TranslocoDirective],
  template: `
    <ng-container *transloco="let t">
      <p role="status">
        {{ email() ? t('entry.mailboxAt', { email: email() }) : t('entry.mailboxText') }}
      </p>
      <p class="text-muted small">{{ t('entry.mailboxHint') }}</p>
      <lec-resend [email]="email()" />
    </ng-container>
  `,
  styles: `
    :host {
      display: grid;
      gap: 12px;
      margin-top: 20px;
    }
    p {
      overflow-wrap: anywhere;
    }
  `,
})
export class Mailbox {
  readonly email = input('');
}
