import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { Id } from '../../../../api';
import { Problem } from '../../../../core/http/problem';
import { ProblemView } from '../../../../core/http/problem-view';
import { DatePipe } from '../../../../core/i18n/format';
import { Avatar } from '../../../../ui/avatar/avatar';
import { EmptyState } from '../../../../ui/empty-state/empty-state';
import { Icon } from '../../../../ui/icon/icon';
import { Skeleton } from '../../../../ui/skeleton/skeleton';
import { CourseStore } from '../../data/course-store';
import { RosterService } from '../data/roster-service';
import { AnswerSheet } from '../ui/answer-sheet';
import { LearnerState } from '../ui/learner-state';
import { ProgressCell } from '../ui/progress-cell';

@Component({
  selector: 'lec-learner-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [
    AnswerSheet,
    Avatar,
    DatePipe,
    EmptyState,
    Icon,
    LearnerState,
    ProblemView,
    ProgressCell,
    RouterLink,
    Skeleton,
    TranslocoDirective,
  ],
  templateUrl: './learner-page.html',
  styleUrl: './learner-page.scss',
})
export class LearnerPage {
  private readonly service = inject(RosterService);
  private readonly course = inject(CourseStore).id;
  readonly student = input.required<Id>();
  private readonly placeAnswer = this.service.place(this.course, this.student);
  private readonly outlineAnswer = this.service.outline(this.course);
  private readonly progressAnswer = this.service.progress(this.course, this.student);
  private readonly submissionAnswer = this.service.submissions(this.course, this.student);
  private readonly quizAnswer = this.service.quizzes(this.course);
  private readonly all = [
    this.placeAnswer,
    this.outlineAnswer,
    this.progressAnswer,
    this.submissionAnswer,
    this.quizAnswer,
  ];

  protected readonly place = computed(() =>
    this.placeAnswer.hasValue() ? (this.placeAnswer.value().results[0] ?? null) : undefined,
  );
  protected readonly sections = computed(() => {
    if (!this.outlineAnswer.hasValue() || !this.progressAnswer.hasValue()) return null;
    const done = new Map(this.progressAnswer.value().results.map((one) => [one.lesson, one]));
    return this.outlineAnswer.value().sections.map(({ title, lessons }) => ({
      title,
      lessons: lessons.map((lesson) => ({ ...lesson, progress: done.get(lesson.id) })),
    }));
  });
  protected readonly submissions = computed(() => {
    if (!this.submissionAnswer.hasValue() || !this.quizAnswer.hasValue()) return null;
    const titles = new Map(this.quizAnswer.value().results.map(({ id, title }) => [id, title]));
    return this.submissionAnswer
      .value()
      .results.map((one) => ({ ...one, title: titles.get(one.quiz) ?? '' }));
  });
  protected readonly problem = computed(() => {
    const error = this.all.map((one) => one.error()).find(Boolean);
    return error ? Problem.from(error) : null;
  });

  protected reload(): void {
    for (const one of this.all) one.reload();
  }
}
