import { httpResource } from '@angular/common/http';
import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { Certificate, Id, Page } from '../../../api';
import { AuthService } from '../../../core/auth/auth-service';
import { Confetti } from '../../../ui/confetti/confetti';
import { Icon } from '../../../ui/icon/icon';

/** At the end of a course: that it is done, and the certificate once there is one. */
@Component({
  selector: 'lec-course-finished',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Confetti, Icon, MatButton, RouterLink, TranslocoDirective],
  template: `
    <section *transloco="let t" class="card-surface">
      @if (celebrate()) {
        <lec-confetti />
      }
      <span class="mark"><svg lecIcon="trophy" [size]="22"></svg></span>
      <h2>{{ t('lesson.finished') }}</h2>
      @if (number(); as number) {
        <a matButton="filled" [routerLink]="['/certificates', number]">{{
          t('lesson.certificate')
        }}</a>
      }
    </section>
  `,
  styles: `
    section {
      position: relative;
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 12px 18px;
      margin-top: 32px;
      padding: 18px 20px;
    }
    h2 {
      flex: 1 1 220px;
      font-size: var(--text-md);
    }
    .mark {
      display: grid;
      place-items: center;
      width: 44px;
      height: 44px;
      border-radius: 14px;
      color: var(--lec-warning);
      background: var(--lec-warning-soft);
    }
    @media (prefers-reduced-motion: no-preference) {
      .mark {
        animation: arrive 0.6s cubic-bezier(0.3, 1.6, 0.5, 1);
      }
    }
    @keyframes arrive {
      from {
        transform: scale(0.4) rotate(-20deg);
      }
    }
  `,
})
export class CourseFinished {
  private readonly auth = inject(AuthService);
  readonly course = input.required<Id>();
  /** Whether it happened just now. */
  readonly celebrate = input(false);
  private readonly answer = httpResource<Page<Certificate>>(() => {
    const me = this.auth.user();
    const params = { student: me?.id ?? '', course: this.course() };
    return me ? { url: '/api/certificates/', params } : undefined;
  });
  protected readonly number = computed(() =>
    this.answer.hasValue()
      ? this.answer.value().results.find(({ valid }) => valid)?.number
      : undefined,
  );
}
