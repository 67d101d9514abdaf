import { ChangeDetectionStrategy, Component, effect, inject, input, signal } from '@angular/core';
import { NonNullableFormBuilder, ReactiveFormsModule, Validators } from '@angular/forms';
import { MatButton } from '@angular/material/button';
import { TranslocoDirective } from '@jsverse/transloco';
import { EmailField } from '../../../core/forms/email-field';
import { FormSender } from '../../../core/forms/form-sender';
import { linkPause } from '../../../core/http/countdown';
import { ProblemView } from '../../../core/http/problem-view';
import { MailService } from '../data/mail-service';

/** Asks for the link that proves an address once more. */
@Component({
  selector: 'lec-resend',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [EmailField, MatButton, ProblemView, ReactiveFormsModule, TranslocoDirective],
  providers: [FormSender],
  template: `
    <form *transloco="let t" [formGroup]="form" (ngSubmit)="send()">
      @if (sender.problem(); as problem) {
        <lec-problem [problem]="problem" />
      }
      @if (!email()) {
        <lec-email-field [control]="form.controls.email" [label]="t('accounts.email')" />
      }
      <button matButton="tonal" type="submit" [disabled]="sender.busy() || pause.left() > 0">
        {{ t('entry.resend') }}
        @if (pause.left()) {
          <span class="tabular">({{ pause.clock() }})</span>
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
  protected readonly said = signal(false);
  protected readonly pause = linkPause();
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
      this.pause.begin();
    });
  }
}
