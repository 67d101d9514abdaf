import { ChangeDetectionStrategy, Component, inject, input } from '@angular/core';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';

/** What an import says of one place in a file; line 0 is the whole of it. */
export interface ReportRow {
  kind: 'error' | 'warning' | 'info';
  file: string;
  line: number;
  code: string;
  /** In English; we say the same in our own words where we know the code. */
  message: string;
  /** What the sentence speaks of; `what` tells apart the sentences of one code. */
  values?: Record<string, string | number>;
}

/** What became of an item, where the remark is about that. */
const OUTCOMES = ['created', 'changed', 'unchanged', 'removed'];

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
            isOutcome(row) ? t('teach.report.' + row.code) : t('teach.report.' + row.kind)
          }}</span>
          <span class="place tabular">{{ row.line ? row.file + ':' + row.line : row.file }}</span>
          <span class="message">{{ sentence(row) }}</span>
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
  private readonly transloco = inject(TranslocoService);
  protected readonly tones = { error: 'danger', warning: 'warning', info: 'success' } as const;

  protected isOutcome({ code }: ReportRow): boolean {
    return OUTCOMES.includes(code);
  }

  /** The remark in the language of the page; the server's own where we have no words for it. */
  protected sentence(row: ReportRow): string {
    const { code, message, values = {} } = row;
    const said = this.isOutcome(row) ? 'teach.report.of.' : `teach.report.said.${code}.`;
    const key = `${said}${values['what'] ?? ''}`.replace(/\.$/, '');
    const known = this.transloco.getTranslation(this.transloco.getActiveLang());
    return key in known ? this.transloco.translate<string>(key, values) : message;
  }
}
