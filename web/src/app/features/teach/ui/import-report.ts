import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';

/** What an import says of one place in a file; line 0 is the whole of it. */
export interface ReportRow {
  kind: 'error' | 'warning' | 'info';
  file: string;
  line: number;
  code: string;
  message: string;
}

/** The report of an import, item by item. */
@Component({
  selector: 'lec-import-report',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [TranslocoDirective],
  template: `
    <ul
      *transloco="let t"
      class="list-plain card-surface"
      [attr.aria-label]="t('teach.report.label')"
    >
      @for (row of rows(); track $index) {
        <li>
          <span class="badge-soft" [attr.data-tone]="tones[row.kind]">{{
            outcomes.includes(row.code)
              ? t('teach.report.' + row.code)
              : t('teach.report.' + row.kind)
          }}</span>
          <span class="place tabular">{{ row.line ? row.file + ':' + row.line : row.file }}</span>
          <span class="message">{{ row.message }}</span>
        </li>
      }
    </ul>
  `,
  styles: `
    ul {
      overflow: hidden;
    }
    li {
      display: flex;
      flex-wrap: wrap;
      align-items: baseline;
      gap: 4px 12px;
      padding: 10px 16px;
    }
    li + li {
      border-top: 1px solid var(--lec-line);
    }
    .place {
      font-size: var(--text-sm);
      color: var(--mat-sys-on-surface-variant);
      overflow-wrap: anywhere;
    }
    .message {
      flex: 1 1 260px;
      overflow-wrap: anywhere;
    }
  `,
})
export class ImportReport {
  readonly rows = input.required<readonly ReportRow[]>();
  protected readonly tones = { error: 'danger', warning: 'warning', info: 'success' } as const;
  /** What became of an item, where the remark is about that. */
  protected readonly outcomes = ['created', 'changed', 'unchanged', 'removed'];
}
