import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { Params } from '@angular/router';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import { Problem } from '../../../core/http/problem';
import { ProblemView } from '../../../core/http/problem-view';
import { NumberPipe, formatDate } from '../../../core/i18n/format';
import { Language } from '../../../core/i18n/language';
import { Theme } from '../../../core/theme/theme';
import { LecChart } from '../../../ui/chart/chart';
import { Figure } from '../../../ui/figures/figure';
import { PageHeader } from '../../../ui/page-header/page-header';
import { Skeleton } from '../../../ui/skeleton/skeleton';
import { AdminService } from '../data/admin-service';

interface Counted {
  label: string;
  value: number;
  link?: string;
  params?: Params;
  alarm?: boolean;
}

@Component({
  selector: 'lec-overview-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Figure, LecChart, NumberPipe, PageHeader, ProblemView, Skeleton, TranslocoDirective],
  template: `
    <ng-container *transloco="let t">
      <lec-page-header [heading]="t('title.admin')" />
      @if (problem(); as problem) {
        <lec-problem [problem]="problem" [retryable]="true" (retry)="reload()" />
      } @else if (facts(); as facts) {
        <ul class="list-plain figures">
          @for (figure of figures(); track figure.label) {
            <li
              lec-figure
              [value]="figure.value | lecNumber"
              [label]="t(figure.label)"
              [link]="figure.link"
              [params]="figure.params"
              [alarm]="!!figure.alarm && figure.value > 0"
            ></li>
          }
        </ul>
        <section class="card-surface" aria-labelledby="activity">
          <h2 id="activity">{{ t('admin.activity') }}</h2>
          <lec-chart
            type="line"
            [caption]="t('admin.activity')"
            [labels]="days()"
            [series]="series()"
            [scheme]="theme.dark()"
          />
          <p class="key small" aria-hidden="true">
            @for (one of series(); track one.label) {
              <span><i [style.background]="'var(' + one.color + ')'"></i>{{ one.label }}</span>
            }
          </p>
        </section>
        <section class="card-surface" aria-labelledby="health">
          <h2 id="health">{{ t('admin.health') }}</h2>
          <ul class="list-plain health">
            @for (one of facts.health.dependencies; track one.name) {
              <li>
                {{ one.name }}
                <span
                  class="badge-soft"
                  [attr.data-tone]="one.status === 'up' ? 'success' : 'danger'"
                  >{{ one.status }}</span
                >
              </li>
            }
          </ul>
        </section>
      } @else {
        <lec-skeleton height="110px" />
        <lec-skeleton class="mt-4" height="300px" />
      }
    </ng-container>
  `,
  styleUrl: './overview-page.scss',
})
export class OverviewPage {
  private readonly answer = inject(AdminService).overview();
  private readonly language = inject(Language);
  private readonly transloco = inject(TranslocoService);
  protected readonly theme = inject(Theme);
  protected readonly facts = computed(() => (this.answer.hasValue() ? this.answer.value() : null));
  protected readonly problem = computed(() => {
    const error = this.answer.error();
    return error ? Problem.from(error) : null;
  });
  protected readonly figures = computed<Counted[]>(() => {
    const facts = this.facts();
    if (!facts) return [];
    const people = '/admin/people';
    const courses = '/admin/courses';
    return [
      { label: 'admin.active', value: facts.people.active, link: people },
      {
        label: 'admin.instructors',
        value: facts.people.instructors,
        link: people,
        params: { role: 'instructor' },
      },
      {
        label: 'admin.requests',
        value: facts.people.instructor_requests,
        link: people,
        params: { role: 'requested' },
        alarm: true,
      },
      {
        label: 'admin.published',
        value: facts.courses.published,
        link: courses,
        params: { state: 'published' },
      },
      {
        label: 'admin.drafts',
        value: facts.courses.drafts,
        link: courses,
        params: { state: 'draft' },
      },
      { label: 'admin.enrollments', value: facts.enrollments },
      {
        label: 'admin.failedJobs',
        value: facts.failed_jobs,
        link: '/admin/jobs',
        params: { status: 'failed' },
        alarm: true,
      },
      { label: 'admin.deadLetters', value: facts.dead_letters, link: '/admin/jobs', alarm: true },
    ];
  });
  protected readonly days = computed(
    () =>
      this.facts()?.days.map(({ date }) =>
        formatDate(`${date}T12:00:00`, this.language.code(), 'day'),
      ) ?? [],
  );
  protected readonly series = computed(() => {
    const days = this.facts()?.days ?? [];
    return [
      {
        label: this.say('admin.wasThere'),
        values: days.map(({ active }) => active),
        color: '--mat-sys-primary',
      },
      {
        label: this.say('admin.registered'),
        values: days.map(({ registered }) => registered),
        color: '--lec-success',
      },
    ];
  });

  protected reload(): void {
    this.answer.reload();
  }

  private say(key: string): string {
    this.language.code(); // said anew in another language
    return this.transloco.translate(key);
  }
}
