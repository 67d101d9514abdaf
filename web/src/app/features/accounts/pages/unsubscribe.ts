import { ChangeDetectionStrategy, Component, inject, input, signal } from '@angular/core';
import { NonNullableFormBuilder } from '@angular/forms';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { FormSender } from '../../../core/forms/form-sender';
import { ProblemView } from '../../../core/http/problem-view';
import { MailService } from '../data/mail-service';
import { Entry } from '../ui/entry';

/**
 * Where the link leads that stops e-mails. It takes a button, because programs that look at links
 * before their reader does must not stop anything.
 */
@Component({
  selector: 'lec-unsubscribe',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Entry, MatButton, ProblemView, RouterLink, TranslocoDirective],
  providers: [FormSender],
  template: `
    <lec-entry
      *transloco="let t"
      [heading]="t(stopped() ? 'unsubscribe.done' : 'unsubscribe.heading')"
      [text]="t(stopped() ? 'unsubscribe.doneText' : 'unsubscribe.text')"
    >
      @if (stopped(); as titles) {
        <ul class="said" role="status">
          @for (title of titles; track title) {
            <li>{{ title }}</li>
          }
        </ul>
        <a matButton="tonal" routerLink="/settings/notifications">{{ t('unsubscribe.choose') }}</a>
      } @else {
        @if (sender.problem(); as problem) {
          <lec-problem class="mt-4" [problem]="problem" />
        }
        <p class="said">
          <button matButton="filled" type="button" [disabled]="sender.busy()" (click)="stop()">
            {{ t('unsubscribe.stop') }}
          </button>
        </p>
        <p class="text-muted small">{{ t('unsubscribe.note') }}</p>
      }
    </lec-entry>
  `,
  styleUrl: './entry-form.scss',
})
export class Unsubscribe {
  private readonly mail = inject(MailService);
  protected readonly sender = inject(FormSender);
  readonly token = input('');
  protected readonly stopped = signal<readonly string[] | null>(null);
  private readonly form = inject(NonNullableFormBuilder).group({});

  protected async stop(): Promise<void> {
    await this.sender.send(this.form, async () => {
      this.stopped.set((await this.mail.unsubscribe(this.token())).titles);
    });
  }
}
