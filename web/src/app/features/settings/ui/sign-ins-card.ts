import { ChangeDetectionStrategy, Component, computed, inject, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { TranslocoDirective } from '@jsverse/transloco';
import { SignIn } from '../../../api';
import { Problem } from '../../../core/http/problem';
import { ProblemView } from '../../../core/http/problem-view';
import { AgoPipe, DatePipe } from '../../../core/i18n/format';
import { Toast } from '../../../core/layout/toast';
import { Icon } from '../../../ui/icon/icon';
import { Skeleton } from '../../../ui/skeleton/skeleton';
import { deviceOf } from '../data/device';
import { SecurityService } from '../data/security-service';

/** Where one is signed in, this device first, with the way to sign out from there. */
@Component({
  selector: 'lec-sign-ins-card',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [AgoPipe, DatePipe, Icon, MatButton, ProblemView, Skeleton, TranslocoDirective],
  template: `
    <section *transloco="let t" class="card-surface">
      <div class="line">
        <h2>{{ t('settings.signIns') }}</h2>
        @if (rows().length > 1) {
          <button matButton type="button" [disabled]="busy()" (click)="endOthers()">
            {{ t('settings.endOthers') }}
          </button>
        }
      </div>
      <p class="intro small">{{ t('settings.signInsText') }}</p>
      @if (problem(); as problem) {
        <lec-problem [problem]="problem" [retryable]="true" (retry)="list.reload()" />
      } @else if (list.hasValue()) {
        <ul class="list-plain">
          @for (row of rows(); track row.signIn.id) {
            <li>
              <svg [lecIcon]="row.device.mobile ? 'smartphone' : 'monitor'"></svg>
              <div>
                <p>
                  <b>{{ row.name || t('settings.unknownDevice') }}</b>
                  @if (row.signIn.current) {
                    <span class="badge good">{{ t('settings.thisDevice') }}</span>
                  }
                </p>
                <p class="text-muted small">
                  @if (row.signIn.address) {
                    {{ row.signIn.address }} ·
                  }
                  {{ t('settings.since', { date: row.signIn.created_at | lecDate: 'datetime' }) }}
                  @if (!row.signIn.current) {
                    · {{ t('settings.lastSeen', { ago: row.signIn.last_seen_at | lecAgo }) }}
                  }
                </p>
              </div>
              @if (!row.signIn.current) {
                <button
                  matButton
                  type="button"
                  [disabled]="busy()"
                  [attr.aria-label]="
                    t('settings.endNamed', { name: row.name || t('settings.unknownDevice') })
                  "
                  (click)="end(row.signIn)"
                >
                  {{ t('settings.end') }}
                </button>
              }
            </li>
          }
        </ul>
      } @else {
        <lec-skeleton height="64px" />
        <lec-skeleton height="64px" class="mt-2" />
      }
    </section>
  `,
  styleUrl: './card.scss',
  styles: `
    li {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 6px 16px;
      padding-block: 14px;
    }
    li + li {
      border-top: 1px solid var(--lec-line);
    }
    li:last-child {
      padding-bottom: 0;
    }
    li > svg {
      color: var(--mat-sys-on-surface-variant);
    }
    li > div {
      flex: 1;
      min-width: 180px;
    }
    li p:first-child {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 4px 10px;
    }
  `,
})
export class SignInsCard {
  private readonly security = inject(SecurityService);
  private readonly toast = inject(Toast);
  protected readonly list = this.security.signIns();
  protected readonly busy = signal(false);
  protected readonly problem = computed(() => {
    const error = this.list.error();
    return error ? Problem.from(error) : null;
  });
  protected readonly rows = computed(() => {
    const found = this.list.hasValue() ? this.list.value().results : [];
    return [...found]
      .sort((one, other) => Number(other.current) - Number(one.current))
      .map((signIn) => {
        const device = deviceOf(signIn.agent);
        const name = [device.browser, device.system].filter(Boolean).join(' · ');
        return { signIn, device, name };
      });
  });

  reload(): void {
    this.list.reload();
  }

  /** Taken out of the list at once; a failure brings it back. */
  protected async end(signIn: SignIn): Promise<void> {
    await this.change(
      ({ id }) => id !== signIn.id,
      () => this.security.endSignIn(signIn.id),
    );
  }

  protected async endOthers(): Promise<void> {
    await this.change(
      ({ current }) => current,
      () => this.security.endOtherSignIns(),
    );
  }

  private async change(stays: (one: SignIn) => boolean, work: () => Promise<void>): Promise<void> {
    const before = this.list.value();
    if (!before) return;
    this.busy.set(true);
    const results = before.results.filter(stays);
    this.list.set({ count: results.length, results });
    try {
      await work();
      this.toast.say('settings.ended');
    } catch (error) {
      this.list.set(before);
      this.toast.failed(error);
    } finally {
      this.busy.set(false);
    }
  }
}
