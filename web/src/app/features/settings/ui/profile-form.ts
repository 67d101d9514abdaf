import { ChangeDetectionStrategy, Component, OnInit, inject, input } from '@angular/core';
import { NonNullableFormBuilder, ReactiveFormsModule, Validators } from '@angular/forms';
import { MatButton } from '@angular/material/button';
import { MatFormFieldModule } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { TranslocoDirective } from '@jsverse/transloco';
import { User } from '../../../api';
import { FieldErrorPipe } from '../../../core/forms/field-error';
import { FormSender } from '../../../core/forms/form-sender';
import { ProblemView } from '../../../core/http/problem-view';
import { Toast } from '../../../core/layout/toast';
import { ProfileService } from '../data/profile-service';

const BIO_LENGTH = 2_000;

/** Names and what people write about themselves. */
@Component({
  selector: 'lec-profile-form',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [
    FieldErrorPipe,
    MatButton,
    MatFormFieldModule,
    MatInput,
    ProblemView,
    ReactiveFormsModule,
    TranslocoDirective,
  ],
  providers: [FormSender],
  template: `
    <section *transloco="let t" class="card-surface">
      <h2>{{ t('settings.about') }}</h2>
      <p class="intro small">{{ t('settings.aboutText', { username: user().username }) }}</p>
      <form [formGroup]="form" (ngSubmit)="save()">
        @if (sender.problem(); as problem) {
          <lec-problem [problem]="problem" />
        }
        <div class="two">
          <mat-form-field appearance="outline" subscriptSizing="dynamic">
            <mat-label>{{ t('settings.firstName') }}</mat-label>
            <input
              matInput
              formControlName="first_name"
              autocomplete="given-name"
              maxlength="100"
            />
            <mat-error>{{ form.controls.first_name.errors | lecFieldError }}</mat-error>
          </mat-form-field>
          <mat-form-field appearance="outline" subscriptSizing="dynamic">
            <mat-label>{{ t('settings.lastName') }}</mat-label>
            <input
              matInput
              formControlName="last_name"
              autocomplete="family-name"
              maxlength="100"
            />
            <mat-error>{{ form.controls.last_name.errors | lecFieldError }}</mat-error>
          </mat-form-field>
        </div>
        <mat-form-field appearance="outline" subscriptSizing="dynamic">
          <mat-label>{{ t('settings.bio') }}</mat-label>
          <textarea matInput formControlName="bio" rows="5"></textarea>
          <mat-hint align="end" class="tabular"
            >{{ form.controls.bio.value.length }} / {{ most }}</mat-hint
          >
          <mat-error>{{ form.controls.bio.errors | lecFieldError }}</mat-error>
        </mat-form-field>
        <p class="actions">
          <button matButton="filled" type="submit" [disabled]="sender.busy()">
            {{ t('settings.save') }}
          </button>
        </p>
      </form>
    </section>
  `,
  styleUrl: './card.scss',
})
export class ProfileForm implements OnInit {
  private readonly profile = inject(ProfileService);
  private readonly toast = inject(Toast);
  protected readonly sender = inject(FormSender);
  readonly user = input.required<User>();
  protected readonly most = BIO_LENGTH;
  protected readonly form = inject(NonNullableFormBuilder).group({
    first_name: [''],
    last_name: [''],
    bio: ['', Validators.maxLength(BIO_LENGTH)],
  });

  ngOnInit(): void {
    const { first_name, last_name, bio } = this.user();
    this.form.setValue({ first_name, last_name, bio });
  }

  protected async save(): Promise<void> {
    const done = await this.sender.send(this.form, () =>
      this.profile.change(this.form.getRawValue()),
    );
    if (done) this.toast.say('settings.saved');
  }
}
