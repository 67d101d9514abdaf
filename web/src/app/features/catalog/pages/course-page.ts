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
import { Id } from '../../../api';
import { AuthService } from '../../../core/auth/auth-service';
import { Problem } from '../../../core/http/problem';
import { ProblemView } from '../../../core/http/problem-view';
import { CountPipe, MinutesPipe } from '../../../core/i18n/format';
import { PageTitle } from '../../../core/layout/page-title';
import { Toast } from '../../../core/layout/toast';
import { SiteSettings } from '../../../core/site/site';
import { Avatar } from '../../../ui/avatar/avatar';
import { EmptyState } from '../../../ui/empty-state/empty-state';
import { Icon } from '../../../ui/icon/icon';
import { Markdown } from '../../../ui/markdown/markdown';
import { Skeleton } from '../../../ui/skeleton/skeleton';
import { UserService } from '../../accounts';
import { EnrollmentService, LessonList, LessonService } from '../../learning';
import { CourseService } from '../data/course-service';
import { categoryName, instructorName, instructorOf } from '../data/course-view';
import { EnrollCard } from '../ui/enroll-card';

@Component({
  selector: 'lec-course-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [
    Avatar,
    CountPipe,
    EmptyState,
    EnrollCard,
    Icon,
    LessonList,
    Markdown,
    MatButton,
    MinutesPipe,
    ProblemView,
    RouterLink,
    Skeleton,
    TranslocoDirective,
  ],
  templateUrl: './course-page.html',
  styleUrl: './course-page.scss',
})
export class CoursePage {
  private readonly enrollments = inject(EnrollmentService);
  private readonly toast = inject(Toast);
  protected readonly auth = inject(AuthService);
  protected readonly site = inject(SiteSettings).now;
  readonly id = input.required<Id>();

  private readonly answer = inject(CourseService).course(this.id);
  private readonly outlineAnswer = inject(LessonService).outline(this.id);
  protected readonly course = computed(() => (this.answer.hasValue() ? this.answer.value() : null));
  protected readonly outline = computed(() =>
    this.outlineAnswer.hasValue() ? this.outlineAnswer.value() : null,
  );
  protected readonly problem = computed(() => {
    const error = this.answer.error();
    return error ? Problem.from(error) : null;
  });
  private readonly teacherAnswer = inject(UserService).person(() => {
    const course = this.course();
    return (course && instructorOf(course)?.id) ?? undefined;
  });
  /** What the instructor says of themselves; the page stands without it. */
  protected readonly bio = computed(() =>
    this.teacherAnswer.hasValue() ? (this.teacherAnswer.value().bio ?? '') : '',
  );
  protected readonly enrollment = computed(() => this.enrollments.on(this.id()));
  protected readonly teaches = computed(() => {
    const course = this.course();
    const user = this.auth.user();
    return !!user && !!course && (user.is_staff || instructorOf(course)?.id === user.id);
  });
  protected readonly open = computed(
    () => this.enrollment()?.status === 'active' || this.teaches(),
  );
  protected readonly enrolling = signal(false);
  protected readonly refusal = signal<Problem | null>(null);
  protected readonly instructorOf = instructorOf;
  protected readonly instructorName = instructorName;
  protected readonly categoryName = categoryName;

  constructor() {
    const title = inject(PageTitle);
    effect(() => {
      const course = this.course();
      if (course) title.show(course.title, course.summary);
    });
  }

  protected async enroll(): Promise<void> {
    this.enrolling.set(true);
    this.refusal.set(null);
    try {
      const { status } = await this.enrollments.enroll(this.id());
      this.toast.say(status === 'pending' ? 'enrollment.saidPending' : 'enrollment.said');
    } catch (error) {
      const problem = Problem.from(error);
      if (problem.code === 'already-enrolled') this.enrollments.reload();
      else this.refusal.set(problem);
    } finally {
      this.enrolling.set(false);
    }
  }

  protected reload(): void {
    this.answer.reload();
    this.outlineAnswer.reload();
  }
}
