import { CdkTextareaAutosize } from '@angular/cdk/text-field';
import {
  ChangeDetectionStrategy,
  Component,
  computed,
  input,
  linkedSignal,
  output,
} from '@angular/core';
import { MatCheckbox } from '@angular/material/checkbox';
import { MatFormField, MatHint, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { MatRadioButton, MatRadioGroup } from '@angular/material/radio';
import { MatOption, MatSelect } from '@angular/material/select';
import { TranslocoDirective } from '@jsverse/transloco';
import { AnswerValue, AttemptQuestion, Id } from '../../../api';
import { parseNumber } from '../data/answers';

/** The controls for one question of any kind. */
@Component({
  selector: 'lec-question-form',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [
    CdkTextareaAutosize,
    MatCheckbox,
    MatFormField,
    MatHint,
    MatInput,
    MatLabel,
    MatOption,
    MatRadioButton,
    MatRadioGroup,
    MatSelect,
    TranslocoDirective,
  ],
  templateUrl: './question-form.html',
  styleUrl: './question-form.scss',
})
export class QuestionForm {
  readonly question = input.required<AttemptQuestion>();
  readonly value = input.required<AnswerValue>();
  /** The id of the element that holds the question's text. */
  readonly labelledBy = input.required<string>();
  readonly answer = output<AnswerValue>();

  protected readonly text = computed(() => {
    const value = this.value();
    return typeof value === 'string' ? value : '';
  });
  /** What was typed as a number; it stays as typed while it means the same number. */
  protected readonly typed = linkedSignal<AnswerValue, string>({
    source: this.value,
    computation: (value, before) =>
      before && (value === null || parseNumber(before.value) === value)
        ? before.value
        : typeof value === 'number'
          ? String(value)
          : '',
  });
  protected readonly notNumber = computed(
    () => this.typed().trim() !== '' && parseNumber(this.typed()) === null,
  );

  protected isTicked(choice: Id): boolean {
    const value = this.value();
    return Array.isArray(value) && value.includes(choice);
  }

  /** Ticks in the order of the choices, so that the same answer is always the same list. */
  protected tick(choice: Id, ticked: boolean): void {
    const chosen = this.question()
      .choices.map(({ id }) => id)
      .filter((id) => (id === choice ? ticked : this.isTicked(id)));
    this.answer.emit(chosen.length > 0 ? chosen : null);
  }

  protected matchOf(prompt: Id): Id {
    const value = this.value();
    return isPairs(value) ? (value[prompt] ?? '') : '';
  }

  protected match(prompt: Id, match: Id): void {
    const value = this.value();
    const pairs = { ...(isPairs(value) ? value : {}), [prompt]: match };
    if (!match) delete pairs[prompt];
    this.answer.emit(Object.keys(pairs).length > 0 ? pairs : null);
  }

  protected typeNumber(text: string): void {
    this.typed.set(text);
    const number = parseNumber(text);
    if (number !== null || text.trim() === '') this.answer.emit(number);
  }
}

function isPairs(value: AnswerValue): value is Record<Id, Id> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
