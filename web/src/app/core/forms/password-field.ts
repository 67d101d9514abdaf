import { ChangeDetectionStrategy, Component, input, signal } from '@angular/core';
import { FormControl, ReactiveFormsModule } from '@angular/forms';
import { MatIconButton } from '@angular/material/button';
import { MatFormFieldModule } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { TranslocoDirective } from '@jsverse/transloco';
import { FieldErrorPipe } from './field-error';
import { Icon } from '../../ui/icon/icon';

@Component({
  selector: 'lec-password-field',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [
    FieldErrorPipe,
    Icon,
    MatFormFieldModule,
    MatIconButton,
    MatInput,
    ReactiveFormsModule,
    TranslocoDirective,
  ],
  template: `
    <mat-form-field appearance="outline" subscriptSizing="dynamic" class="w-100" *transloco="let t">
      <mat-label>{{ label() }}</mat-label>
      <input
        matInput
        [type]="shown() ? 'text' : 'password'"
        [formControl]="control()"
        [autocomplete]="autocomplete()"
        required
      />
      <button
        matIconButton
        matSuffix
        type="button"
        class="me-1"
        [attr.aria-label]="shown() ? t('field.hidePassword') : t('field.showPassword')"
        (click)="shown.set(!shown())"
      >
        <svg [lecIcon]="shown() ? 'eye-off' : 'eye'" [size]="18"></svg>
      </button>
      @if (hint()) {
        <mat-hint>{{ hint() }}</mat-hint>
      }
      <mat-error>{{ control().errors | lecFieldError }}</mat-error>
    </mat-form-field>
  `,
  styles: ':host { display: block; padding-bottom: 14px; }',
})
export class PasswordField {
  readonly control = input.required<FormControl<string>>();
  readonly label = input.required<string>();
  readonly autocomplete = input.required<'current-password' | 'new-password'>();
  readonly hint = input('');
  protected readonly shown = signal(false);
}
