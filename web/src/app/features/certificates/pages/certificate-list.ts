import { ChangeDetectionStrategy, Component, inject, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { More } from '../../../core/http/more';
import { ProblemView } from '../../../core/http/problem-view';
import { Toast } from '../../../core/layout/toast';
import { EmptyState } from '../../../ui/empty-state/empty-state';
import { PageHeader } from '../../../ui/page-header/page-header';
import { Skeleton } from '../../../ui/skeleton/skeleton';
import { CertificateService } from '../data/certificate-service';
import { CertificateCard } from '../ui/certificate-card';

@Component({
  selector: 'lec-certificate-list',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [
    CertificateCard,
    EmptyState,
    MatButton,
    More,
    PageHeader,
    ProblemView,
    RouterLink,
    Skeleton,
    TranslocoDirective,
  ],
  template: `
    <div *transloco="let t" class="container-xl">
      <lec-page-header [heading]="t('title.certificates')" [text]="t('certificates.text')" />
      @if (certificates.problem(); as problem) {
        <lec-problem [problem]="problem" [retryable]="true" (retry)="certificates.reload()" />
      }
      @if (certificates.items().length) {
        <ul class="list-plain grid">
          @for (one of certificates.items(); track one.number) {
            <li>
              <lec-certificate-card
                [certificate]="one"
                [busy]="saving() === one.number"
                (download)="download(one.number)"
              />
            </li>
          }
        </ul>
        <lec-more [list]="certificates" />
      } @else if (certificates.loading()) {
        <div class="grid">
          @for (n of [1, 2, 3]; track n) {
            <lec-skeleton height="190px" />
          }
        </div>
      } @else if (!certificates.problem()) {
        <lec-empty-state
          icon="award"
          [heading]="t('certificates.empty')"
          [text]="t('certificates.emptyText')"
        >
          <a matButton="filled" routerLink="/dashboard">{{ t('nav.learning') }}</a>
        </lec-empty-state>
      }
    </div>
  `,
  styles: `
    .grid {
      display: grid;
      grid-template-columns: repeat(auto-fill, minmax(min(100%, 340px), 1fr));
      gap: 20px;
    }
    li {
      display: grid;
    }
  `,
})
export class CertificateList {
  private readonly toast = inject(Toast);
  private readonly service = inject(CertificateService);
  protected readonly certificates = this.service.own();
  protected readonly saving = signal<string | null>(null);

  protected async download(number: string): Promise<void> {
    this.saving.set(number);
    try {
      await this.service.download(number);
    } catch (error) {
      this.toast.failed(error);
    } finally {
      this.saving.set(null);
    }
  }
}
