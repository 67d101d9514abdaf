import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { NonNullableFormBuilder } from '@angular/forms';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { User } from '../../../api';
import { FormSender } from '../../../core/forms/form-sender';
import { ProblemView } from '../../../core/http/problem-view';
import { Icon } from '../../../ui/icon/icon';
import { ProfileService } from '../data/profile-service';

/** Whether one teaches here, or has asked for it, or may ask. */
@Component({
  selector: 'lec-teaching-card',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Icon, MatButton, ProblemView, RouterLink, TranslocoDirective],
  providers: [FormSender],
  template: `
    <section *transloco="let t" class="card-surface">
      <div class="line">
        <h2>{{ t('settings.teaching') }}</h2>
        @if (state() === 'teaches') {
          <span class="badge good">
            <svg lecIcon="check" [size]="16"></svg>{{ t('role.instructor') }}
          </span>
        } @else if (state() === 'asked') {
          <span class="badge open">
            <svg lecIcon="clock" [size]="16"></svg>{{ t('settings.teachAskedBadge') }}
          </span>
        }
      </div>
      <p class="text-muted" role="status">{{ t('settings.teach.' + state()) }}</p>
      @if (sender.problem(); as problem) {
        <lec-problem class="mt-3" [problem]="problem" [retryable]="true" (retry)="ask()" />
      }
      <p class="actions mt-3">
        @switch (state()) {
          @case ('teaches') {
            <a matButton="tonal" routerLink="/teach">{{ t('settings.toTeach') }}</a>
          }
          @case ('may') {
            <button matButton="tonal" type="button" [disabled]="sender.busy()" (click)="ask()">
              {{ t('settings.askToTeach') }}
            </button>
          }
        }
      </p>
    </section>
  `,
  styleUrl: './card.scss',
})
export class TeachingCard {
  private readonly profile = inject(ProfileService);
  protected readonly sender = inject(FormSender);
  readonly user = input.required<User>();
  private readonly form = inject(NonNullableFormBuilder).group({});
  protected readonly state = computed(() => {
    const { is_instructor, instructor_requested } = this.user();
    if (is_instructor) return 'teaches';
    return instructor_requested ? 'asked' : 'may';
  });

  protected async ask(): Promise<void> {
    await this.sender.send(this.form, () => this.profile.askToTeach());
  }
}
