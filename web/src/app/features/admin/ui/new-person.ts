import { ChangeDetectionStrategy, Component, effect, input, output } from '@angular/core';
import { FormControl, FormGroup, ReactiveFormsModule, Validators } from '@angular/forms';
import { MatButton } from '@angular/material/button';
import { MatError, MatFormField, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { TranslocoDirective } from '@jsverse/transloco';
import { FieldErrorPipe } from '../../../core/forms/field-error';
import { showServerErrors } from '../../../core/forms/server-errors';
import { Problem } from '../../../core/http/problem';
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
    ReactiveFormsModule,
    TranslocoDirective,
  ],
  template: `
    <form
      *transloco="let t"
      class="card-surface"
      novalidate
      [formGroup]="form"
      [attr.aria-label]="t('admin.newPerson')"
      (submit)="submit($event)"
    >
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
      <button matButton="filled" type="submit" [disabled]="busy()">{{ t('admin.add') }}</button>
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
    p {
      flex: 1 0 100%;
    }
  `,
})
export class NewPersonForm {
  readonly busy = input(false);
  readonly problem = input<Problem | null>(null);
  readonly wanted = output<NewPerson>();
  protected readonly form = new FormGroup({
    username: new FormControl('', { nonNullable: true, validators: [Validators.required] }),
    email: new FormControl('', {
      nonNullable: true,
      validators: [Validators.required, Validators.email],
    }),
  });

  constructor() {
    effect(() => {
      const problem = this.problem();
      if (problem) showServerErrors(this.form, problem);
    });
  }

  protected submit(event: SubmitEvent): void {
    event.preventDefault();
    this.form.markAllAsTouched();
    if (this.form.valid) this.wanted.emit(this.form.getRawValue());
    else (event.target as HTMLElement).querySelector<HTMLElement>('input.ng-invalid')?.focus();
  }
}
