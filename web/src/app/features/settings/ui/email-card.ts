import { ChangeDetectionStrategy, Component, inject, input, signal } from '@angular/core';
import { NonNullableFormBuilder, ReactiveFormsModule, Validators } from '@angular/forms';
import { MatButton } from '@angular/material/button';
import { TranslocoDirective } from '@jsverse/transloco';
import { User } from '../../../api';
import { EmailField } from '../../../core/forms/email-field';
import { FormSender } from '../../../core/forms/form-sender';
import { PasswordField } from '../../../core/forms/password-field';
import { linkPause } from '../../../core/http/countdown';
import { ProblemView } from '../../../core/http/problem-view';
import { Icon } from '../../../ui/icon/icon';
import { ProfileService } from '../data/profile-service';

/** The address that mail goes to, whether it is proven, and the way to another one. */
@Component({
  selector: 'lec-email-card',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [
    EmailField,
    Icon,
    MatButton,
    PasswordField,
    ProblemView,
    ReactiveFormsModule,
    TranslocoDirective,
  ],
  providers: [FormSender],
  template: `
    <section *transloco="let t" class="card-surface">
      <h2>{{ t('settings.email') }}</h2>
      <p class="line address">
        <b>{{ user().email }}</b>
        @if (user().email_verified) {
          <span class="badge good">
            <svg lecIcon="badge-check" [size]="16"></svg>{{ t('settings.verified') }}
          </span>
        } @else {
          <span class="badge open">
            <svg lecIcon="circle-alert" [size]="16"></svg>{{ t('settings.unverified') }}
          </span>
        }
      </p>
      @if (sender.problem(); as problem) {
        <lec-problem [problem]="problem" />
      }
      <p class="small" role="status">{{ said() ? t(said(), { email: wanted() }) : '' }}</p>
      @if (changing()) {
        <form [formGroup]="form" (ngSubmit)="change()">
          <lec-email-field [control]="form.controls.email" [label]="t('settings.newEmail')" />
          <lec-password-field
            [control]="form.controls.password"
            [label]="t('settings.currentPassword')"
            autocomplete="current-password"
          />
          <p class="actions">
            <button matButton="filled" type="submit" [disabled]="sender.busy()">
              {{ t('settings.sendLink') }}
            </button>
            <button matButton type="button" (click)="close()">{{ t('action.cancel') }}</button>
          </p>
        </form>
      } @else {
        <p class="actions">
          <button matButton="tonal" type="button" (click)="changing.set(true)">
            {{ t('settings.changeEmail') }}
          </button>
          @if (!user().email_verified) {
            <button
              matButton
              type="button"
              [disabled]="sender.busy() || pause.left() > 0"
              (click)="resend()"
            >
              {{ t('settings.resend') }}
              @if (pause.left()) {
                <span class="tabular">({{ pause.clock() }})</span>
              }
            </button>
          }
        </p>
      }
    </section>
  `,
  styleUrl: './card.scss',
  styles: `
    .address {
      margin-block: 8px 16px;
    }
    b {
      min-width: 0;
      overflow-wrap: anywhere;
    }
    [role='status']:not(:empty) {
      margin-bottom: 16px;
    }
  `,
})
export class EmailCard {
  private readonly profile = inject(ProfileService);
  protected readonly sender = inject(FormSender);
  readonly user = input.required<User>();
  protected readonly changing = signal(false);
  /** The key of what was last done. */
  protected readonly said = signal('');
  protected readonly wanted = signal('');
  protected readonly pause = linkPause();
  private readonly builder = inject(NonNullableFormBuilder);
  private readonly nothing = this.builder.group({});
  protected readonly form = this.builder.group({
    email: ['', [Validators.required, Validators.email]],
    password: ['', Validators.required],
  });

  protected async change(): Promise<void> {
    const { email, password } = this.form.getRawValue();
    const done = await this.sender.send(this.form, () => this.profile.changeEmail(email, password));
    if (!done) return;
    this.wanted.set(email);
    this.said.set('settings.linkSentTo');
    this.close();
  }

  protected async resend(): Promise<void> {
    const done = await this.sender.send(this.nothing, () =>
      this.profile.sendLinkAgain(this.user().email),
    );
    if (!done) return;
    this.wanted.set(this.user().email);
    this.said.set('settings.linkSentAgain');
    this.pause.begin();
  }

  protected close(): void {
    this.form.reset();
    this.sender.clear();
    this.changing.set(false);
  }
}
