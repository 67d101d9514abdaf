import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import { FormControl, FormGroup, ReactiveFormsModule } from '@angular/forms';
import { MatError, MatFormField, MatHint, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { TranslocoDirective } from '@jsverse/transloco';
import { AttemptQuestion } from '../../../../api';
import { FieldErrorPipe } from '../../../../core/forms/field-error';
import { NumberPipe } from '../../../../core/i18n/format';
import { Markdown } from '../../../../ui/markdown/markdown';

export type EssayGroup = FormGroup<{
  points: FormControl<number | null>;
  remark: FormControl<string>;
}>;

/** One essay with what was asked, what was written, and the fields for its points. */
@Component({
  selector: 'lec-essay-form',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [
    FieldErrorPipe,
    Markdown,
    MatError,
    MatFormField,
    MatHint,
    MatInput,
    MatLabel,
    NumberPipe,
    ReactiveFormsModule,
    TranslocoDirective,
  ],
  template: `
    <fieldset *transloco="let t" class="card-surface" [formGroup]="form()">
      <legend class="eyebrow">{{ t('quiz.questionNumber', { number: number() }) }}</legend>
      <lec-markdown [html]="question().text_html" />
      <h2>{{ t('quiz.theirAnswer') }}</h2>
      @if (answer(); as text) {
        <p class="answer">{{ text }}</p>
      } @else {
        <p class="text-muted">{{ t('quiz.notAnswered') }}</p>
      }
      @if (explanation()) {
        <h2>{{ t('people.explanation') }}</h2>
        <p class="text-muted">{{ explanation() }}</p>
      }
      <div class="fields">
        <mat-form-field appearance="outline" class="points">
          <mat-label>{{ t('people.points') }}</mat-label>
          <input
            matInput
            type="number"
            inputmode="decimal"
            min="0"
            step="any"
            [max]="question().points"
            formControlName="points"
          />
          <mat-hint>{{ t('people.pointsOf', { max: (question().points | lecNumber) }) }}</mat-hint>
          <mat-error>{{ form().controls.points.errors | lecFieldError }}</mat-error>
        </mat-form-field>
        <mat-form-field appearance="outline" class="remark">
          <mat-label>{{ t('people.remark') }}</mat-label>
          <textarea matInput rows="4" maxlength="20000" formControlName="remark"></textarea>
          <mat-error>{{ form().controls.remark.errors | lecFieldError }}</mat-error>
        </mat-form-field>
      </div>
    </fieldset>
  `,
  styles: `
    fieldset {
      min-width: 0;
      padding: 18px 20px 8px;
    }
    legend {
      float: left;
      width: 100%;
      margin-bottom: 8px;
    }
    lec-markdown {
      clear: both;
    }
    h2 {
      margin-block: 16px 6px;
      font-size: var(--text-sm);
    }
    .answer {
      padding: 14px 16px;
      border-radius: var(--radius-control);
      white-space: pre-wrap;
      overflow-wrap: anywhere;
      background: color-mix(in srgb, var(--mat-sys-primary) 6%, transparent);
    }
    .fields {
      display: flex;
      flex-wrap: wrap;
      align-items: start;
      gap: 8px 16px;
      margin-top: 20px;
    }
    .points {
      flex: 0 1 150px;
    }
    .remark {
      flex: 1 1 280px;
    }
  `,
})
export class EssayForm {
  readonly number = input.required<number>();
  readonly question = input.required<AttemptQuestion>();
  readonly answer = input('');
  readonly explanation = input('');
  readonly form = input.required<EssayGroup>();
}
