import { ChangeDetectionStrategy, Component, inject, input, output } from '@angular/core';
import { NonNullableFormBuilder, ReactiveFormsModule, Validators } from '@angular/forms';
import { MatButton } from '@angular/material/button';
import { TranslocoDirective } from '@jsverse/transloco';
import { CodeField } from '../../../core/forms/code-field';
import { FormSender } from '../../../core/forms/form-sender';
import { PasswordField } from '../../../core/forms/password-field';
import { ProblemView } from '../../../core/http/problem-view';
import { Proof } from '../data/security-service';

/** Asks for a code and the password, and does what was waiting for them. */
@Component({
  selector: 'lec-proof-form',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [
    CodeField,
    MatButton,
    PasswordField,
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
      <lec-code-field [control]="form.controls.code" [label]="t('settings.code')" [hint]="hint()" />
      <lec-password-field
        [control]="form.controls.password"
        [label]="t('settings.currentPassword')"
        autocomplete="current-password"
      />
      <p class="actions">
        <button matButton="filled" type="submit" [disabled]="sender.busy()">{{ label() }}</button>
        <button matButton type="button" (click)="leave.emit()">{{ t('action.cancel') }}</button>
      </p>
    </form>
  `,
  styleUrl: './card.scss',
})
export class ProofForm {
  protected readonly sender = inject(FormSender);
  readonly label = input.required<string>();
  readonly hint = input('');
  /** What is done with them; what it refuses is said here. */
  readonly work = input.required<(proof: Proof) => Promise<void>>();
  readonly leave = output();
  protected readonly form = inject(NonNullableFormBuilder).group({
    code: ['', Validators.required],
    password: ['', Validators.required],
  });

  protected async send(): Promise<void> {
    await this.sender.send(this.form, () => this.work()(this.form.getRawValue()));
  }
}
