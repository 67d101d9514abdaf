import { ChangeDetectionStrategy, Component, effect, input, output } from '@angular/core';
import { FormControl, ReactiveFormsModule, Validators } from '@angular/forms';
import { MatButton } from '@angular/material/button';
import { MatError, MatFormField, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { TranslocoDirective } from '@jsverse/transloco';
import { FieldErrorPipe } from '../../../core/forms/field-error';

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
    ReactiveFormsModule,
    TranslocoDirective,
  ],
  template: `
    <form *transloco="let t" class="card-surface" (submit)="submit($event, field)">
      <mat-form-field appearance="outline" subscriptSizing="dynamic">
        <mat-label>{{ t('teach.newTitle') }}</mat-label>
        <input matInput #field maxlength="200" autocomplete="off" [formControl]="title" />
        <mat-error>{{ title.errors | lecFieldError }}</mat-error>
      </mat-form-field>
      <button matButton="filled" type="submit" [disabled]="busy()">
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
  `,
})
export class NewCourse {
  readonly busy = input(false);
  readonly refusal = input('');
  readonly wanted = output<string>();
  protected readonly title = new FormControl('', {
    nonNullable: true,
    validators: [Validators.required],
  });

  constructor() {
    effect(() => {
      const refusal = this.refusal();
      if (!refusal) return;
      this.title.setErrors({ server: refusal });
      this.title.markAsTouched();
    });
  }

  protected submit(event: Event, field: HTMLElement): void {
    event.preventDefault();
    const title = this.title.value.trim();
    if (title) {
      this.wanted.emit(title);
      return;
    }
    this.title.setErrors({ required: true });
    this.title.markAsTouched();
    field.focus();
  }
}
