import { ChangeDetectionStrategy, Component } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import { DeadEnd } from './dead-end';

/** There is nothing at this address. */
@Component({
  selector: 'lec-not-found',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [DeadEnd, TranslocoDirective],
  template: `
    <lec-dead-end
      *transloco="let t"
      code="404"
      [heading]="t('notFound.heading')"
      [text]="t('notFound.text')"
      [action]="t('notFound.action')"
      link="/courses"
    />
  `,
})
export class NotFound {}
