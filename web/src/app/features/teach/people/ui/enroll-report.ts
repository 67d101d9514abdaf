import { ChangeDetectionStrategy, Component, computed, input, linkedSignal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { TranslocoDirective } from '@jsverse/transloco';
import { CountPipe } from '../../../../core/i18n/format';
import { Icon } from '../../../../ui/icon/icon';
import { Verdict, isTrouble } from '../data/enroll-store';

const AT_ONCE = 100;

/** What becomes, or would become, of each line of a list. */
@Component({
  selector: 'lec-enroll-report',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [CountPipe, Icon, MatButton, TranslocoDirective],
  template: `
    <ng-container *transloco="let t">
      <ul class="list-plain sums">
        @for (end of ends(); track end.code) {
          <li class="badge-soft" [attr.data-tone]="tone(end.code)">
            {{ t(words() + end.code) }}: <b class="tabular">{{ end.count }}</b>
          </li>
        }
      </ul>
      <div class="card-surface">
        <table class="data-table" role="table" [attr.aria-label]="t('people.report')">
          <thead role="rowgroup">
            <tr role="row">
              <th role="columnheader" scope="col">{{ t('people.line') }}</th>
              <th role="columnheader" scope="col">{{ t('people.person') }}</th>
              <th role="columnheader" scope="col">{{ t('people.verdict') }}</th>
            </tr>
          </thead>
          <tbody role="rowgroup">
            @for (row of shown(); track row.line) {
              <tr role="row">
                <td role="cell" class="tabular" [attr.data-label]="t('people.line')">
                  {{ row.line }}
                </td>
                <th
                  role="rowheader"
                  scope="row"
                  class="wrap"
                  [attr.data-label]="t('people.person')"
                >
                  {{ row.person }}
                </th>
                <td role="cell" [attr.data-label]="t('people.verdict')">
                  <span class="verdict" [attr.data-tone]="tone(row.code)">
                    @if (tone(row.code) === 'danger') {
                      <svg lecIcon="circle-alert" [size]="16"></svg>
                    } @else {
                      <svg lecIcon="check" [size]="16"></svg>
                    }
                    {{ t(words() + row.code) }}
                  </span>
                </td>
              </tr>
            }
          </tbody>
        </table>
      </div>
      @if (report().length > limit()) {
        <p class="text-center mt-3">
          <button matButton="outlined" type="button" (click)="more()">
            {{ t('action.more') }}
          </button>
        </p>
      } @else if (dropped()) {
        <p class="text-muted small mt-3">{{ dropped() | lecCount: 'people.dropped' }}</p>
      }
    </ng-container>
  `,
  styles: `
    .sums {
      display: flex;
      flex-wrap: wrap;
      gap: 8px;
      margin-bottom: 16px;
    }
    .card-surface {
      overflow: hidden;
    }
    .verdict {
      display: inline-flex;
      align-items: center;
      gap: 6px;
      color: var(--mat-sys-on-surface-variant);
    }
    .verdict[data-tone='success'] {
      color: var(--lec-success);
    }
    .verdict[data-tone='danger'] {
      color: var(--mat-sys-error);
    }
  `,
})
export class EnrollReport {
  readonly report = input.required<Verdict[]>();
  readonly ends = input.required<{ code: string; count: number }[]>();
  readonly dropped = input(0);
  /** Whether it only says what would happen. */
  readonly dryRun = input(false);
  protected readonly words = computed(() => (this.dryRun() ? 'people.would.' : 'people.did.'));
  protected readonly limit = linkedSignal({ source: this.report, computation: () => AT_ONCE });
  protected readonly shown = computed(() => this.report().slice(0, this.limit()));

  protected more(): void {
    this.limit.update((limit) => limit + AT_ONCE);
  }

  protected tone(code: string): 'danger' | 'success' | null {
    if (isTrouble({ code })) return 'danger';
    return code === 'already-enrolled' ? null : 'success';
  }
}
