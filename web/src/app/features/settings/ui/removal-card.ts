import {
  ChangeDetectionStrategy,
  Component,
  ElementRef,
  Injector,
  afterNextRender,
  inject,
  input,
  signal,
} from '@angular/core';
import {
  AbstractControl,
  NonNullableFormBuilder,
  ReactiveFormsModule,
  Validators,
} from '@angular/forms';
import { MatButton } from '@angular/material/button';
import { MatFormFieldModule } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { Router } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { User } from '../../../api';
import { CodeField } from '../../../core/forms/code-field';
import { FieldErrorPipe } from '../../../core/forms/field-error';
import { FormSender } from '../../../core/forms/form-sender';
import { PasswordField } from '../../../core/forms/password-field';
import { ProblemView } from '../../../core/http/problem-view';
import { Toast } from '../../../core/layout/toast';
import { DataService } from '../data/data-service';

/** The end of an account: with the password, a code if there is one, and the own name written out. */
@Component({
  selector: 'lec-removal-card',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [
    CodeField,
    FieldErrorPipe,
    MatButton,
    MatFormFieldModule,
    MatInput,
    PasswordField,
    ProblemView,
    ReactiveFormsModule,
    TranslocoDirective,
  ],
  providers: [FormSender],
  template: `
    <section *transloco="let t" class="card-surface">
      <h2>{{ t('settings.remove') }}</h2>
      <p class="intro small">{{ t('settings.removeText') }}</p>
      @if (asking()) {
        <form [formGroup]="form" (ngSubmit)="remove()">
          @if (sender.problem(); as problem) {
            <lec-problem [problem]="problem" />
          }
          <mat-form-field appearance="outline" subscriptSizing="dynamic">
            <mat-label>{{ t('settings.removeName', { username: user().username }) }}</mat-label>
            <input
              matInput
              formControlName="name"
              autocomplete="off"
              autocapitalize="none"
              spellcheck="false"
              required
            />
            <mat-error>{{ form.controls.name.errors | lecFieldError }}</mat-error>
          </mat-form-field>
          <lec-password-field
            [control]="form.controls.password"
            [label]="t('settings.currentPassword')"
            autocomplete="current-password"
          />
          @if (user().mfa) {
            <lec-code-field
              [control]="form.controls.code"
              [label]="t('settings.code')"
              [hint]="t('settings.codeHint')"
            />
          }
          <p class="actions">
            <button matButton="filled" class="danger" type="submit" [disabled]="sender.busy()">
              {{ t('settings.removeYes') }}
            </button>
            <button matButton type="button" (click)="close()">{{ t('action.cancel') }}</button>
          </p>
        </form>
      } @else {
        <button matButton="outlined" class="danger-text" type="button" (click)="ask()">
          {{ t('settings.remove') }}
        </button>
      }
    </section>
  `,
  styleUrl: './card.scss',
  styles: `
    .danger {
      --mat-button-filled-container-color: var(--mat-sys-error);
      --mat-button-filled-label-text-color: var(--mat-sys-on-error);
    }
    .danger-text {
      --mat-button-outlined-label-text-color: var(--mat-sys-error);
    }
  `,
})
export class RemovalCard {
  private readonly data = inject(DataService);
  private readonly router = inject(Router);
  private readonly toast = inject(Toast);
  private readonly injector = inject(Injector);
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef);
  protected readonly sender = inject(FormSender);
  readonly user = input.required<User>();
  protected readonly asking = signal(false);
  protected readonly form = inject(NonNullableFormBuilder).group({
    name: ['', [Validators.required, (control: AbstractControl) => this.isOwnName(control)]],
    password: ['', Validators.required],
    code: [''],
  });

  protected ask(): void {
    this.asking.set(true);
    this.focus('input');
  }

  protected close(): void {
    this.form.reset();
    this.sender.clear();
    this.asking.set(false);
    this.focus('button');
  }

  protected async remove(): Promise<void> {
    const { password, code } = this.form.getRawValue();
    const gone = await this.sender.send(this.form, () => this.data.remove(password, code));
    if (!gone) return;
    await this.router.navigateByUrl('/');
    this.toast.say('settings.removed');
  }

  private isOwnName(control: AbstractControl<string>) {
    const written = control.value.trim();
    return !written || written === this.user().username ? null : { otherName: true };
  }

  private focus(selector: string): void {
    afterNextRender(() => this.host.nativeElement.querySelector<HTMLElement>(selector)?.focus(), {
      injector: this.injector,
    });
  }
}
