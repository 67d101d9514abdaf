import { ChangeDetectionStrategy, Component, computed, inject, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { TranslocoDirective } from '@jsverse/transloco';
import { ProblemView } from '../http/problem-view';
import { CountPipe, DatePipe } from '../i18n/format';
import { FailedNavigation } from '../layout/failed-navigation';
import { Freshness } from './freshness';
import { KeptAnswers } from './kept-answers';
import { NewVersion } from './new-version';
import { Outbox } from './outbox';

/** Above every page: whether there is a network, from when the page is, what waits, what failed. */
@Component({
  selector: 'lec-notices',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [CountPipe, DatePipe, MatButton, ProblemView, TranslocoDirective],
  host: { '(window:online)': 'offline.set(false)', '(window:offline)': 'offline.set(true)' },
  template: `
    <ng-container *transloco="let t">
      <div role="status">
        @if (offline() || from() || waiting()) {
          <p class="warning">
            @if (offline()) {
              <span>{{ t('shell.offline') }}</span>
            }
            @if (from(); as date) {
              <span>{{ t('shell.from', { date: date | lecDate: 'datetime' }) }}</span>
            }
            @if (waiting(); as count) {
              <span>{{ count | lecCount: 'shell.waiting' }}</span>
            }
          </p>
        }
        @if (missing()) {
          <p class="warning">{{ t('shell.pageMissing') }}</p>
        }
        @if (version.ready()) {
          <p class="news">{{ t('shell.newVersion') }}</p>
        }
      </div>
      @if (failed.problem(); as problem) {
        <lec-problem
          class="container-xl py-3"
          [problem]="problem"
          [retryable]="true"
          (retry)="failed.retry()"
        />
      }
      @if (missing()) {
        <p class="warning">
          <button matButton type="button" (click)="failed.retry()">
            {{ t('action.retry') }}
          </button>
        </p>
      }
      @if (version.ready()) {
        <p class="news">
          <button matButton type="button" (click)="version.reload()">
            {{ t('shell.reload') }}
          </button>
        </p>
      }
    </ng-container>
  `,
  styles: `
    p {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      justify-content: center;
      gap: 2px 8px;
      padding: 8px 16px;
      text-align: center;
      font-size: var(--text-sm);
      font-weight: 560;
    }
    .warning {
      color: var(--lec-warning);
      background: var(--lec-warning-soft);
    }
    .news {
      padding-block: 4px 0;
      color: var(--mat-sys-on-primary-container);
      background: var(--mat-sys-primary-container);
    }
    .news:last-child {
      padding-block: 0 4px;
    }
  `,
})
export class Notices {
  protected readonly version = inject(NewVersion);
  protected readonly failed = inject(FailedNavigation);
  protected readonly missing = computed(() => !!this.failed.url() && !this.failed.problem());
  protected readonly from = inject(Freshness).from;
  private readonly parcels = inject(Outbox).parcels;
  protected readonly waiting = computed(() => this.parcels().length);
  protected readonly offline = signal(!navigator.onLine);

  constructor() {
    inject(KeptAnswers); // it watches who comes and goes, on every page
  }
}
