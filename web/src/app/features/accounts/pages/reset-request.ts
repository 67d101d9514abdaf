import { ChangeDetectionStrategy, Component, inject, signal } from '@angular/core';
import { NonNullableFormBuilder, ReactiveFormsModule, Validators } from '@angular/forms';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { EmailField } from '../../../core/forms/email-field';
import { FormSender } from '../../../core/forms/form-sender';
import { ProblemView } from '../../../core/http/problem-view';
import { MailService } from '../data/mail-service';
import { Entry } from '../ui/entry';

/** Asks for a link that sets a new password. Whether somebody has the address, nobody is told. */
@Component({
  selector: 'lec-reset-request',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [
    EmailField,
    Entry,
    MatButton,
    ProblemView,
    ReactiveFormsModule,
    RouterLink,
    TranslocoDirective,
  ],
  providers: [FormSender],
  template: `
    <lec-entry *transloco="let t" [heading]="t('entry.resetHeading')" [text]="t('entry.resetText')">
      @if (sentTo(); as address) {
        <p class="said" role="status">{{ t('entry.resetSent', { email: address }) }}</p>
        <p class="text-muted small">{{ t('entry.resetSentHint') }}</p>
        <p>
          <button matButton type="button" (click)="sentTo.set('')">
            {{ t('entry.otherAddress') }}
          </button>
        </p>
      } @else {
        <form [formGroup]="form" (ngSubmit)="send()">
          @if (sender.problem(); as problem) {
            <lec-problem [problem]="problem" />
          }
          <lec-email-field [control]="form.controls.email" [label]="t('accounts.email')" />
          <button matButton="filled" type="submit" [disabled]="sender.busy()">
            {{ t('entry.resetSend') }}
          </button>
        </form>
      }
      <p class="other">
        <a class="link" routerLink="/login">{{ t('entry.backToLogin') }}</a>
      </p>
    </lec-entry>
  `,
  styleUrl: './entry-form.scss',
})
export class ResetRequest {
  private readonly mail = inject(MailService);
  protected readonly sender = inject(FormSender);
  protected readonly sentTo = signal('');
  protected readonly form = inject(NonNullableFormBuilder).group({
    email: ['', [Validators.required, Validators.email]],
  });

  protected async send(): Promise<void> {
    await this.sender.send(this.form, async () => {
      const { email } = this.form.getRawValue();
      await this.mail.askForReset(email);
      this.sentTo.set(email);
    });
  }
}
