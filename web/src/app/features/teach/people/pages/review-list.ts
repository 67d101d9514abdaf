import { ChangeDetectionStrategy, Component, computed, effect, inject } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { More } from '../../../../core/http/more';
import { ProblemView } from '../../../../core/http/problem-view';
import { AgoPipe, CountPipe } from '../../../../core/i18n/format';
import { Avatar } from '../../../../ui/avatar/avatar';
import { EmptyState } from '../../../../ui/empty-state/empty-state';
import { Icon } from '../../../../ui/icon/icon';
import { PageHeader } from '../../../../ui/page-header/page-header';
import { Skeleton } from '../../../../ui/skeleton/skeleton';
import { Names } from '../data/names-service';
import { ReviewService } from '../data/review-service';

@Component({
  selector: 'lec-review-list',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [
    AgoPipe,
    Avatar,
    CountPipe,
    EmptyState,
    Icon,
    MatButton,
    More,
    PageHeader,
    ProblemView,
    RouterLink,
    Skeleton,
    TranslocoDirective,
  ],
  providers: [Names],
  template: `
    <div *transloco="let t" class="container-xl page">
      <lec-page-header
        [heading]="t('title.reviews')"
        [text]="essays.loading() ? t('loading') : (rows().length | lecCount: 'people.waiting')"
      >
        <a matButton routerLink="/teach">{{ t('teach.back') }}</a>
      </lec-page-header>
      @if (essays.problem(); as problem) {
        <lec-problem [problem]="problem" [retryable]="true" (retry)="essays.reload()" />
      }
      @if (essays.loading()) {
        <lec-skeleton height="320px" />
      } @else if (rows().length) {
        <ul class="list-plain card-surface">
          @for (one of rows(); track one.id) {
            <li>
              <lec-avatar [name]="names.of(one.student)" [size]="40" />
              <div>
                <h2>
                  <a class="stretched-link" [routerLink]="[one.id]">{{
                    names.of(one.quiz) || t('title.review')
                  }}</a>
                </h2>
                <p class="text-muted small">
                  {{ names.of(one.student) }} · {{ one.submitted_at | lecAgo }}
                </p>
              </div>
              <svg lecIcon="chevron-right" [size]="18"></svg>
            </li>
          }
        </ul>
        <lec-more [list]="essays" />
      } @else if (!essays.problem()) {
        <lec-empty-state
          icon="circle-check-big"
          [heading]="t('people.allReviewed')"
          [text]="t('people.allReviewedText')"
        />
      }
    </div>
  `,
  styles: `
    .page {
      padding-bottom: 40px;
    }
    ul {
      overflow: hidden;
    }
    li {
      position: relative;
      display: grid;
      grid-template-columns: auto minmax(0, 1fr) auto;
      align-items: center;
      gap: 14px;
      padding: 14px 18px;
    }
    li:hover {
      background: var(--lec-card-hover);
    }
    li + li {
      border-top: 1px solid var(--lec-line);
    }
    h2 {
      font: 600 var(--text-base) var(--lec-font-body);
      letter-spacing: 0;
      overflow-wrap: anywhere;
    }
  `,
})
export class ReviewList {
  private readonly service = inject(ReviewService);
  protected readonly names = inject(Names);
  protected readonly essays = this.service.waiting();
  protected readonly rows = computed(() =>
    this.essays.items().filter((one) => this.service.isOthers(one)),
  );

  constructor() {
    effect(() => {
      this.names.people(this.rows().map(({ student }) => student));
      this.names.quizzes(this.rows().map(({ quiz }) => quiz));
    });
  }
}
