import { ChangeDetectionStrategy, Component, inject, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MAT_DIALOG_DATA, MatDialogModule } from '@angular/material/dialog';
import { TranslocoDirective } from '@jsverse/transloco';
import { Person } from '../../../api';
import { PersonPicker } from '../../accounts';

/** Asks who shall teach a course from now on. Closes with the person. */
@Component({
  selector: 'lec-hand-over-dialog',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [MatButton, MatDialogModule, PersonPicker, TranslocoDirective],
  template: `
    <ng-container *transloco="let t">
      <h2 mat-dialog-title>{{ t('admin.handOverHeading', { title }) }}</h2>
      <mat-dialog-content>
        <p>{{ t('admin.handOverText') }}</p>
        <lec-person-picker
          among="instructor"
          [label]="t('admin.newInstructor')"
          [person]="person()"
          (picked)="person.set($event)"
        />
      </mat-dialog-content>
      <mat-dialog-actions align="end">
        <button matButton type="button" mat-dialog-close>{{ t('action.cancel') }}</button>
        <button
          matButton="filled"
          type="button"
          [disabled]="!person()"
          [mat-dialog-close]="person()"
        >
          {{ t('admin.handOver') }}
        </button>
      </mat-dialog-actions>
    </ng-container>
  `,
  styles: 'lec-person-picker { margin-top: 16px; }',
})
export class HandOverDialog {
  protected readonly title = inject<string>(MAT_DIALOG_DATA);
  protected readonly person = signal<Person | null>(null);
}
