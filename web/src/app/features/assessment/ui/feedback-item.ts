import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { NumberPipe } from '../../../core/i18n/format';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import { AnswerValue, AttemptQuestion, QuestionFeedback } from '../../../api';
import { Icon } from '../../../ui/icon/icon';
import { Markdown } from '../../../ui/markdown/markdown';
import { answerLines } from '../data/answers';

/** What became of one answer, with as much explanation as the quiz reveals. */
@Component({
  selector: 'lec-feedback-item',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [NumberPipe, Icon, Markdown, TranslocoDirective],
  templateUrl: './feedback-item.html',
  styleUrl: './feedback-item.scss',
})
export class FeedbackItem {
  private readonly transloco = inject(TranslocoService);
  readonly number = input.required<number>();
  readonly question = input.required<AttemptQuestion>();
  readonly feedback = input.required<QuestionFeedback>();
  readonly value = input<AnswerValue>();
  /** Whether the answer was given by somebody else than who reads this. */
  readonly somebodyElses = input(false);

  protected readonly verdict = computed(() => {
    const { correct, partial } = this.feedback();
    if (correct === null) return 'open';
    return correct ? 'right' : partial ? 'partial' : 'wrong';
  });
  protected readonly given = computed(() => this.lines(this.value()));
  protected readonly right = computed(() => this.lines(this.feedback().answer));
  protected readonly remarks = computed(
    () =>
      this.feedback()
        .chosen?.map(({ feedback }) => feedback)
        .filter(Boolean) ?? [],
  );

  private lines(value: AnswerValue | undefined): string[] {
    return answerLines(this.question(), value, {
      true: this.transloco.translate('quiz.true'),
      false: this.transloco.translate('quiz.false'),
    });
  }
}
