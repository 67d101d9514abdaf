import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import { FormControl, ReactiveFormsModule } from '@angular/forms';
import { MatFormFieldModule } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { FieldErrorPipe } from './field-error';

/** Somebody's own e-mail address. */
@Component({
  selector: 'lec-email-field',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [FieldErrorPipe, MatFormFieldModule, MatInput, ReactiveFormsModule],
  template: `
    <mat-form-field appearance="outline" subscriptSizing="dynamic" class="w-100">
      <mat-label>{{ label() }}</mat-label>
      <input matInput type="email" autocomplete="email" required [formControl]="control()" />
      <mat-error>{{ control().errors | lecFieldError }}</mat-error>
    </mat-form-field>
  `,
  styles: ':host { display: block; }',
})
export class EmailField {
  readonly control = input.required<FormControl<string>>();
  readonly label = input.required<string>();
}
