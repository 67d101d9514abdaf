import { ChangeDetectionStrategy, Component, computed, inject, input, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatFormField, MatLabel } from '@angular/material/form-field';
import { MatOption, MatSelect } from '@angular/material/select';
import { Router } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { DeadLetter, Id, Job } from '../../../api';
import { More } from '../../../core/http/more';
import { ProblemView } from '../../../core/http/problem-view';
import { DatePipe } from '../../../core/i18n/format';
import { Jobs, isOver } from '../../../core/jobs/jobs';
import { Toast } from '../../../core/layout/toast';
import { PageHeader } from '../../../ui/page-header/page-header';
import { Skeleton } from '../../../ui/skeleton/skeleton';
import { AdminService } from '../data/admin-service';

const STATUSES = ['queued', 'running', 'done', 'failed'] as const;

@Component({
  selector: 'lec-jobs-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [
    DatePipe,
    MatButton,
    MatFormField,
    MatLabel,
    MatOption,
    MatSelect,
    More,
    PageHeader,
    ProblemView,
    Skeleton,
    TranslocoDirective,
  ],
  templateUrl: './jobs-page.html',
  styles: `
    h2 {
      margin-block: 28px 12px;
      font-size: var(--text-md);
    }
    .card-surface {
      overflow: hidden;
    }
  `,
})
export class JobsPage {
  private readonly service = inject(AdminService);
  private readonly jobs = inject(Jobs);
  private readonly router = inject(Router);
  private readonly toast = inject(Toast);
  readonly status = input<string>();
  protected readonly statuses = STATUSES;
  protected readonly wanted = computed(() => STATUSES.find((one) => one === this.status()) ?? '');
  protected readonly list = this.service.jobs(this.wanted);
  protected readonly letters = this.service.deadLetters();
  protected readonly busy = signal<Id | null>(null);
  protected readonly isOver = isOver;
  protected readonly tones = {
    queued: null,
    running: 'warning',
    done: 'success',
    failed: 'danger',
  } as const;

  protected narrow(status: string): void {
    void this.router.navigate(['/admin/jobs'], {
      queryParams: { status: status || undefined },
      replaceUrl: true,
    });
  }

  protected cancel(job: Job): Promise<void> {
    return this.doing(job.id, async () => {
      const now = await this.jobs.cancel(job.id);
      this.list.patch((list) => list.map((one) => (one.id === now.id ? now : one)));
      this.toast.say('admin.cancelled');
    });
  }

  protected retry(letter: DeadLetter): Promise<void> {
    return this.doing(letter.id, async () => {
      await this.service.retry(letter.id);
      this.letters.patch((list) => list.filter(({ id }) => id !== letter.id));
      this.toast.say('admin.retried');
    });
  }

  private async doing(id: Id, work: () => Promise<void>): Promise<void> {
    this.busy.set(id);
    try {
      await work();
    } catch (error) {
      this.toast.failed(error);
    } finally {
      this.busy.set(null);
    }
  }
}
