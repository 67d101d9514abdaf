import { ChangeDetectionStrategy, Component, input, output } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { Course, Enrollment } from '../../../api';
import { Problem } from '../../../core/http/problem';
import { ProblemView } from '../../../core/http/problem-view';
import { PricePipe } from '../../../core/i18n/format';
import { Cover } from '../../../ui/cover/cover';
import { Icon } from '../../../ui/icon/icon';

/** The one thing to do with a course: enrol, wait for the place, begin or go on. */
@Component({
  selector: 'lec-enroll-card',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Cover, Icon, MatButton, PricePipe, ProblemView, RouterLink, TranslocoDirective],
  template: `
    <div class="card-surface" *transloco="let t">
      <lec-cover [seed]="course().id" [image]="course().image" />
      <div class="body">
        @if (enrollment(); as place) {
          @if (place.status === 'pending') {
            <p class="badge-soft" data-tone="warning">{{ t('enrollment.pending') }}</p>
            <p class="text-muted small">{{ t('enrollment.pendingText') }}</p>
          } @else {
            <div class="progress">
              <div
                class="progress-line"
                role="progressbar"
                aria-valuemin="0"
                aria-valuemax="100"
                [attr.aria-valuenow]="place.progress.percent"
                [attr.aria-label]="t('progress.of', { title: course().title })"
              >
                <span [style.width.%]="place.progress.percent"></span>
              </div>
              <b class="tabular">{{ place.progress.percent }}%</b>
            </div>
            <a matButton="filled" [routerLink]="['/learn', course().id]">
              <svg lecIcon="play" [size]="16"></svg>
              {{
                place.progress.percent === 100
                  ? t('course.review')
                  : place.last_lesson
                    ? t('course.continue')
                    : t('course.start')
              }}
            </a>
          }
        } @else {
          <p class="price tabular">{{ course().price | lecPrice: course().currency }}</p>
          @if (refusal(); as problem) {
            <lec-problem [problem]="problem" [retryable]="true" (retry)="enroll.emit()" />
          }
          @if (visitor() && !open()) {
            <a
              matButton="filled"
              routerLink="/login"
              [queryParams]="{ next: '/courses/' + course().id }"
              >{{ t('course.loginToEnroll') }}</a
            >
          } @else if (visitor()) {
            <a
              matButton="filled"
              routerLink="/register"
              [queryParams]="{ next: '/courses/' + course().id }"
              >{{ t('course.joinToEnroll') }}</a
            >
            <p class="small text-muted text-center">
              {{ t('accounts.hasAccount') }}
              <a
                class="link"
                routerLink="/login"
                [queryParams]="{ next: '/courses/' + course().id }"
                >{{ t('accounts.login') }}</a
              >
            </p>
          } @else if (teaches()) {
            <a matButton="filled" [routerLink]="['/learn', course().id]">{{ t('course.read') }}</a>
          } @else {
            <button matButton="filled" type="button" [disabled]="busy()" (click)="enroll.emit()">
              {{ t('course.enroll') }}
            </button>
          }
        }
      </div>
    </div>
  `,
  styles: `
    .card-surface {
      overflow: hidden;
    }
    lec-cover {
      display: none;
      aspect-ratio: 16 / 8;
    }
    .body {
      display: grid;
      gap: 14px;
      padding: 20px;
    }
    .badge-soft {
      justify-self: start;
    }
    .progress {
      display: flex;
      align-items: center;
      gap: 12px;
    }
    .price {
      font: 700 1.75rem/1.2 var(--lec-font-display);
    }
    [matButton='filled'] {
      --mat-button-filled-container-height: 46px;
    }
    @media (min-width: 992px) {
      .card-surface {
        position: sticky;
        top: calc(var(--lec-header-height) + 24px);
      }
      lec-cover {
        display: block;
      }
    }
  `,
})
export class EnrollCard {
  readonly course = input.required<Course>();
  readonly enrollment = input<Enrollment>();
  readonly visitor = input(false);
  /** Whether visitors may register. */
  readonly open = input(true);
  readonly teaches = input(false);
  readonly busy = input(false);
  readonly refusal = input<Problem | null>(null);
  readonly enroll = output();
}
