import { CdkDragHandle } from '@angular/cdk/drag-drop';
import {
  ChangeDetectionStrategy,
  Component,
  effect,
  inject,
  input,
  output,
  untracked,
} from '@angular/core';
import { MatIconButton } from '@angular/material/button';
import { MatError, MatFormField, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { TranslocoDirective } from '@jsverse/transloco';
import { Choice, Question } from '../../../api';
import { Icon } from '../../../ui/icon/icon';
import { DocumentStore } from '../data/document-store';
import { QuizStore } from '../data/quiz-store';
import { ConflictNote } from './conflict-note';
import { InvalidWhen } from './invalid-when';

/** One choice, or one pair of a matching question; it saves itself. */
@Component({
  selector: 'lec-choice-row',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [
    CdkDragHandle,
    ConflictNote,
    Icon,
    InvalidWhen,
    MatError,
    MatFormField,
    MatIconButton,
    MatInput,
    MatLabel,
    TranslocoDirective,
  ],
  template: `
    <ng-container *transloco="let t">
      @if (store.value(); as value) {
        @if (store.conflict()) {
          <lec-conflict-note (mine)="store.keepMine()" (theirs)="store.takeTheirs()" />
        }
        <button
          cdkDragHandle
          type="button"
          class="drag-handle"
          aria-describedby="question-hint"
          [attr.data-focus]="'choice-' + choice().id"
          [attr.aria-label]="t('teach.choice.handle', { number: number() })"
          (keydown.arrowup)="$event.preventDefault(); step.emit(-1)"
          (keydown.arrowdown)="$event.preventDefault(); step.emit(1)"
        >
          <svg lecIcon="grip-vertical" [size]="16"></svg>
        </button>
        <!-- Browsers mark one of a group, so a box that becomes a button is made anew. -->
        @if (kind() === 'single') {
          <input
            class="right"
            type="radio"
            [name]="'right-' + choice().question"
            [checked]="choice().is_correct"
            [attr.aria-label]="t('teach.choice.right', { number: number() })"
            (change)="right.emit(true)"
          />
        } @else if (kind() === 'multiple') {
          <input
            class="right"
            type="checkbox"
            [checked]="choice().is_correct"
            [attr.aria-label]="t('teach.choice.right', { number: number() })"
            (change)="right.emit($any($event.target).checked)"
          />
        }
        <mat-form-field appearance="outline" subscriptSizing="dynamic">
          <mat-label>{{
            kind() === 'matching'
              ? t('teach.choice.prompt', { number: number() })
              : t('teach.choice.text', { number: number() })
          }}</mat-label>
          <input
            matInput
            required
            maxlength="5000"
            autocomplete="off"
            [lecInvalidWhen]="store.errorOf('text')"
            [value]="value.text"
            (input)="store.change({ text: $any($event.target).value })"
          />
          <mat-error>{{ store.errorOf('text') }}</mat-error>
        </mat-form-field>
        @if (kind() === 'matching') {
          <mat-form-field appearance="outline" subscriptSizing="dynamic">
            <mat-label>{{ t('teach.choice.match', { number: number() }) }}</mat-label>
            <input
              matInput
              maxlength="5000"
              autocomplete="off"
              [value]="value.match"
              (input)="store.change({ match: $any($event.target).value })"
            />
          </mat-form-field>
        } @else {
          <mat-form-field appearance="outline" subscriptSizing="dynamic">
            <mat-label>{{ t('teach.choice.feedback', { number: number() }) }}</mat-label>
            <input
              matInput
              maxlength="5000"
              autocomplete="off"
              [value]="value.feedback"
              (input)="store.change({ feedback: $any($event.target).value })"
            />
          </mat-form-field>
        }
        @if (count() !== undefined) {
          <span class="count text-muted small">{{
            t('teach.choice.chosen', { count: count() })
          }}</span>
        }
        <button
          matIconButton
          type="button"
          [attr.aria-label]="t('teach.choice.remove', { number: number() })"
          (click)="remove.emit()"
        >
          <svg lecIcon="x" [size]="16"></svg>
        </button>
      }
    </ng-container>
  `,
  styles: `
    :host {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 8px;
      background: var(--lec-card);
    }
    mat-form-field {
      flex: 1 1 180px;
    }
    lec-conflict-note {
      flex: 1 0 100%;
    }
    .right {
      flex: none;
      width: 24px;
      height: 24px;
      accent-color: var(--mat-sys-primary);
    }
  `,
})
export class ChoiceRow {
  private readonly quiz = inject(QuizStore);
  readonly choice = input.required<Choice>();
  readonly kind = input.required<Question['kind']>();
  readonly number = input.required<number>();
  /** How often it was chosen, when that is known. */
  readonly count = input<number>();
  readonly right = output<boolean>();
  readonly step = output<-1 | 1>();
  readonly remove = output();
  readonly store = new DocumentStore<Choice>((choice) => this.quiz.retellChoice(choice));

  constructor() {
    effect(() => {
      const choice = this.choice();
      untracked(() => this.store.adopt(`/api/choices/${choice.id}/`, choice));
    });
  }
}
