import { ChangeDetectionStrategy, Component, computed, inject, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import { BestResult } from '../../../../api';
import { More } from '../../../../core/http/more';
import { Problem } from '../../../../core/http/problem';
import { ProblemView } from '../../../../core/http/problem-view';
import { saveFile } from '../../../../core/http/save-file';
import { CountPipe, NumberPipe } from '../../../../core/i18n/format';
import { Toast } from '../../../../core/layout/toast';
import { EmptyState } from '../../../../ui/empty-state/empty-state';
import { Icon } from '../../../../ui/icon/icon';
import { Skeleton } from '../../../../ui/skeleton/skeleton';
import { CourseStore } from '../../data/course-store';
import { gradebookCsv } from '../data/gradebook-csv';
import { InsightService } from '../data/insight-service';
import { RosterService } from '../data/roster-service';

@Component({
  selector: 'lec-gradebook-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [
    CountPipe,
    EmptyState,
    Icon,
    MatButton,
    More,
    NumberPipe,
    ProblemView,
    RouterLink,
    Skeleton,
    TranslocoDirective,
  ],
  templateUrl: './gradebook-page.html',
  styleUrl: './gradebook-page.scss',
})
export class GradebookPage {
  private readonly service = inject(InsightService);
  private readonly store = inject(CourseStore);
  private readonly toast = inject(Toast);
  private readonly transloco = inject(TranslocoService);
  protected readonly grades = this.service.gradebook(this.store.id);
  private readonly quizAnswer = inject(RosterService).quizzes(this.store.id);
  protected readonly quizzes = computed(() =>
    this.quizAnswer.hasValue() ? this.quizAnswer.value().results : [],
  );
  protected readonly rows = computed(() =>
    this.grades.items().map((learner) => {
      const best = new Map(learner.results.map((one) => [one.quiz, one]));
      return { learner, results: this.quizzes().map(({ id }) => best.get(id)) };
    }),
  );
  protected readonly loading = computed(() => this.grades.loading() || this.quizAnswer.isLoading());
  protected readonly problem = computed(() => {
    const error = this.quizAnswer.error();
    return this.grades.problem() ?? (error ? Problem.from(error) : null);
  });
  protected readonly saving = signal(false);

  protected tone(result: BestResult): 'success' | 'warning' | 'danger' {
    if (result.passed) return 'success';
    return result.awaiting_review ? 'warning' : 'danger';
  }

  protected reload(): void {
    this.grades.reload();
    this.quizAnswer.reload();
  }

  protected async save(): Promise<void> {
    this.saving.set(true);
    try {
      const rows = await this.service.allGrades(this.store.id());
      const text = gradebookCsv(rows, this.quizzes(), [
        this.transloco.translate('people.learner'),
        this.transloco.translate('accounts.username'),
      ]);
      // With its mark spreadsheets know that it is UTF-8.
      saveFile(new Blob(['\uFEFF', text], { type: 'text/csv' }), 'gradebook.csv');
    } catch (error) {
      this.toast.failed(error);
    } finally {
      this.saving.set(false);
    }
  }
}
