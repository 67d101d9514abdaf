import { ChangeDetectionStrategy, Component, computed, inject, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { Router, RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { Course } from '../../../api';
import { More } from '../../../core/http/more';
import { ProblemView } from '../../../core/http/problem-view';
import { ProblemWords } from '../../../core/http/problem-words';
import { CountPipe } from '../../../core/i18n/format';
import { Jobs } from '../../../core/jobs/jobs';
import { Toast } from '../../../core/layout/toast';
import { EmptyState } from '../../../ui/empty-state/empty-state';
import { Icon } from '../../../ui/icon/icon';
import { PageHeader } from '../../../ui/page-header/page-header';
import { Skeleton } from '../../../ui/skeleton/skeleton';
import { ExchangeService } from '../data/exchange-service';
import { TeachingService } from '../data/teaching-service';
import { NewCourse } from '../ui/new-course';
import { TaughtCard } from '../ui/taught-card';

@Component({
  selector: 'lec-teaching-list',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [
    CountPipe,
    EmptyState,
    Icon,
    MatButton,
    More,
    NewCourse,
    PageHeader,
    ProblemView,
    RouterLink,
    Skeleton,
    TaughtCard,
    TranslocoDirective,
  ],
  templateUrl: './teaching-list.html',
  styleUrl: './teaching-list.scss',
})
export class TeachingList {
  private readonly service = inject(TeachingService);
  private readonly exchange = inject(ExchangeService);
  private readonly jobs = inject(Jobs);
  private readonly toast = inject(Toast);
  private readonly router = inject(Router);
  protected readonly words = inject(ProblemWords);
  protected readonly courses = this.service.courses();
  private readonly taught = this.service.taught();
  protected readonly facts = computed(
    () =>
      new Map(
        (this.taught.hasValue() ? this.taught.value().courses : []).map((one) => [one.id, one]),
      ),
  );
  protected readonly reviews = computed(() =>
    [...this.facts().values()].reduce((sum, one) => sum + one.awaiting_review, 0),
  );
  /** The course that something is being done to. */
  protected readonly busy = signal<string | null>(null);

  protected readonly create = async (title: string): Promise<void> => {
    const course = await this.service.create(title);
    await this.router.navigate(['/teach/courses', course.id]);
  };

  protected duplicate(course: Course): Promise<void> {
    return this.doing(course, async () => {
      await this.jobs.finished(await this.exchange.duplicate(course.id));
      this.courses.reload();
      this.toast.say('teach.duplicated', { title: course.title });
    });
  }

  /** Archiving is taken back with one click, so it is not asked about. */
  protected archive(course: Course, away: boolean): Promise<void> {
    return this.doing(course, async () => {
      this.replace(await this.service.tell(course.id, away ? 'archive' : 'unarchive'));
      if (!away) this.toast.say('teach.unarchived', { title: course.title });
      else if (await this.toast.undo('teach.archived', { title: course.title })) {
        await this.archive(course, false);
      }
    });
  }

  protected export(course: Course): Promise<void> {
    return this.doing(course, async () => {
      this.toast.say('teach.exporting', { title: course.title });
      await this.jobs.download(await this.jobs.finished(await this.exchange.export(course.id)));
    });
  }

  private replace(course: Course): void {
    this.courses.patch((list) => list.map((one) => (one.id === course.id ? course : one)));
  }

  private async doing(course: Course, work: () => Promise<void>): Promise<void> {
    this.busy.set(course.id);
    try {
      await work();
    } catch (error) {
      this.toast.failed(error);
    } finally {
      this.busy.set(null);
    }
  }
}
