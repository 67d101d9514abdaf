import { ChangeDetectionStrategy, Component, inject, output } from '@angular/core';
import { NonNullableFormBuilder, ReactiveFormsModule, Validators } from '@angular/forms';
import { MatButton } from '@angular/material/button';
import { TranslocoDirective } from '@jsverse/transloco';
import { AuthService } from '../../../core/auth/auth-service';
import { FormSender } from '../../../core/forms/form-sender';
import { PasswordField } from '../../../core/forms/password-field';
import { PasswordStrength } from '../../../core/forms/password-strength';
import { ProblemView } from '../../../core/http/problem-view';
import { Toast } from '../../../core/layout/toast';
import { SecurityService } from '../data/security-service';

/** Another password; the sign-ins elsewhere end with it. */
@Component({
  selector: 'lec-password-card',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [
    MatButton,
    PasswordField,
    PasswordStrength,
    ProblemView,
    ReactiveFormsModule,
    TranslocoDirective,
  ],
  providers: [FormSender],
  template: `
    <section *transloco="let t" class="card-surface">
      <h2>{{ t('settings.password') }}</h2>
      <p class="intro small">{{ t('settings.passwordText') }}</p>
      <form [formGroup]="form" (ngSubmit)="save()">
        @if (sender.problem(); as problem) {
          <lec-problem [problem]="problem" />
        }
        <input
          class="visually-hidden"
          autocomplete="username"
          tabindex="-1"
          aria-hidden="true"
          readonly
          [value]="auth.user()?.username"
        />
        <lec-password-field
          [control]="form.controls.old_password"
          [label]="t('settings.currentPassword')"
          autocomplete="current-password"
        />
        <div>
          <lec-password-field
            [control]="form.controls.new_password1"
            [label]="t('settings.newPassword')"
            [hint]="t('accounts.passwordHint')"
            autocomplete="new-password"
          />
          <lec-password-strength [password]="form.controls.new_password1.value" />
        </div>
        <p class="actions">
          <button matButton="filled" type="submit" [disabled]="sender.busy()">
            {{ t('settings.changePassword') }}
          </button>
        </p>
      </form>
    </section>
  `,
  styleUrl: './card.scss',
})
export class PasswordCard {
  private readonly security = inject(SecurityService);
  private readonly toast = inject(Toast);
  protected readonly auth = inject(AuthService);
  protected readonly sender = inject(FormSender);
  readonly changed = output();
  protected readonly form = inject(NonNullableFormBuilder).group({
    old_password: ['', Validators.required],
    new_password1: ['', [Validators.required, Validators.minLength(8)]],
  });

  protected async save(): Promise<void> {
    const { old_password, new_password1 } = this.form.getRawValue();
    const done = await this.sender.send(this.form, () =>
      this.security.changePassword(old_password, new_password1),
    );
    if (!done) return;
    this.form.reset();
    this.toast.say('settings.passwordChanged');
    this.changed.emit();
  }
}
