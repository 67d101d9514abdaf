import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { NonNullableFormBuilder, ReactiveFormsModule, Validators } from '@angular/forms';
import { MatButton } from '@angular/material/button';
import { MatFormFieldModule } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { AuthService } from '../../../core/auth/auth-service';
import { FieldErrorPipe } from '../../../core/forms/field-error';
import { FormSender } from '../../../core/forms/form-sender';
import { PasswordField } from '../../../core/forms/password-field';
import { ProblemView } from '../../../core/http/problem-view';
import { SiteSettings } from '../../../core/site/site';
import { ProblemAlert } from '../../../ui/problem-alert/problem-alert';
import { EntryForm } from '../data/entry-form';
import { Entry } from '../ui/entry';
import { Mailbox } from '../ui/mailbox';
import { SecondStep } from '../ui/second-step';

@Component({
  selector: 'lec-login',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [
    Entry,
    FieldErrorPipe,
    Mailbox,
    MatButton,
    MatFormFieldModule,
    MatInput,
    PasswordField,
    ProblemAlert,
    ProblemView,
    ReactiveFormsModule,
    RouterLink,
    SecondStep,
    TranslocoDirective,
  ],
  providers: [EntryForm, FormSender],
  templateUrl: './login.html',
  styleUrl: './entry-form.scss',
})
export class Login {
  protected readonly site = inject(SiteSettings).now;
  private readonly auth = inject(AuthService);
  protected readonly entry = inject(EntryForm);
  /** Where to go afterwards, from the address. */
  readonly next = input<string>();
  protected readonly form = inject(NonNullableFormBuilder).group({
    username: ['', Validators.required],
    password: ['', Validators.required],
  });
  /** The words above what is asked for now. */
  protected readonly step = computed(() => {
    if (this.entry.challenge()) return { heading: 'entry.codeHeading', text: 'entry.codeText' };
    if (this.entry.unproven()) return { heading: 'entry.mailboxHeading', text: '' };
    return { heading: 'accounts.loginHeading', text: 'accounts.loginText' };
  });

  protected login(): void {
    const { password, ...who } = this.form.getRawValue();
    const username = who.username.trim();
    const known = { email: username.includes('@') ? username : '' };
    const work = () => this.auth.login(username, password);
    void this.entry.send(this.form, this.next(), work, known);
  }

  protected startOver(tooLate = false): void {
    this.form.controls.password.reset();
    this.entry.startOver(tooLate);
  }
}
