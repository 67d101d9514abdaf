import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import { CourseState } from '../data/teaching-service';

/** Whether a course is a draft, published or archived. */
@Component({
  selector: 'lec-state-badge',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [TranslocoDirective],
  template: `
    <span *transloco="let t" class="badge-soft" [attr.data-tone]="tones[state()]">{{
      t('teach.state.' + state())
    }}</span>
  `,
})
export class StateBadge {
  readonly state = input.required<CourseState>();
  protected readonly tones = { draft: 'warning', published: 'success', archived: null } as const;
}
