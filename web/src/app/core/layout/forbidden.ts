import { ChangeDetectionStrategy, Component } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import { DeadEnd } from './dead-end';

/** What is at this address is for people of another role. */
@Component({
  selector: 'lec-forbidden',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [DeadEnd, TranslocoDirective],
  template: `
    <lec-dead-end
      *transloco="let t"
      code="403"
      [heading]="t('forbidden.heading')"
      [text]="t('forbidden.text')"
      [action]="t('forbidden.action')"
      link="/dashboard"
    />
  `,
})
export class Forbidden {}
