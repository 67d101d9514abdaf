import { ChangeDetectionStrategy, Component, computed, input, linkedSignal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { TranslocoDirective } from '@jsverse/transloco';
import { CountPipe } from '../i18n/format';
import { Icon } from '../../ui/icon/icon';
import { Verdict, toneOf } from './list-store';

const AT_ONCE = 100;

/** What becomes, or would become, of each line of a list. */
@Component({
  selector: 'lec-list-report',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [CountPipe, Icon, MatButton, TranslocoDirective],
  template: `
    <ng-container *transloco="let t">
      <ul class="list-plain sums">
        @for (end of ends(); track end.code) {
          <li class="badge-soft" [attr.data-tone]="tone(end)">
            {{ t(words() + end.code) }}: <b class="tabular">{{ end.count }}</b>
          </li>
        }
      </ul>
      <div class="card-surface">
        <table class="data-table" role="table" [attr.aria-label]="t('list.report')">
          <thead role="rowgroup">
            <tr role="row">
              <th role="columnheader" scope="col">{{ t('list.line') }}</th>
              <th role="columnheader" scope="col">{{ t('list.person') }}</th>
              <th role="columnheader" scope="col">{{ t('list.verdict') }}</th>
            </tr>
          </thead>
          <tbody role="rowgroup">
            @for (row of shown(); track row.line) {
              <tr role="row">
                <td role="cell" class="tabular" [attr.data-label]="t('list.line')">
                  {{ row.line }}
                </td>
                <th role="rowheader" scope="row" class="wrap" [attr.data-label]="t('list.person')">
                  {{ row.person }}
                </th>
                <td role="cell" [attr.data-label]="t('list.verdict')">
                  <span class="verdict" [attr.data-tone]="tone(row)">
                    @if (tone(row) === 'danger') {
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
        <p class="text-muted small mt-3">{{ dropped() | lecCount: 'list.dropped' }}</p>
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
export class ListReport {
  readonly report = input.required<Verdict[]>();
  readonly ends = input.required<{ code: string; count: number }[]>();
  readonly dropped = input(0);
  /** Where the words of an end begin: `people.did.`. */
  readonly words = input.required<string>();
  protected readonly tone = toneOf;
  protected readonly limit = linkedSignal({ source: this.report, computation: () => AT_ONCE });
  protected readonly shown = computed(() => this.report().slice(0, this.limit()));

  protected more(): void {
    this.limit.update((limit) => limit + AT_ONCE);
  }
}
