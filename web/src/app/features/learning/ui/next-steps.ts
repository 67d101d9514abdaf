import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { Dashboard } from '../../../api';
import { CountPipe, DatePipe, MinutesPipe, NumberPipe } from '../../../core/i18n/format';
import { Icon } from '../../../ui/icon/icon';

const MOST = 6;

/** What to do besides resuming: quizzes to hand in or to try again, other courses to go on with. */
@Component({
  selector: 'lec-next-steps',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [CountPipe, DatePipe, Icon, MinutesPipe, NumberPipe, RouterLink, TranslocoDirective],
  template: `
    @if (quizzes().length || lessons().length) {
      <section *transloco="let t" aria-labelledby="next-steps">
        <h2 id="next-steps">{{ t('dashboard.nextSteps') }}</h2>
        <ul class="list-plain">
          @for (step of quizzes(); track step.quiz.id) {
            <li class="card-surface">
              <span class="mark" [class.due]="step.kind === 'finish'"
                ><svg [lecIcon]="step.kind === 'finish' ? 'clock' : 'rotate-ccw'" [size]="18"></svg
              ></span>
              <div>
                <p>
                  {{
                    step.kind === 'finish' ? t('dashboard.step.finish') : t('dashboard.step.retry')
                  }}
                </p>
                <h3>
                  <a class="stretched-link" [routerLink]="['/quizzes', step.quiz.id]">{{
                    step.quiz.title
                  }}</a>
                </h3>
                <p>{{ step.course.title }}</p>
                @if (step.kind === 'finish') {
                  @if (step.deadline; as until) {
                    <p>{{ t('dashboard.step.until', { time: until | lecDate: 'datetime' }) }}</p>
                  }
                } @else {
                  <p>
                    @if (step.best_score !== null) {
                      {{ t('dashboard.step.best', { score: step.best_score | lecNumber }) }}
                    }
                    @if (step.attempts_left !== null) {
                      · {{ step.attempts_left | lecCount: 'count.attemptsLeft' }}
                    }
                  </p>
                }
              </div>
            </li>
          }
          @for (one of lessons(); track one.enrollment) {
            @if (one.next_lesson; as lesson) {
              <li class="card-surface">
                <span class="mark"><svg lecIcon="play" [size]="18"></svg></span>
                <div>
                  <p>{{ t('dashboard.step.lesson') }}</p>
                  <h3>
                    <a class="stretched-link" [routerLink]="['/learn', one.course.id, lesson.id]">{{
                      lesson.title
                    }}</a>
                  </h3>
                  <p>{{ one.course.title }}</p>
                  @if (lesson.minutes; as minutes) {
                    <p>{{ minutes | lecMinutes }}</p>
                  }
                </div>
              </li>
            }
          }
        </ul>
      </section>
    }
  `,
  styles: `
    h2 {
      margin-bottom: 14px;
      font-size: var(--text-lg);
    }
    ul {
      display: grid;
      grid-template-columns: repeat(auto-fill, minmax(min(100%, 280px), 1fr));
      gap: 16px;
    }
    li {
      position: relative;
      display: flex;
      gap: 14px;
      padding: 18px;
    }
    .mark {
      display: grid;
      flex: none;
      place-items: center;
      width: 40px;
      height: 40px;
      border-radius: 12px;
      color: var(--mat-sys-on-primary-container);
      background: var(--mat-sys-primary-container);
    }
    .due {
      color: var(--lec-warning);
      background: var(--lec-warning-soft);
    }
    h3 {
      margin-block: 1px 3px;
      font-size: 1rem;
      line-height: 1.35;
    }
    h3 a:hover {
      text-decoration: underline;
    }
    p {
      margin: 0;
      font-size: var(--text-sm);
      color: var(--mat-sys-on-surface-variant);
    }
  `,
})
export class NextSteps {
  readonly dashboard = input.required<Dashboard>();
  protected readonly quizzes = computed(() => this.dashboard().next_steps);
  protected readonly lessons = computed(() => {
    const { courses, resume } = this.dashboard();
    return courses
      .filter(
        (one) => one.status === 'active' && one.next_lesson && one.course.id !== resume?.course.id,
      )
      .slice(0, MOST - this.quizzes().length);
  });
}
