import { ChangeDetectionStrategy, Component, effect, inject, input, signal } from '@angular/core';
import { NonNullableFormBuilder, ReactiveFormsModule, Validators } from '@angular/forms';
import { MatButton } from '@angular/material/button';
import { MatFormFieldModule } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { TranslocoDirective } from '@jsverse/transloco';
import { FieldErrorPipe } from '../../../core/forms/field-error';
import { FormSender } from '../../../core/forms/form-sender';
import { asClock, secondsUntil } from '../../../core/http/countdown';
import { ProblemView } from '../../../core/http/problem-view';
import { MailService } from '../data/mail-service';

/** The server sends one link a minute. */
const PAUSE_MS = 60_000;

/** Asks for the link that proves an address once more. */
@Component({
  selector: 'lec-resend',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [
    FieldErrorPipe,
    MatButton,
    MatFormFieldModule,
    MatInput,
    ProblemView,
    ReactiveFormsModule,
    TranslocoDirective,
  ],
  providers: [FormSender],
  template: `
    <form *transloco="let t" [formGroup]="form" (ngSubmit)="send()">
      @if (sender.problem(); as problem) {
        <lec-problem [problem]="problem" />
      }
      @if (!email()) {
        <mat-form-field appearance="outline" subscriptSizing="dynamic">
          <mat-label>{{ t('accounts.email') }}</mat-label>
          <input matInput formControlName="email" type="email" autocomplete="email" required />
          <mat-error>{{ form.controls.email.errors | lecFieldError }}</mat-error>
        </mat-form-field>
      }
      <button matButton="tonal" type="submit" [disabled]="sender.busy() || left() > 0">
        {{ t('entry.resend') }}
        @if (left()) {
          <span class="tabular">({{ clock() }})</span>
        }
      </button>
      <p class="text-muted small" role="status">{{ said() ? t('entry.resent') : '' }}</p>
    </form>
  `,
  styleUrl: '../pages/entry-form.scss',
})
export class Resend {
  private readonly mail = inject(MailService);
  protected readonly sender = inject(FormSender);
  /** The address, when it is known; else it is asked for. */
  readonly email = input('');
  private readonly again = signal<number | null>(null);
  protected readonly said = signal(false);
  protected readonly left = secondsUntil(this.again);
  protected readonly clock = () => asClock(this.left());
  protected readonly form = inject(NonNullableFormBuilder).group({
    email: ['', [Validators.required, Validators.email]],
  });

  constructor() {
    // Who is here may become known after the form is.
    effect(() => {
      if (this.email()) this.form.setValue({ email: this.email() });
    });
  }

  protected async send(): Promise<void> {
    this.said.set(false);
    await this.sender.send(this.form, async () => {
      await this.mail.sendLinkAgain(this.form.getRawValue().email);
      this.said.set(true);
      this.again.set(Date.now() + PAUSE_MS);
    });
  }
}
