import {
  ChangeDetectionStrategy,
  Component,
  computed,
  inject,
  input,
  output,
  signal,
} from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatCheckbox } from '@angular/material/checkbox';
import { TranslocoDirective } from '@jsverse/transloco';
import { Id, Job } from '../../../api';
import { Problem } from '../../../core/http/problem';
import { ProblemView } from '../../../core/http/problem-view';
import { CountPipe } from '../../../core/i18n/format';
import { Jobs, failure } from '../../../core/jobs/jobs';
import { FileDrop } from '../../../ui/file-drop/file-drop';
import { JobProgress } from '../../../ui/job-progress/job-progress';
import { ExchangeService } from '../data/exchange-service';
import { ImportReport, ReportRow } from './import-report';

type Step = 'choose' | 'checking' | 'checked' | 'importing' | 'done';

/** A file is tried first; what would happen is shown item by item, and then it is imported or not. */
@Component({
  selector: 'lec-import-panel',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [
    CountPipe,
    FileDrop,
    ImportReport,
    JobProgress,
    MatButton,
    MatCheckbox,
    ProblemView,
    TranslocoDirective,
  ],
  template: `
    <ng-container *transloco="let t">
      @if (problem(); as problem) {
        <lec-problem [problem]="problem" />
      }
      @if (step() === 'checking' || step() === 'importing') {
        <lec-job-progress [label]="t('teach.importing.' + step())" [percent]="percent()" />
      } @else {
        @if (step() !== 'checked') {
          <lec-file-drop
            [label]="quiz() ? t('teach.importing.dropQuestions') : t('teach.importing.dropCourse')"
            [hint]="quiz() ? t('teach.importing.hintQuestions') : t('teach.importing.hintCourse')"
            [button]="t('teach.importing.choose')"
            [accept]="quiz() ? '.gift,.txt,text/plain' : '.zip,application/zip'"
            (files)="check($event[0]!)"
          />
        }
        @if (step() === 'checked') {
          <p>
            <b>{{ file()?.name }}</b> {{ errors() | lecCount: 'teach.importing.errors' }}
          </p>
          @if (!quiz() && !errors()) {
            <mat-checkbox [checked]="publish()" (change)="publish.set($event.checked)">{{
              t('teach.importing.publish')
            }}</mat-checkbox>
          }
          <p class="acts">
            @if (!errors() && !problem()) {
              <button matButton="filled" type="button" (click)="import()">
                {{ t('teach.importing.now') }}
              </button>
            }
            <button matButton type="button" (click)="again()">
              {{ t('teach.importing.other') }}
            </button>
          </p>
        }
        @if (step() === 'done') {
          <p role="status">{{ t('teach.importing.done') }}</p>
          <ng-content />
        }
      }
      @if (report().length) {
        <lec-import-report [rows]="report()" />
      }
    </ng-container>
  `,
  styles: `
    :host {
      display: grid;
      gap: 16px;
    }
    .acts {
      display: flex;
      flex-wrap: wrap;
      gap: 8px;
    }
  `,
})
export class ImportPanel {
  private readonly exchange = inject(ExchangeService);
  private readonly jobs = inject(Jobs);
  /** The quiz that the questions are for; without one a course is imported. */
  readonly quiz = input<Id>();
  /** What the import has made or changed. */
  readonly done = output<Job>();
  protected readonly step = signal<Step>('choose');
  protected readonly file = signal<File | null>(null);
  protected readonly publish = signal(false);
  protected readonly percent = signal(0);
  protected readonly problem = signal<Problem | null>(null);
  protected readonly report = signal<readonly ReportRow[]>([]);
  protected readonly errors = computed(
    () => this.report().filter(({ kind }) => kind === 'error').length,
  );

  protected async check(file: File): Promise<void> {
    this.file.set(file);
    this.step.set('checking');
    await this.run(file, true);
    this.step.set('checked');
  }

  protected async import(): Promise<void> {
    const file = this.file();
    if (!file) return;
    this.step.set('importing');
    const job = await this.run(file, false);
    this.step.set(job ? 'done' : 'checked');
    if (job) this.done.emit(job);
  }

  protected again(): void {
    this.file.set(null);
    this.report.set([]);
    this.problem.set(null);
    this.step.set('choose');
  }

  /** The job when it is done; else what was wrong is shown. */
  private async run(file: File, dryRun: boolean): Promise<Job | null> {
    this.problem.set(null);
    this.report.set([]);
    this.percent.set(0);
    try {
      const wanted = { file, dryRun, quiz: this.quiz(), publish: this.publish() };
      const job = await this.follow(await this.exchange.import(wanted));
      this.report.set((job.report ?? []) as ReportRow[]);
      if (job.status === 'done') return job;
      this.problem.set(failure(job));
    } catch (error) {
      this.problem.set(Problem.from(error));
    }
    return null;
  }

  private follow(id: Id): Promise<Job> {
    return new Promise((resolve, reject) => {
      let latest: Job | undefined;
      this.jobs.follow(id).subscribe({
        next: (job) => {
          latest = job;
          this.percent.set(job.progress.percent);
        },
        error: reject,
        complete: () => (latest ? resolve(latest) : reject(new Error('no answer'))),
      });
    });
  }
}
