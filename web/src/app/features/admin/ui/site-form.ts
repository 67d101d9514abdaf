import { ChangeDetectionStrategy, Component, effect, inject, input, output } from '@angular/core';
import { NonNullableFormBuilder, ReactiveFormsModule, Validators } from '@angular/forms';
import { MatButton } from '@angular/material/button';
import { MatCheckbox } from '@angular/material/checkbox';
import { MatFormFieldModule } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { MatOption, MatSelect } from '@angular/material/select';
import { TranslocoDirective } from '@jsverse/transloco';
import { Site } from '../../../api';
import { FieldErrorPipe } from '../../../core/forms/field-error';
import { FormSender } from '../../../core/forms/form-sender';
import { ProblemView } from '../../../core/http/problem-view';
import { LANGUAGES, LanguageCode } from '../../../core/i18n/language';

const NAME_LENGTH = 60;

/** What admins set. Only what was changed is sent, so that the rest goes on as it begins. */
@Component({
  selector: 'lec-site-form',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [
    FieldErrorPipe,
    MatButton,
    MatCheckbox,
    MatFormFieldModule,
    MatInput,
    MatOption,
    MatSelect,
    ProblemView,
    ReactiveFormsModule,
    TranslocoDirective,
  ],
  providers: [FormSender],
  templateUrl: './site-form.html',
  styleUrl: './site-form.scss',
})
export class SiteForm {
  protected readonly sender = inject(FormSender);
  readonly site = input.required<Site>();
  /** What is done with the changes; what it refuses is said here. */
  readonly work = input.required<(values: Partial<Site>) => Promise<void>>();
  readonly reread = output();
  protected readonly most = NAME_LENGTH;
  protected readonly names = LANGUAGES;
  protected readonly codes = Object.keys(LANGUAGES) as LanguageCode[];
  protected readonly form = inject(NonNullableFormBuilder).group({
    name: ['', [Validators.required, Validators.maxLength(NAME_LENGTH)]],
    support_email: ['', Validators.email],
    language: ['en' as LanguageCode],
    registration_open: [true],
    instructor_approval: [true],
  });

  constructor() {
    effect(() => this.form.reset(this.site()));
  }

  protected async save(): Promise<void> {
    await this.sender.send(this.form, () => this.work()(this.changes()));
  }

  protected startOver(): void {
    this.sender.clear();
    this.reread.emit();
  }

  private changes(): Partial<Site> {
    const before = this.site();
    const changed = Object.entries(this.form.getRawValue()).filter(
      ([name, value]) => value !== before[name as keyof Site],
    );
    return Object.fromEntries(changed);
  }
}
