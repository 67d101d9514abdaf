import { Injectable, computed, inject, signal } from '@angular/core';
import { lastValueFrom, tap } from 'rxjs';
import { Id, Job } from '../../api';
import { Problem } from '../http/problem';
import { Jobs, failure } from './jobs';

/** A line of the report: whom it names and what becomes of them. */
export interface Verdict {
  line: number;
  person: string;
  code: string;
}

/** Asks for the job, which in a dry run only says what it would do; its id. */
export type Start = (dryRun: boolean) => Promise<Id>;

const GAINS = ['enrolled', 'activated', 'added'];
const AS_BEFORE = ['already-enrolled', 'already-here'];

/** How good the end of a line is: something gained, nothing, or somebody has to look at it. */
export function toneOf({ code }: Pick<Verdict, 'code'>): 'success' | 'danger' | null {
  if (GAINS.includes(code)) return 'success';
  return AS_BEFORE.includes(code) ? null : 'danger';
}

/** What needs somebody's attention comes first, each part in the order of the list. */
export function troubleFirst(report: Verdict[]): Verdict[] {
  const trouble = (verdict: Verdict) => Number(toneOf(verdict) === 'danger');
  return [...report].sort((a, b) => trouble(b) - trouble(a) || a.line - b.line);
}

/**
 * Doing something with a list of people: tried first, then done, each as a job that is watched.
 * Provide it in the page that has the list.
 */
@Injectable()
export class ListStore {
  private readonly jobs = inject(Jobs);
  private readonly current = signal<Job | null>(null);
  private start: Start | null = null;

  readonly step = signal<'choose' | 'checking' | 'checked' | 'working' | 'done'>('choose');
  readonly problem = signal<Problem | null>(null);
  readonly percent = computed(() => this.current()?.progress.percent ?? null);
  readonly report = computed(() => {
    return troubleFirst((this.current()?.report ?? []) as Verdict[]);
  });
  readonly dropped = computed(() => this.current()?.report_dropped ?? 0);
  /** How many lines came to which end. */
  readonly ends = computed(() => {
    const ends = (this.current()?.result?.['people'] ?? {}) as Record<string, number>;
    return Object.entries(ends).map(([code, count]) => ({ code, count }));
  });
  /** How many would get something that they have not got. */
  readonly gains = computed(() =>
    this.ends()
      .filter((end) => toneOf(end) === 'success')
      .reduce((sum, { count }) => sum + count, 0),
  );

  /** Reports what would happen. */
  async check(start: Start): Promise<void> {
    this.start = start;
    this.step.set('checking');
    this.step.set((await this.run(true)) ? 'checked' : 'choose');
  }

  /** Does what was reported. */
  async carryOut(): Promise<void> {
    this.step.set('working');
    this.step.set((await this.run(false)) ? 'done' : 'choose');
  }

  again(): void {
    this.start = null;
    this.current.set(null);
    this.problem.set(null);
    this.step.set('choose');
  }

  async cancel(): Promise<void> {
    const job = this.current();
    if (job) await this.jobs.cancel(job.id);
  }

  private async run(dryRun: boolean): Promise<boolean> {
    if (!this.start) return false;
    this.problem.set(null);
    this.current.set(null);
    try {
      const id = await this.start(dryRun);
      const watched = this.jobs.follow(id).pipe(tap((job) => this.current.set(job)));
      const job = await lastValueFrom(watched);
      if (job.status === 'failed') throw failure(job);
      return true;
    } catch (error) {
      this.problem.set(Problem.from(error));
      return false;
    }
  }
}
