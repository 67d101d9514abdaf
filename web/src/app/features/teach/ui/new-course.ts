import { ChangeDetectionStrategy, Component, inject, input } from '@angular/core';
import { NonNullableFormBuilder, ReactiveFormsModule, Validators } from '@angular/forms';
import { MatButton } from '@angular/material/button';
import { MatError, MatFormField, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { TranslocoDirective } from '@jsverse/transloco';
import { FieldErrorPipe } from '../../../core/forms/field-error';
import { FormSender } from '../../../core/forms/form-sender';
import { ProblemView } from '../../../core/http/problem-view';

/** A course begins with its title; everything else is done in the builder. */
@Component({
  selector: 'lec-new-course',
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
    <form *transloco="let t" class="card-surface" novalidate [formGroup]="form" (ngSubmit)="send()">
      @if (sender.problem(); as problem) {
        <lec-problem [problem]="problem" />
      }
      <mat-form-field appearance="outline" subscriptSizing="dynamic">
        <mat-label>{{ t('teach.newTitle') }}</mat-label>
        <input matInput maxlength="200" autocomplete="off" formControlName="title" />
        <mat-error>{{ form.controls.title.errors | lecFieldError }}</mat-error>
      </mat-form-field>
      <button matButton="filled" type="submit" [disabled]="sender.busy()">
        {{ t('teach.create') }}
      </button>
    </form>
  `,
  styles: `
    form {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 12px;
      margin-bottom: 24px;
      padding: 16px 20px;
    }
    mat-form-field {
      flex: 1 1 260px;
    }
    lec-problem {
      flex: 1 0 100%;
    }
  `,
})
export class NewCourse {
  protected readonly sender = inject(FormSender);
  /** What is done with the title; what it refuses is said here. */
  readonly work = input.required<(title: string) => Promise<void>>();
  protected readonly form = inject(NonNullableFormBuilder).group({
    title: ['', Validators.required],
  });

  protected async send(): Promise<void> {
    const title = this.form.getRawValue().title.trim();
    this.form.setValue({ title });
    await this.sender.send(this.form, () => this.work()(title));
  }
}
