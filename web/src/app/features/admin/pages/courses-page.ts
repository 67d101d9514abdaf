import { ChangeDetectionStrategy, Component, computed, inject, input, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatDialog } from '@angular/material/dialog';
import { MatFormField, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { MatOption, MatSelect } from '@angular/material/select';
import { Router } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { firstValueFrom } from 'rxjs';
import { Course, Id, Person } from '../../../api';
import { displayName } from '../../../core/auth/display-name';
import { More } from '../../../core/http/more';
import { ProblemView } from '../../../core/http/problem-view';
import { CountPipe } from '../../../core/i18n/format';
import { Toast } from '../../../core/layout/toast';
import { EmptyState } from '../../../ui/empty-state/empty-state';
import { PageHeader } from '../../../ui/page-header/page-header';
import { Skeleton } from '../../../ui/skeleton/skeleton';
import { CourseService } from '../../catalog';
import { COURSE_STATES, TeachingService, stateOf } from '../../teach';
import { AdminService } from '../data/admin-service';
import { COURSE_ORDERS, CourseQuery } from '../data/course-query';
import { CourseTable, CourseVerb } from '../ui/course-table';
import { HandOverDialog } from '../ui/hand-over-dialog';

/** Everybody's courses. */
@Component({
  selector: 'lec-courses-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [
    CountPipe,
    CourseTable,
    EmptyState,
    MatButton,
    MatFormField,
    MatInput,
    MatLabel,
    MatOption,
    MatSelect,
    More,
    PageHeader,
    ProblemView,
    Skeleton,
    TranslocoDirective,
  ],
  templateUrl: './courses-page.html',
  styles: `
    .card-surface {
      overflow: hidden;
    }
  `,
})
export class CoursesPage {
  private readonly service = inject(AdminService);
  private readonly teaching = inject(TeachingService);
  private readonly dialog = inject(MatDialog);
  private readonly router = inject(Router);
  private readonly toast = inject(Toast);
  readonly search = input<string>();
  readonly state = input<string>();
  readonly category = input<string>();
  readonly order = input<string>();
  protected readonly query = computed<CourseQuery>(() => ({
    search: this.search(),
    state: this.state(),
    category: this.category(),
    order: this.order(),
  }));
  protected readonly courses = this.service.courses(this.query);
  protected readonly categories = inject(CourseService).categories;
  protected readonly states = COURSE_STATES;
  protected readonly orders = COURSE_ORDERS;
  /** The course that something is being done to. */
  protected readonly busy = signal<Id | null>(null);

  protected narrow(change: CourseQuery): void {
    const asked = Object.entries({ ...this.query(), ...change });
    void this.router.navigate(['/admin/courses'], {
      queryParams: Object.fromEntries(asked.map(([name, value]) => [name, value || undefined])),
      replaceUrl: true,
    });
  }

  /** Each can be taken back with one click, so it is not asked about. */
  protected async tell(course: Course, verb: CourseVerb): Promise<void> {
    const before = stateOf(course);
    if (!(await this.say(course, verb))) return;
    if (!(await this.toast.undo(`admin.told.${verb}`, { title: course.title }))) return;
    const back = await this.say(course, BACK[verb]);
    if (back && verb === 'archive' && before === 'published') await this.say(course, 'publish');
  }

  protected async handOver(course: Course): Promise<void> {
    const dialog = this.dialog.open<HandOverDialog, string, Person>(HandOverDialog, {
      data: course.title,
      width: '460px',
    });
    const person = await firstValueFrom(dialog.afterClosed());
    const before = course.instructor;
    if (!person || !(await this.give(course, person))) return;
    const words = { title: course.title, name: displayName(person) };
    const undo = await this.toast.undo('admin.handedOver', words);
    if (undo && before && typeof before === 'object') await this.give(course, before);
  }

  private give(course: Course, person: Person): Promise<boolean> {
    return this.doing(course, async () => {
      await this.service.handOver(course.id, person.id);
      this.show(course.id, { instructor: { ...person, name: displayName(person) } });
    });
  }

  private say(course: Course, verb: CourseVerb): Promise<boolean> {
    return this.doing(course, async () => {
      const { published, archived_at } = await this.teaching.tell(course.id, verb);
      this.show(course.id, { published, archived_at });
    });
  }

  private show(id: Id, facts: Partial<Course>): void {
    this.courses.patch((list) => list.map((one) => (one.id === id ? { ...one, ...facts } : one)));
  }

  /** Whether it was done. */
  private async doing(course: Course, work: () => Promise<void>): Promise<boolean> {
    this.busy.set(course.id);
    try {
      await work();
      return true;
    } catch (error) {
      this.toast.failed(error);
      return false;
    } finally {
      this.busy.set(null);
    }
  }
}

const BACK: Record<CourseVerb, CourseVerb> = {
  publish: 'unpublish',
  unpublish: 'publish',
  archive: 'unarchive',
  unarchive: 'archive',
};
