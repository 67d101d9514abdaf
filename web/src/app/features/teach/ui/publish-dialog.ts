import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MAT_DIALOG_DATA, MatDialogModule } from '@angular/material/dialog';
import { TranslocoDirective } from '@jsverse/transloco';
import { Icon } from '../../../ui/icon/icon';
import { Missing } from '../data/missing';

/** The last look before everybody sees a course: what is missing. Closes with `true` to publish. */
@Component({
  selector: 'lec-publish-dialog',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Icon, MatButton, MatDialogModule, TranslocoDirective],
  template: `
    <ng-container *transloco="let t">
      <h2 mat-dialog-title>{{ t('teach.publish.heading') }}</h2>
      <mat-dialog-content>
        @if (missing.length) {
          <ul class="list-plain">
            @for (one of missing; track $index) {
              <li [class.blocks]="one.blocks">
                <svg lecIcon="circle-alert" [size]="17"></svg>
                {{ t('teach.missing.' + one.what, { title: one.title }) }}
              </li>
            }
          </ul>
        } @else {
          <p>{{ t('teach.publish.complete') }}</p>
        }
      </mat-dialog-content>
      <mat-dialog-actions align="end">
        <button matButton type="button" [mat-dialog-close]="false">{{ t('action.cancel') }}</button>
        @if (!blocked()) {
          <button matButton="filled" type="button" [mat-dialog-close]="true">
            {{ missing.length ? t('teach.publish.anyway') : t('teach.publish.now') }}
          </button>
        }
      </mat-dialog-actions>
    </ng-container>
  `,
  styles: `
    ul {
      display: grid;
      gap: 10px;
    }
    li {
      display: flex;
      gap: 8px;
      color: var(--lec-warning);
    }
    .blocks {
      color: var(--mat-sys-error);
    }
  `,
})
export class PublishDialog {
  protected readonly missing = inject<Missing[]>(MAT_DIALOG_DATA);
  protected readonly blocked = computed(() => this.missing.some(({ blocks }) => blocks));
}
