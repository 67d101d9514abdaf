import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { TranslocoDirective } from '@jsverse/transloco';
import { Paged } from './paged';

/** The way to the next page of a list, below it, for as long as there is one. */
@Component({
  selector: 'lec-more',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [MatButton, TranslocoDirective],
  template: `
    <ng-container *transloco="let t">
      @if (list().hasMore() && !list().loading()) {
        <p class="text-center mt-4">
          <button
            matButton="outlined"
            type="button"
            [disabled]="list().loadingMore()"
            (click)="list().more()"
          >
            {{ t('action.more') }}
          </button>
        </p>
      }
    </ng-container>
  `,
})
export class More {
  readonly list = input.required<Paged<unknown>>();
}
