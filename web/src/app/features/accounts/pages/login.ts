import { ChangeDetectionStrategy, Component, inject, input } from '@angular/core';
import { NonNullableFormBuilder, ReactiveFormsModule, Validators } from '@angular/forms';
import { MatButton } from '@angular/material/button';
import { MatFormFieldModule } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { AuthService } from '../../../core/auth/auth-service';
import { FieldErrorPipe } from '../../../core/forms/field-error';
import { ProblemAlert } from '../../../ui/problem-alert/problem-alert';
import { EntryForm } from '../data/entry-form';
import { Entry } from '../ui/entry';
import { PasswordField } from '../ui/password-field';

@Component({
  selector: 'lec-login',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [
    Entry,
    FieldErrorPipe,
    MatButton,
    MatFormFieldModule,
    MatInput,
    PasswordField,
    ProblemAlert,
    ReactiveFormsModule,
    RouterLink,
    TranslocoDirective,
  ],
  providers: [EntryForm],
  templateUrl: './login.html',
  styleUrl: './entry-form.scss',
})
export class Login {
  private readonly auth = inject(AuthService);
  protected readonly entry = inject(EntryForm);
  /** Where to go afterwards, from the address. */
  readonly next = input<string>();
  protected readonly form = inject(NonNullableFormBuilder).group({
    username: ['', Validators.required],
    password: ['', Validators.required],
  });

  protected login(): void {
    const { username, password } = this.form.getRawValue();
    void this.entry.send(this.form, this.next(), () => this.auth.login(username.trim(), password));
  }
}
