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
  selector: 'lec-register',
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
  templateUrl: './register.html',
  styleUrl: './entry-form.scss',
})
export class Register {
  private readonly auth = inject(AuthService);
  protected readonly entry = inject(EntryForm);
  readonly next = input<string>();
  protected readonly form = inject(NonNullableFormBuilder).group({
    username: [
      '',
      [Validators.required, Validators.minLength(3), Validators.pattern(/^[\w.+-]+$/)],
    ],
    email: ['', [Validators.required, Validators.email]],
    password1: ['', [Validators.required, Validators.minLength(8)]],
    password2: ['', Validators.required],
  });

  protected register(): void {
    const { password1, password2 } = this.form.controls;
    if (password2.value && password1.value !== password2.value) {
      password2.setErrors({ mismatch: true });
    } else {
      password2.updateValueAndValidity();
    }
    const data = this.form.getRawValue();
    void this.entry.send(this.form, this.next(), () => this.auth.register(data));
  }
}
