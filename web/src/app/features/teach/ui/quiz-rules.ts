import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import { MatCheckbox } from '@angular/material/checkbox';
import { MatError, MatFormField, MatHint, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { MatOption, MatSelect } from '@angular/material/select';
import { TranslocoDirective } from '@jsverse/transloco';
import { Quiz } from '../../../api';
import { DocumentStore } from '../data/document-store';
import { InvalidWhen } from './invalid-when';

/** The rules by which a quiz is taken. */
@Component({
  selector: 'lec-quiz-rules',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [
    InvalidWhen,
    MatCheckbox,
    MatError,
    MatFormField,
    MatHint,
    MatInput,
    MatLabel,
    MatOption,
    MatSelect,
    TranslocoDirective,
  ],
  template: `
    <ng-container *transloco="let t">
      @if (store().value(); as quiz) {
        <mat-form-field class="wide" appearance="outline" subscriptSizing="dynamic">
          <mat-label>{{ t('teach.quiz.title') }}</mat-label>
          <input
            matInput
            required
            maxlength="200"
            autocomplete="off"
            [lecInvalidWhen]="store().errorOf('title')"
            [value]="quiz.title"
            (input)="store().change({ title: $any($event.target).value })"
          />
          <mat-error>{{ store().errorOf('title') }}</mat-error>
        </mat-form-field>
        @for (rule of rules; track rule.field) {
          <mat-form-field appearance="outline" subscriptSizing="dynamic">
            <mat-label>{{ t(rule.label) }}</mat-label>
            <input
              matInput
              type="number"
              min="0"
              inputmode="numeric"
              [max]="rule.max"
              [lecInvalidWhen]="store().errorOf(rule.field)"
              [value]="quiz[rule.field] / rule.unit"
              (input)="change(rule, $any($event.target).value)"
            />
            @if (rule.hint) {
              <mat-hint>{{ t('teach.quiz.noLimit') }}</mat-hint>
            }
            <mat-error>{{ store().errorOf(rule.field) }}</mat-error>
          </mat-form-field>
        }
        <mat-form-field appearance="outline" subscriptSizing="dynamic">
          <mat-label>{{ t('teach.quiz.reveal') }}</mat-label>
          <mat-select
            [value]="quiz.reveal"
            (selectionChange)="store().change({ reveal: $event.value })"
          >
            @for (one of reveals; track one) {
              <mat-option [value]="one">{{ t('teach.reveal.' + one) }}</mat-option>
            }
          </mat-select>
        </mat-form-field>
        <mat-checkbox
          class="wide"
          [checked]="quiz.shuffle"
          (change)="store().change({ shuffle: $event.checked })"
          >{{ t('teach.quiz.shuffle') }}</mat-checkbox
        >
      }
    </ng-container>
  `,
  styles: `
    :host {
      display: grid;
      grid-template-columns: repeat(auto-fit, minmax(min(100%, 190px), 1fr));
      align-items: start;
      gap: 14px;
    }
    .wide {
      grid-column: 1 / -1;
    }
  `,
})
export class QuizRules {
  readonly store = input.required<DocumentStore<Quiz>>();
  protected readonly reveals = ['never', 'after_submit', 'after_pass'] as const;
  protected readonly rules = [
    { field: 'passing_score', label: 'teach.quiz.passing', max: 100, unit: 1, hint: false },
    { field: 'max_attempts', label: 'teach.quiz.attempts', max: 1000, unit: 1, hint: true },
    { field: 'time_limit_seconds', label: 'teach.quiz.minutes', max: 1440, unit: 60, hint: true },
  ] as const;

  /** What is not yet a number is not sent. */
  protected change({ field, unit }: (typeof this.rules)[number], text: string): void {
    const value = Math.round(Number(text) * unit);
    if (text.trim() && value >= 0) this.store().change({ [field]: value });
  }
}
