import {
  ChangeDetectionStrategy,
  Component,
  DestroyRef,
  computed,
  inject,
  signal,
} from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { NonNullableFormBuilder } from '@angular/forms';
import { MatButton } from '@angular/material/button';
import { TranslocoDirective } from '@jsverse/transloco';
import { lastValueFrom, tap } from 'rxjs';
import { Job } from '../../../api';
import { FormSender } from '../../../core/forms/form-sender';
import { ProblemView } from '../../../core/http/problem-view';
import { Jobs, failure } from '../../../core/jobs/jobs';
import { Icon } from '../../../ui/icon/icon';
import { JobProgress } from '../../../ui/job-progress/job-progress';
import { DataService } from '../data/data-service';

/** Everything the site holds about the person, as a file to take along. */
@Component({
  selector: 'lec-export-card',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Icon, JobProgress, MatButton, ProblemView, TranslocoDirective],
  providers: [FormSender],
  template: `
    <section *transloco="let t" class="card-surface">
      <h2>{{ t('settings.export') }}</h2>
      <p class="intro small">{{ t('settings.exportText') }}</p>
      @if (sender.problem(); as problem) {
        <lec-problem [problem]="problem" [retryable]="true" (retry)="begin()" />
      }
      @if (sender.busy() && !ready()) {
        <lec-job-progress [label]="t('settings.exporting')" [percent]="job()?.progress?.percent" />
      } @else if (ready()) {
        <p role="status" class="line">
          {{ t('settings.exported') }}
          <button matButton="filled" type="button" [disabled]="sender.busy()" (click)="save()">
            <span class="d-flex align-items-center gap-2">
              <svg lecIcon="download" [size]="17"></svg>{{ t('settings.exportDownload') }}
            </span>
          </button>
        </p>
      } @else {
        <button matButton="tonal" type="button" (click)="begin()">
          {{ t('settings.exportBegin') }}
        </button>
      }
    </section>
  `,
  styleUrl: './card.scss',
})
export class ExportCard {
  private readonly data = inject(DataService);
  private readonly jobs = inject(Jobs);
  private readonly destroyRef = inject(DestroyRef);
  protected readonly sender = inject(FormSender);
  private readonly form = inject(NonNullableFormBuilder).group({});
  protected readonly job = signal<Job | null>(null);
  protected readonly ready = computed(() => this.job()?.status === 'done');

  protected async begin(): Promise<void> {
    await this.sender.send(this.form, async () => {
      const job = await lastValueFrom(
        this.jobs.follow(await this.data.ask()).pipe(
          tap((seen) => this.job.set(seen)),
          takeUntilDestroyed(this.destroyRef),
        ),
        { defaultValue: null }, // the page was left before anything was known
      );
      if (job && job.status !== 'done') throw failure(job);
    });
  }

  protected async save(): Promise<void> {
    const job = this.job();
    if (job) await this.sender.send(this.form, () => this.jobs.download(job));
  }
}
