import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import { ProblemView } from '../../../core/http/problem-view';
import { SaveStatus } from '../../../ui/save-status/save-status';
import { DocumentStore } from '../data/document-store';
import { ConflictNote } from './conflict-note';

/** The name of what is edited, whether it is saved, and all that keeps it from being so. */
@Component({
  selector: 'lec-editor-head',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [ConflictNote, ProblemView, SaveStatus, TranslocoDirective],
  template: `
    <ng-container *transloco="let t">
      <div>
        <h2>{{ heading() }}</h2>
        <lec-save-status [state]="store().state()" [label]="t('teach.save.' + store().state())" />
        <ng-content />
      </div>
      @if (store().conflict()) {
        <lec-conflict-note (mine)="store().keepMine()" (theirs)="store().takeTheirs()" />
      }
      @if (store().problem(); as problem) {
        @if (!problem.errors.length) {
          <lec-problem [problem]="problem" />
        }
      }
    </ng-container>
  `,
  styles: `
    :host {
      display: grid;
      gap: 16px;
    }
    div {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 4px 16px;
    }
    h2 {
      flex: 1 1 200px;
      min-width: 0;
      font-size: var(--text-lg);
      overflow-wrap: anywhere;
    }
  `,
})
export class EditorHead {
  readonly heading = input.required<string>();
  readonly store =
    input.required<
      Pick<DocumentStore<object>, 'state' | 'conflict' | 'problem' | 'keepMine' | 'takeTheirs'>
    >();
}
