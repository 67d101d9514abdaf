import { ChangeDetectionStrategy, Component, input, output } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { Certificate } from '../../../api';
import { DatePipe } from '../../../core/i18n/format';
import { Icon } from '../../../ui/icon/icon';

/** One of one's own certificates. */
@Component({
  selector: 'lec-certificate-card',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [DatePipe, Icon, MatButton, RouterLink, TranslocoDirective],
  template: `
    <article *transloco="let t" class="card-surface">
      <div class="top">
        <span class="mark" [class.revoked]="!certificate().valid">
          <svg lecIcon="award" [size]="24"></svg>
        </span>
        @if (certificate().valid) {
          <span class="badge-soft" data-tone="success">{{ t('certificates.validMark') }}</span>
        } @else {
          <span class="badge-soft" data-tone="danger">{{ t('certificates.revokedMark') }}</span>
        }
      </div>
      <h2>{{ certificate().title }}</h2>
      <p class="text-muted small">
        {{ t('certificates.completed', { date: certificate().completed_at | lecDate }) }}<br />
        <span class="tabular">{{ certificate().number }}</span>
      </p>
      <div class="actions">
        <a
          matButton="tonal"
          [routerLink]="['/certificates', certificate().number]"
          [attr.aria-label]="t('certificates.openOf', { title: certificate().title })"
          >{{ t('certificates.open') }}</a
        >
        @if (certificate().valid) {
          <button
            matButton
            type="button"
            [disabled]="busy()"
            [attr.aria-label]="t('certificates.downloadOf', { title: certificate().title })"
            (click)="download.emit()"
          >
            {{ t('certificates.download') }}
          </button>
        }
      </div>
    </article>
  `,
  styles: `
    :host {
      display: grid;
    }
    article {
      display: flex;
      flex-direction: column;
      gap: 10px;
      padding: 20px 20px 14px;
    }
    .top {
      display: flex;
      align-items: center;
      justify-content: space-between;
    }
    .mark {
      display: grid;
      place-items: center;
      width: 46px;
      height: 46px;
      border-radius: 14px;
      color: var(--lec-warning);
      background: var(--lec-warning-soft);
    }
    .revoked {
      color: var(--mat-sys-on-surface-variant);
      background: var(--mat-sys-surface-container-highest);
    }
    h2 {
      font-size: var(--text-md);
      overflow-wrap: anywhere;
    }
    .actions {
      display: flex;
      flex-wrap: wrap;
      gap: 6px;
      margin-top: auto;
      padding-top: 4px;
    }
  `,
})
export class CertificateCard {
  readonly certificate = input.required<Certificate>();
  readonly busy = input(false);
  readonly download = output();
}
