import { ChangeDetectionStrategy, Component, inject, input } from '@angular/core';
import { FormControl, FormGroup, ReactiveFormsModule, Validators } from '@angular/forms';
import { MatButton } from '@angular/material/button';
import { MatError, MatFormField, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { TranslocoDirective } from '@jsverse/transloco';
import { FieldErrorPipe } from '../../../core/forms/field-error';
import { FormSender } from '../../../core/forms/form-sender';
import { ProblemView } from '../../../core/http/problem-view';
import { NewPerson } from '../data/admin-service';

/** An account for somebody, who then chooses a password by way of their e-mail address. */
@Component({
  selector: 'lec-new-person',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [
    FieldErrorPipe,
    MatButton,
    MatError,
    MatFormField,
    MatInput,
    MatLabel,
    ProblemView,
    ReactiveFormsModule,
    TranslocoDirective,
  ],
  providers: [FormSender],
  template: `
    <form
      *transloco="let t"
      class="card-surface"
      novalidate
      [formGroup]="form"
      [attr.aria-label]="t('admin.newPerson')"
      (ngSubmit)="send()"
    >
      @if (sender.problem(); as problem) {
        <lec-problem [problem]="problem" />
      }
      <mat-form-field appearance="outline" subscriptSizing="dynamic">
        <mat-label>{{ t('accounts.username') }}</mat-label>
        <input matInput autocomplete="off" maxlength="150" formControlName="username" />
        <mat-error>{{ form.controls.username.errors | lecFieldError }}</mat-error>
      </mat-form-field>
      <mat-form-field appearance="outline" subscriptSizing="dynamic">
        <mat-label>{{ t('accounts.email') }}</mat-label>
        <input matInput type="email" autocomplete="off" formControlName="email" />
        <mat-error>{{ form.controls.email.errors | lecFieldError }}</mat-error>
      </mat-form-field>
      <button matButton="filled" type="submit" [disabled]="sender.busy()">
        {{ t('admin.add') }}
      </button>
      <p class="text-muted small">{{ t('admin.newPersonText') }}</p>
    </form>
  `,
  styles: `
    form {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 12px;
      margin-bottom: 20px;
      padding: 16px 20px;
    }
    mat-form-field {
      flex: 1 1 200px;
    }
    p,
    lec-problem {
      flex: 1 0 100%;
    }
  `,
})
export class NewPersonForm {
  protected readonly sender = inject(FormSender);
  /** What is done with them; what it refuses is said here. */
  readonly work = input.required<(person: NewPerson) => Promise<void>>();
  protected readonly form = new FormGroup({
    username: new FormControl('', { nonNullable: true, validators: [Validators.required] }),
    email: new FormControl('', {
      nonNullable: true,
      validators: [Validators.required, Validators.email],
    }),
  });

  protected async send(): Promise<void> {
    await this.sender.send(this.form, () => this.work()(this.form.getRawValue()));
  }
}
