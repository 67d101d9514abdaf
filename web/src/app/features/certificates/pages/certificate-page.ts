import { DOCUMENT } from '@angular/common';
import {
  ChangeDetectionStrategy,
  Component,
  computed,
  effect,
  inject,
  input,
  signal,
} from '@angular/core';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { Problem } from '../../../core/http/problem';
import { ProblemView } from '../../../core/http/problem-view';
import { DatePipe } from '../../../core/i18n/format';
import { PageTitle } from '../../../core/layout/page-title';
import { Toast } from '../../../core/layout/toast';
import { EmptyState } from '../../../ui/empty-state/empty-state';
import { Icon } from '../../../ui/icon/icon';
import { Skeleton } from '../../../ui/skeleton/skeleton';
import { CertificateService } from '../data/certificate-service';
import { concerns, standing } from '../data/standing';

/** Where everybody checks a number: the answer first, then what stands on the certificate. */
@Component({
  selector: 'lec-certificate-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [
    DatePipe,
    EmptyState,
    Icon,
    MatButton,
    ProblemView,
    RouterLink,
    Skeleton,
    TranslocoDirective,
  ],
  templateUrl: './certificate-page.html',
  styleUrl: './certificate-page.scss',
})
export class CertificatePage {
  private readonly service = inject(CertificateService);
  private readonly toast = inject(Toast);
  private readonly window = inject(DOCUMENT).defaultView;
  readonly number = input.required<string>();

  protected readonly answer = this.service.certificate(this.number);
  protected readonly certificate = computed(() =>
    this.answer.hasValue() ? this.answer.value() : null,
  );
  protected readonly problem = computed(() => {
    const error = this.answer.error();
    return error ? Problem.from(error) : null;
  });
  protected readonly standing = computed(() => standing(this.certificate(), this.problem()));
  private readonly courseAnswer = this.service.course(() => this.certificate()?.course);
  /** A course that has gone, or is not public any more, is not linked to. */
  protected readonly course = computed(() =>
    this.courseAnswer.hasValue() ? this.courseAnswer.value() : null,
  );
  protected readonly concerns = concerns;
  protected readonly saving = signal(false);

  constructor() {
    const title = inject(PageTitle);
    effect(() => {
      const certificate = this.certificate();
      if (certificate) title.show(`${certificate.title}: ${certificate.name}`);
    });
  }

  protected print(): void {
    this.window?.print();
  }

  protected async copy(): Promise<void> {
    try {
      await this.window?.navigator.clipboard.writeText(this.window.location.href);
      this.toast.say('certificate.copied');
    } catch {
      this.toast.say('certificate.copyFailed'); // not on a secure origin, or not allowed
    }
  }

  protected async download(number: string): Promise<void> {
    this.saving.set(true);
    try {
      await this.service.download(number);
    } catch (error) {
      this.toast.failed(error);
    } finally {
      this.saving.set(false);
    }
  }
}
