import { ChangeDetectionStrategy, Component, input, output } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { TranslocoDirective } from '@jsverse/transloco';
import { FileDrop } from '../../ui/file-drop/file-drop';
import { Icon } from '../../ui/icon/icon';
import { saveFile } from '../http/save-file';

/** A list of people is a CSV file; who has none yet begins with a sample. */
@Component({
  selector: 'lec-list-file',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [FileDrop, Icon, MatButton, TranslocoDirective],
  template: `
    <ng-container *transloco="let t">
      <lec-file-drop
        [label]="t('list.drop')"
        [hint]="hint()"
        [button]="t('list.chooseFile')"
        accept=".csv,text/csv,text/plain"
        (files)="take($event)"
      />
      <p>
        <button matButton type="button" (click)="save()">
          <svg lecIcon="download" [size]="16"></svg>{{ t('list.sample') }}
        </button>
      </p>
    </ng-container>
  `,
  styles: `
    p {
      margin-block: 4px 20px;
    }
    p svg {
      margin-right: 6px;
    }
  `,
})
export class ListFile {
  readonly hint = input.required<string>();
  /** The text of the sample. */
  readonly sample = input.required<string>();
  readonly chosen = output<File>();

  protected take([file]: File[]): void {
    if (file) this.chosen.emit(file);
  }

  protected save(): void {
    saveFile(new Blob([this.sample()], { type: 'text/csv' }), 'people.csv');
  }
}
