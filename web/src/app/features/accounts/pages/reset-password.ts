import { ChangeDetectionStrategy, Component, computed, inject, input, signal } from '@angular/core';
import { NonNullableFormBuilder, ReactiveFormsModule, Validators } from '@angular/forms';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { AuthService } from '../../../core/auth/auth-service';
import { FormSender } from '../../../core/forms/form-sender';
import { PasswordField } from '../../../core/forms/password-field';
import { PasswordStrength } from '../../../core/forms/password-strength';
import { ProblemView } from '../../../core/http/problem-view';
import { MailService } from '../data/mail-service';
import { Entry } from '../ui/entry';

/** Sets a new password by the link of an e-mail; every session ends with that, also one in this browser. */
@Component({
  selector: 'lec-reset-password',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [
    Entry,
    MatButton,
    PasswordField,
    PasswordStrength,
    ProblemView,
    ReactiveFormsModule,
    RouterLink,
    TranslocoDirective,
  ],
  providers: [FormSender],
  template: `
    <lec-entry
      *transloco="let t"
      [heading]="t(done() ? 'entry.newPasswordDone' : 'entry.newPasswordHeading')"
      [text]="t(done() ? 'entry.newPasswordDoneText' : 'entry.newPasswordText')"
    >
      @if (done()) {
        <p class="said" role="status">{{ t('entry.newPasswordSaid') }}</p>
        <a matButton="filled" routerLink="/login">{{ t('accounts.login') }}</a>
      } @else if (spent()) {
        <p class="said" role="alert">{{ t('entry.linkSpent') }}</p>
        <a matButton="filled" routerLink="/password/reset">{{ t('entry.newLink') }}</a>
      } @else {
        <form [formGroup]="form" (ngSubmit)="save()">
          @if (sender.problem(); as problem) {
            <lec-problem [problem]="problem" />
          }
          <lec-password-field
            [control]="form.controls.new_password1"
            [label]="t('entry.newPassword')"
            [hint]="t('accounts.passwordHint')"
            autocomplete="new-password"
          />
          <lec-password-strength [password]="form.controls.new_password1.value" />
          <button matButton="filled" type="submit" [disabled]="sender.busy()">
            {{ t('entry.savePassword') }}
          </button>
        </form>
      }
    </lec-entry>
  `,
  styleUrl: './entry-form.scss',
})
export class ResetPassword {
  private readonly auth = inject(AuthService);
  private readonly mail = inject(MailService);
  protected readonly sender = inject(FormSender);
  readonly uid = input.required<string>();
  readonly token = input.required<string>();
  protected readonly done = signal(false);
  protected readonly spent = computed(() => this.sender.problem()?.code === 'link-invalid');
  protected readonly form = inject(NonNullableFormBuilder).group({
    new_password1: ['', [Validators.required, Validators.minLength(8)]],
  });

  protected async save(): Promise<void> {
    await this.sender.send(this.form, async () => {
      const link = { uid: this.uid(), token: this.token() };
      await this.mail.resetPassword(link, this.form.getRawValue().new_password1);
      this.auth.forget();
      this.done.set(true);
    });
  }
}
