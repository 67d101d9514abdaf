import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { Dashboard } from '../../../api';
import { MinutesPipe } from '../../../core/i18n/format';
import { Icon } from '../../../ui/icon/icon';
import { ProgressRing } from '../../../ui/progress-ring/progress-ring';

/** The way back to the exact lesson where the student stopped. */
@Component({
  selector: 'lec-resume-hero',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Icon, MatButton, MinutesPipe, ProgressRing, RouterLink, TranslocoDirective],
  template: `
    <section *transloco="let t" class="hero-surface" aria-labelledby="resume-heading">
      <div class="text">
        <p class="hero-kicker">{{ t('resume.welcome', { name: name() }) }}</p>
        <h2 id="resume-heading">{{ t('resume.heading') }}</h2>
        <p class="hero-sub">
          <b>{{ resume().course.title }}</b>
          <span
            >{{ resume().lesson.title }}
            @if (resume().lesson.minutes; as minutes) {
              <span class="text-nowrap">· {{ minutes | lecMinutes }}</span>
            }
          </span>
        </p>
        <div class="d-flex flex-wrap gap-2">
          <a
            matButton="filled"
            class="hero-go"
            [routerLink]="['/learn', resume().course.id, resume().lesson.id]"
            ><svg lecIcon="play" [size]="16"></svg>{{ t('resume.action') }}</a
          >
          <a matButton class="hero-quiet" [routerLink]="['/courses', resume().course.id]">{{
            t('resume.outline')
          }}</a>
        </div>
      </div>
      @if (course(); as one) {
        <div class="ring d-none d-md-flex">
          <lec-progress-ring
            [value]="one.progress.percent"
            [size]="124"
            [label]="
              t('progress.percentOf', { percent: one.progress.percent, title: one.course.title })
            "
          />
          <dl class="d-none d-lg-block">
            <dt>{{ t('resume.lessonsDone') }}</dt>
            <dd class="tabular">{{ one.progress.completed }} / {{ one.progress.total }}</dd>
          </dl>
        </div>
      }
    </section>
  `,
  styles: `
    .hero-surface {
      display: flex;
      align-items: center;
      justify-content: space-between;
      gap: 24px;
    }
    h2 {
      margin-block: 8px;
      font-size: var(--text-2xl);
      letter-spacing: -0.022em;
    }
    .hero-sub {
      display: grid;
      margin-bottom: 22px;
    }
    .ring {
      align-items: center;
      gap: 24px;
      padding-right: 24px;
    }
    dt {
      font-size: var(--text-xs);
      font-weight: 500;
      color: #d4d9ff;
    }
    dd {
      font: 680 1.25rem/1.5 var(--lec-font-display);
    }
  `,
})
export class ResumeHero {
  readonly dashboard = input.required<Dashboard>();
  readonly resume = input.required<NonNullable<Dashboard['resume']>>();
  readonly name = input.required<string>();
  protected readonly course = computed(() =>
    this.dashboard().courses.find(({ course }) => course.id === this.resume().course.id),
  );
}
