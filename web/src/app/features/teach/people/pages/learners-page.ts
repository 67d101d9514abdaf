import { ChangeDetectionStrategy, Component, computed, inject, input, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatFormField, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { MatOption, MatSelect } from '@angular/material/select';
import { ActivatedRoute, Router, RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { Id, Learner } from '../../../../api';
import { More } from '../../../../core/http/more';
import { ProblemView } from '../../../../core/http/problem-view';
import { CountPipe } from '../../../../core/i18n/format';
import { Jobs } from '../../../../core/jobs/jobs';
import { Toast } from '../../../../core/layout/toast';
import { EmptyState } from '../../../../ui/empty-state/empty-state';
import { Skeleton } from '../../../../ui/skeleton/skeleton';
import { CourseStore } from '../../data/course-store';
import { LearnerQuery, ORDERS, SHOWN, STUCK_DAYS } from '../data/learner-query';
import { RosterService } from '../data/roster-service';
import { LearnerTable } from '../ui/learner-table';

@Component({
  selector: 'lec-learners-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [
    CountPipe,
    EmptyState,
    LearnerTable,
    MatButton,
    MatFormField,
    MatInput,
    MatLabel,
    MatOption,
    MatSelect,
    More,
    ProblemView,
    RouterLink,
    Skeleton,
    TranslocoDirective,
  ],
  templateUrl: './learners-page.html',
  styles: `
    .enroll {
      margin-left: auto;
    }
    .count {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 8px 16px;
      min-height: 1.5em;
      margin-bottom: 8px;
    }
    .card-surface {
      overflow: hidden;
    }
  `,
})
export class LearnersPage {
  private readonly service = inject(RosterService);
  private readonly store = inject(CourseStore);
  private readonly jobs = inject(Jobs);
  private readonly toast = inject(Toast);
  private readonly router = inject(Router);
  private readonly route = inject(ActivatedRoute);
  readonly search = input<string>();
  readonly show = input<string>();
  readonly order = input<string>();
  protected readonly query = computed<LearnerQuery>(() => ({
    search: this.search(),
    show: this.show(),
    order: this.order(),
  }));
  protected readonly narrowed = computed(() => !!(this.search() || this.show()));
  protected readonly learners = this.service.learners(this.store.id, this.query);
  protected readonly waiting = computed(() =>
    this.learners.items().some(({ status }) => status === 'pending'),
  );
  protected readonly activating = signal(false);
  protected readonly busy = signal<ReadonlySet<Id>>(new Set());
  protected readonly shown = SHOWN;
  protected readonly orders = ORDERS;
  protected readonly days = STUCK_DAYS;

  protected narrow(change: LearnerQuery): void {
    const asked = { ...this.query(), ...change };
    void this.router.navigate([], {
      relativeTo: this.route,
      queryParams: {
        search: asked.search || undefined,
        show: asked.show || undefined,
        order: asked.order === 'name' ? undefined : asked.order,
      },
      replaceUrl: true,
    });
  }

  protected activate(learner: Learner): Promise<void> {
    return this.doing(learner, async () => {
      const { status } = await this.service.activate(learner.id);
      this.learners.patch((list) =>
        list.map((one) => (one.id === learner.id ? { ...one, status } : one)),
      );
      this.toast.say('people.activated', { name: learner.name });
    });
  }

  /** Those on pages that are not shown yet as well. */
  protected async activateAll(): Promise<void> {
    this.activating.set(true);
    try {
      const count = await this.service.activateAll(this.store.id());
      this.toast.say('people.allActivated', { count });
    } catch (error) {
      this.toast.failed(error);
    } finally {
      this.activating.set(false);
      this.learners.reload();
    }
  }

  /** What they have learned is kept, so whoever was taken out by mistake goes on where they were. */
  protected remove(learner: Learner): Promise<void> {
    return this.doing(learner, async () => {
      await this.service.remove(learner.id);
      this.learners.patch((list) => list.filter(({ id }) => id !== learner.id));
      if (learner.status === 'pending') {
        // A place that nobody activated cannot be given back as it was.
        this.toast.say('people.removed', { name: learner.name });
      } else if (await this.toast.undo('people.removed', { name: learner.name })) {
        const people = { names: [learner.username] };
        await this.jobs.finished(await this.service.enroll(this.store.id(), people, false));
        this.learners.reload();
      }
    });
  }

  private async doing(learner: Learner, work: () => Promise<void>): Promise<void> {
    this.busy.update((ids) => new Set(ids).add(learner.id));
    try {
      await work();
    } catch (error) {
      this.toast.failed(error);
    } finally {
      this.busy.update((ids) => new Set([...ids].filter((id) => id !== learner.id)));
    }
  }
}
