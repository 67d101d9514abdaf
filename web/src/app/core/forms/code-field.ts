import {
  ChangeDetectionStrategy,
  Component,
  ElementRef,
  input,
  output,
  viewChild,
} from '@angular/core';
import { FormControl, ReactiveFormsModule } from '@angular/forms';
import { MatFormFieldModule } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { FieldErrorPipe } from './field-error';

/** The code of an app, or a recovery code. */
@Component({
  selector: 'lec-code-field',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [FieldErrorPipe, MatFormFieldModule, MatInput, ReactiveFormsModule],
  template: `
    <mat-form-field appearance="outline" subscriptSizing="dynamic" class="w-100">
      <mat-label>{{ label() }}</mat-label>
      <input
        #field
        matInput
        class="tabular"
        autocomplete="one-time-code"
        autocapitalize="none"
        spellcheck="false"
        maxlength="32"
        required
        [attr.inputmode]="digits() ? 'numeric' : 'text'"
        [formControl]="control()"
        (input)="typed.emit()"
      />
      <mat-hint>{{ hint() }}</mat-hint>
      <mat-error>{{ control().errors | lecFieldError }}</mat-error>
    </mat-form-field>
  `,
  styles: ':host { display: block; }',
})
export class CodeField {
  private readonly field = viewChild.required<ElementRef<HTMLInputElement>>('field');
  readonly control = input.required<FormControl<string>>();
  readonly label = input.required<string>();
  readonly hint = input('');
  /** Whether the keyboard of a phone shows digits, as an app gives nothing else. */
  readonly digits = input(false);
  readonly typed = output();

  focus(): void {
    this.field().nativeElement.focus();
  }

  select(): void {
    this.field().nativeElement.select();
  }
}
