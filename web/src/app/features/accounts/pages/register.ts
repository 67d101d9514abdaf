import { ChangeDetectionStrategy, Component, inject, input } from '@angular/core';
import { NonNullableFormBuilder, ReactiveFormsModule, Validators } from '@angular/forms';
import { MatButton } from '@angular/material/button';
import { MatCheckbox } from '@angular/material/checkbox';
import { MatFormFieldModule } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { AuthService } from '../../../core/auth/auth-service';
import { EmailField } from '../../../core/forms/email-field';
import { FieldErrorPipe } from '../../../core/forms/field-error';
import { FormSender } from '../../../core/forms/form-sender';
import { PasswordField } from '../../../core/forms/password-field';
import { PasswordStrength } from '../../../core/forms/password-strength';
import { USERNAME, sameAs } from '../../../core/forms/validators';
import { ProblemView } from '../../../core/http/problem-view';
import { Language } from '../../../core/i18n/language';
import { SiteSettings } from '../../../core/site/site';
import { ProblemAlert } from '../../../ui/problem-alert/problem-alert';
import { EntryForm } from '../data/entry-form';
import { Entry } from '../ui/entry';
import { Mailbox } from '../ui/mailbox';

@Component({
  selector: 'lec-register',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [
    EmailField,
    Entry,
    FieldErrorPipe,
    Mailbox,
    MatButton,
    MatCheckbox,
    MatFormFieldModule,
    MatInput,
    PasswordField,
    PasswordStrength,
    ProblemAlert,
    ProblemView,
    ReactiveFormsModule,
    RouterLink,
    TranslocoDirective,
  ],
  providers: [EntryForm, FormSender],
  templateUrl: './register.html',
  styleUrl: './entry-form.scss',
})
export class Register {
  protected readonly site = inject(SiteSettings).now;
  private readonly auth = inject(AuthService);
  private readonly language = inject(Language);
  protected readonly entry = inject(EntryForm);
  readonly next = input<string>();
  protected readonly form = inject(NonNullableFormBuilder).group({
    username: ['', [Validators.required, Validators.minLength(3), Validators.pattern(USERNAME)]],
    email: ['', [Validators.required, Validators.email]],
    password1: ['', [Validators.required, Validators.minLength(8)]],
    password2: ['', Validators.required],
    is_instructor: [false],
  });

  constructor() {
    sameAs(this.form.controls.password1, this.form.controls.password2);
  }

  protected register(): void {
    const data = { ...this.form.getRawValue(), language: this.language.code() };
    void this.entry.send(this.form, this.next(), () => this.auth.register(data));
  }
}
