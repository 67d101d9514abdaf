import {
  ChangeDetectionStrategy,
  Component,
  afterNextRender,
  inject,
  input,
  output,
  signal,
  viewChild,
} from '@angular/core';
import { NonNullableFormBuilder, ReactiveFormsModule, Validators } from '@angular/forms';
import { MatButton } from '@angular/material/button';
import { TranslocoDirective } from '@jsverse/transloco';
import { AuthService, Entered } from '../../../core/auth/auth-service';
import { CodeField } from '../../../core/forms/code-field';
import { FormSender } from '../../../core/forms/form-sender';
import { Problem } from '../../../core/http/problem';
import { ProblemView } from '../../../core/http/problem-view';

const APP_CODE = /^\d{6}$/;

/** The code of an app, or a recovery code, from somebody who gave the right password. */
@Component({
  selector: 'lec-second-step',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [CodeField, MatButton, ProblemView, ReactiveFormsModule, TranslocoDirective],
  providers: [FormSender],
  template: `
    <form *transloco="let t" [formGroup]="form" (ngSubmit)="send()">
      @if (sender.problem(); as problem) {
        <lec-problem [problem]="problem" />
      }
      <lec-code-field
        [control]="form.controls.code"
        [label]="recovery() ? t('entry.recoveryCode') : t('entry.code')"
        [hint]="recovery() ? t('entry.recoveryHint') : t('entry.codeHint')"
        [digits]="!recovery()"
        (typed)="sendWhenComplete()"
      />
      <button matButton="filled" type="submit" [disabled]="sender.busy()">
        {{ t('entry.confirm') }}
      </button>
      <button matButton type="button" (click)="toggle()">
        {{ recovery() ? t('entry.useApp') : t('entry.useRecovery') }}
      </button>
      <button matButton type="button" (click)="leave.emit()">{{ t('entry.otherAccount') }}</button>
    </form>
  `,
  styleUrl: '../pages/entry-form.scss',
})
export class SecondStep {
  private readonly auth = inject(AuthService);
  protected readonly sender = inject(FormSender);
  private readonly field = viewChild.required(CodeField);
  readonly challenge = input.required<string>();
  readonly entered = output<Entered>();
  /** The challenge has run out, so the password is asked for again. */
  readonly expired = output();
  readonly leave = output();
  protected readonly recovery = signal(false);
  protected readonly form = inject(NonNullableFormBuilder).group({
    code: ['', Validators.required],
  });

  constructor() {
    afterNextRender(() => this.field().focus());
  }

  protected toggle(): void {
    this.recovery.update((was) => !was);
    this.form.reset();
    this.sender.clear();
    this.field().focus();
  }

  /** A pasted or filled-in code needs no button. */
  protected sendWhenComplete(): void {
    if (!this.recovery() && APP_CODE.test(this.code())) void this.send();
  }

  protected async send(): Promise<void> {
    const done = await this.sender.send(this.form, async () => {
      try {
        this.entered.emit(await this.auth.answer(this.challenge(), this.code()));
      } catch (error) {
        if (Problem.from(error).code !== 'token-invalid') throw error;
        this.expired.emit();
      }
    });
    if (!done) this.field().select();
  }

  private code(): string {
    return this.form.getRawValue().code.replace(/\s/g, '');
  }
}
