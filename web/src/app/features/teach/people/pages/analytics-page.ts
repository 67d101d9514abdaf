import { ChangeDetectionStrategy, Component, computed, inject, linkedSignal } from '@angular/core';
import { MatFormField, MatLabel } from '@angular/material/form-field';
import { MatOption, MatSelect } from '@angular/material/select';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import { Problem } from '../../../../core/http/problem';
import { ProblemView } from '../../../../core/http/problem-view';
import { AgoPipe, CountPipe, NumberPipe, formatDate } from '../../../../core/i18n/format';
import { Language } from '../../../../core/i18n/language';
import { Theme } from '../../../../core/theme/theme';
import { LecChart } from '../../../../ui/chart/chart';
import { Figure } from '../../../../ui/figures/figure';
import { Icon } from '../../../../ui/icon/icon';
import { Skeleton } from '../../../../ui/skeleton/skeleton';
import { CourseStore } from '../../data/course-store';
import { InsightService } from '../data/insight-service';

@Component({
  selector: 'lec-analytics-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [
    AgoPipe,
    CountPipe,
    Figure,
    Icon,
    LecChart,
    MatFormField,
    MatLabel,
    MatOption,
    MatSelect,
    NumberPipe,
    ProblemView,
    Skeleton,
    TranslocoDirective,
  ],
  templateUrl: './analytics-page.html',
  styleUrl: './analytics-page.scss',
})
export class AnalyticsPage {
  private readonly answer = inject(InsightService).analytics(inject(CourseStore).id);
  private readonly language = inject(Language);
  private readonly transloco = inject(TranslocoService);
  protected readonly theme = inject(Theme);
  protected readonly facts = computed(() => (this.answer.hasValue() ? this.answer.value() : null));
  protected readonly problem = computed(() => {
    const error = this.answer.error();
    return error ? Problem.from(error) : null;
  });
  protected readonly days = computed(
    () =>
      this.facts()?.enrollments.map(({ date }) =>
        // The day of the server, which a time zone of the reader must not move.
        formatDate(`${date}T12:00:00`, this.language.code(), 'day'),
      ) ?? [],
  );
  protected readonly newcomers = computed(() => [
    {
      label: this.say('people.newcomers'),
      values: this.facts()?.enrollments.map(({ count }) => count) ?? [],
      color: '--mat-sys-primary',
    },
  ]);
  protected readonly enrolled = computed(
    () => this.facts()?.enrollments.reduce((sum, { count }) => sum + count, 0) ?? 0,
  );
  /** Who learns now or has finished: of so many, each lesson may have been completed. */
  protected readonly began = computed(() => {
    const learners = this.facts()?.learners;
    return learners ? learners.active + learners.finished : 0;
  });
  protected readonly taken = computed(
    () => this.facts()?.quizzes.filter(({ submissions }) => submissions > 0) ?? [],
  );
  protected readonly passRates = computed(() => [
    {
      label: this.say('people.passRate'),
      values: this.taken().map(({ pass_rate }) => pass_rate),
      color: '--lec-success',
    },
  ]);
  protected readonly titles = computed(() => this.taken().map(({ title }) => shortened(title)));
  protected readonly chosen = linkedSignal(() => this.taken()[0]?.quiz ?? '');
  protected readonly quiz = computed(() => this.taken().find(({ quiz }) => quiz === this.chosen()));
  protected readonly tens = computed(
    () =>
      this.quiz()?.histogram.map((_, ten, { length }) =>
        ten === length - 1 ? `${10 * ten}–100 %` : `${10 * ten}–${10 * ten + 9} %`,
      ) ?? [],
  );
  protected readonly scores = computed(() => [
    {
      label: this.say('people.submissionsOf'),
      values: this.quiz()?.histogram ?? [],
      color: '--mat-sys-primary',
    },
  ]);

  protected share(completed: number): number {
    return this.began() ? Math.floor((100 * completed) / this.began()) : 0;
  }

  protected minutes(seconds: number): number {
    return Math.max(1, Math.round(seconds / 60));
  }

  protected reload(): void {
    this.answer.reload();
  }

  private say(key: string): string {
    this.language.code(); // said anew in another language
    return this.transloco.translate(key);
  }
}

function shortened(title: string): string {
  return title.length > 22 ? `${title.slice(0, 21)}…` : title;
}
