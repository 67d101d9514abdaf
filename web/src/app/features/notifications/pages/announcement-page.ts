import { httpResource } from '@angular/common/http';
import { ChangeDetectionStrategy, Component, computed, effect, inject, input } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { Announcement, CourseSummary, Id, Person } from '../../../api';
import { displayName } from '../../../core/auth/display-name';
import { Problem } from '../../../core/http/problem';
import { ProblemView } from '../../../core/http/problem-view';
import { DatePipe } from '../../../core/i18n/format';
import { PageTitle } from '../../../core/layout/page-title';
import { Markdown } from '../../../ui/markdown/markdown';
import { PageHeader } from '../../../ui/page-header/page-header';
import { Skeleton } from '../../../ui/skeleton/skeleton';

/** With `?expand=author,course`; an author who has left is nobody. */
type Expanded = Omit<Announcement, 'author' | 'course'> & {
  author: Person | null;
  course: CourseSummary | null;
};

/** What was announced, where its notification leads. */
@Component({
  selector: 'lec-announcement-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [
    DatePipe,
    Markdown,
    MatButton,
    PageHeader,
    ProblemView,
    RouterLink,
    Skeleton,
    TranslocoDirective,
  ],
  template: `
    <div *transloco="let t" class="container-xl page">
      @if (announcement(); as announcement) {
        <lec-page-header [heading]="announcement.title" [text]="byline()">
          <span class="text-muted small">{{ announcement.created_at | lecDate: 'datetime' }}</span>
        </lec-page-header>
        <div class="card-surface text"><lec-markdown [html]="announcement.body_html" /></div>
        @if (announcement.course; as course) {
          <a matButton="tonal" [routerLink]="['/courses', course.id]">{{ course.title }}</a>
        }
      } @else if (problem(); as problem) {
        <lec-page-header [heading]="t('title.announcement')" />
        <lec-problem [problem]="problem" [retryable]="true" (retry)="answer.reload()" />
      } @else {
        <lec-page-header [heading]="t('title.announcement')" />
        <lec-skeleton height="240px" />
      }
    </div>
  `,
  styles: `
    .page {
      max-width: 820px;
      padding-bottom: 48px;
    }
    .text {
      margin-bottom: 20px;
      padding: clamp(18px, 3vw, 32px);
    }
  `,
})
export class AnnouncementPage {
  readonly id = input.required<Id>();
  protected readonly answer = httpResource<Expanded>(() => ({
    url: `/api/announcements/${this.id()}/`,
    params: { expand: 'author,course' },
  }));
  protected readonly announcement = computed(() =>
    this.answer.hasValue() ? this.answer.value() : null,
  );
  protected readonly byline = computed(() => {
    const author = this.announcement()?.author;
    return author ? displayName(author) : '';
  });
  protected readonly problem = computed(() => {
    const error = this.answer.error();
    return error ? Problem.from(error) : null;
  });

  constructor() {
    const title = inject(PageTitle);
    effect(() => {
      const announcement = this.announcement();
      if (announcement) title.show(announcement.title);
    });
  }
}
