import { ChangeDetectionStrategy, Component, input, output, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { TranslocoDirective } from '@jsverse/transloco';
import { DatePipe, NumberPipe } from '../../../../core/i18n/format';
import { Markdown } from '../../../../ui/markdown/markdown';
import { Correction, Sent } from '../data/announcement-service';
import { CorrectionForm } from './correction-form';

/** An announcement that was sent, to how many, and the way to take it back. */
@Component({
  selector: 'lec-sent-announcement',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [CorrectionForm, DatePipe, Markdown, MatButton, NumberPipe, TranslocoDirective],
  template: `
    <article *transloco="let t" class="card-surface" [attr.aria-busy]="busy()">
      <header>
        <div>
          <h3>{{ announcement().title }}</h3>
          <p class="text-muted small">
            {{ announcement().course?.title ?? t('people.audience.' + announcement().audience) }} ·
            {{ announcement().created_at | lecDate: 'datetime' }}
          </p>
        </div>
        <span
          class="badge-soft tabular"
          [attr.data-tone]="announcement().sent_at ? 'success' : null"
        >
          {{
            t('people.delivered', {
              done: (announcement().delivered ?? 0 | lecNumber),
              total: (announcement().total ?? 0 | lecNumber),
            })
          }}
        </span>
      </header>
      @if (correcting()) {
        <lec-correction-form
          [words]="announcement()"
          [work]="put"
          (leave)="correcting.set(false)"
        />
      } @else {
        <details>
          <summary>{{ t('people.readText') }}</summary>
          <lec-markdown [html]="announcement().body_html" />
        </details>
      }
      <p class="acts">
        @if (sure()) {
          <span>{{ t('people.withdrawSure') }}</span>
          <button matButton="tonal" type="button" [disabled]="busy()" (click)="withdraw.emit()">
            {{ t('people.withdrawYes') }}
          </button>
          <button matButton type="button" (click)="sure.set(false)">
            {{ t('action.cancel') }}
          </button>
        } @else if (!correcting()) {
          <button
            matButton
            type="button"
            [attr.aria-label]="t('people.correctTitle', { title: announcement().title })"
            (click)="correcting.set(true)"
          >
            {{ t('people.correct') }}
          </button>
          <button
            matButton
            type="button"
            [attr.aria-label]="t('people.withdrawTitle', { title: announcement().title })"
            (click)="sure.set(true)"
          >
            {{ t('people.withdraw') }}
          </button>
        }
      </p>
    </article>
  `,
  styles: `
    article {
      display: grid;
      gap: 10px;
      padding: 16px 20px 10px;
    }
    header {
      display: flex;
      flex-wrap: wrap;
      align-items: start;
      justify-content: space-between;
      gap: 8px 16px;
    }
    h3 {
      font-size: var(--text-base);
      overflow-wrap: anywhere;
    }
    summary {
      width: fit-content;
      min-height: 28px;
      font-size: var(--text-sm);
      color: var(--mat-sys-primary);
      cursor: pointer;
    }
    .acts {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 8px;
      font-size: var(--text-sm);
    }
    .acts > button:first-child {
      margin-left: -12px;
    }
  `,
})
export class SentAnnouncement {
  readonly announcement = input.required<Sent>();
  readonly busy = input(false);
  /** Puts other words in place of those that went out. */
  readonly correct = input.required<(words: Correction) => Promise<void>>();
  readonly withdraw = output();
  protected readonly correcting = signal(false);
  /** It cannot be sent again as it was, so it is asked about. */
  protected readonly sure = signal(false);
  protected readonly put = async (words: Correction): Promise<void> => {
    await this.correct()(words);
    this.correcting.set(false);
  };
}
