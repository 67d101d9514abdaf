import { Injectable, computed, inject, signal } from '@angular/core';
import { lastValueFrom, tap } from 'rxjs';
import { Id, Job } from '../../../../api';
import { Problem } from '../../../../core/http/problem';
import { Jobs, failure } from '../../../../core/jobs/jobs';
import { People, RosterService } from './roster-service';

/** A line of the report: whom it names and what becomes of them. */
export interface Verdict {
  line: number;
  person: string;
  code: string;
}

const PROBLEMS = ['unknown-person', 'invalid', 'duplicate'];

export const isTrouble = ({ code }: Pick<Verdict, 'code'>): boolean => PROBLEMS.includes(code);

/** What needs somebody's attention comes first, each part in the order of the list. */
export function troubleFirst(report: Verdict[]): Verdict[] {
  return [...report].sort((a, b) => Number(isTrouble(b)) - Number(isTrouble(a)) || a.line - b.line);
}

/** Enrolling a list of people: tried first, then done, each as a job that is watched. */
@Injectable()
export class EnrollStore {
  private readonly roster = inject(RosterService);
  private readonly jobs = inject(Jobs);
  private readonly current = signal<Job | null>(null);
  private people: People | null = null;

  readonly step = signal<'choose' | 'checking' | 'checked' | 'enrolling' | 'done'>('choose');
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
      .filter(({ code }) => code === 'enrolled' || code === 'activated')
      .reduce((sum, { count }) => sum + count, 0),
  );

  /** Reports what would happen. */
  async check(course: Id, people: People): Promise<void> {
    this.people = people;
    this.step.set('checking');
    this.step.set((await this.run(course, true)) ? 'checked' : 'choose');
  }

  /** Does what was reported. */
  async enroll(course: Id): Promise<void> {
    this.step.set('enrolling');
    this.step.set((await this.run(course, false)) ? 'done' : 'choose');
  }

  again(): void {
    this.people = null;
    this.current.set(null);
    this.problem.set(null);
    this.step.set('choose');
  }

  async cancel(): Promise<void> {
    const job = this.current();
    if (job) await this.jobs.cancel(job.id);
  }

  private async run(course: Id, dryRun: boolean): Promise<boolean> {
    if (!this.people) return false;
    this.problem.set(null);
    this.current.set(null);
    try {
      const id = await this.roster.enroll(course, this.people, dryRun);
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
