import { ComponentFixture, TestBed } from '@angular/core/testing';
import { AnswerValue, AttemptQuestion } from '../../../api';
import { settle } from '../../../../testing/http';
import { provideTestLanguage, speak } from '../../../../testing/language';
import { QuestionForm } from './question-form';

const options = (...ids: string[]) => ids.map((id) => ({ id, text: id.toUpperCase() }));

describe('QuestionForm', () => {
  let form: ComponentFixture<QuestionForm>;
  let given: AnswerValue[];

  async function show(
    question: Partial<AttemptQuestion>,
    value: AnswerValue = null,
  ): Promise<void> {
    TestBed.configureTestingModule({ providers: [provideTestLanguage()] });
    await speak();
    form = TestBed.createComponent(QuestionForm);
    form.componentRef.setInput('question', {
      id: 'q',
      text_html: '',
      points: 1,
      choices: [],
      prompts: [],
      matches: [],
      ...question,
    });
    form.componentRef.setInput('value', value);
    form.componentRef.setInput('labelledBy', 'text');
    given = [];
    form.componentInstance.answer.subscribe((answer) => given.push(answer));
    await settle();
  }

  const all = <T extends Element>(selector: string) => [
    ...(form.nativeElement as HTMLElement).querySelectorAll<T>(selector),
  ];

  async function type(text: string): Promise<void> {
    const input = all<HTMLInputElement>('input, textarea')[0] as HTMLInputElement;
    input.value = text;
    input.dispatchEvent(new Event('input'));
    await settle();
  }

  it('takes one choice', async () => {
    await show({ kind: 'single', choices: options('a', 'b') }, 'a');
    const [first, second] = all<HTMLInputElement>('input[type=radio]');
    expect(first?.checked).toBe(true);
    second?.click();
    expect(given).toEqual(['b']);
  });

  it('takes true and false as booleans', async () => {
    await show({ kind: 'true_false' });
    all<HTMLInputElement>('input[type=radio]')[1]?.click();
    expect(given).toEqual([false]);
  });

  it('keeps ticks in the order of the choices, and none is no answer', async () => {
    await show({ kind: 'multiple', choices: options('a', 'b', 'c') }, ['c']);
    const boxes = all<HTMLInputElement>('input[type=checkbox]');
    boxes[0]?.click();
    expect(given).toEqual([['a', 'c']]);
    boxes[2]?.click();
    expect(given.at(-1)).toBeNull();
  });

  it('takes a text, and an empty one as no answer', async () => {
    await show({ kind: 'short_text' });
    await type('bowline');
    await type('');
    expect(given).toEqual(['bowline', null]);
  });

  it('takes a number, keeps quiet about what is none, and says so', async () => {
    await show({ kind: 'numeric' });
    await type('2,5');
    expect(given).toEqual([2.5]);
    await type('2,5 cm');
    expect(given).toEqual([2.5]);
    expect(all('mat-hint')[0]?.textContent).toBe('This is not a number.');
  });

  it('shows a number that is already given', async () => {
    await show({ kind: 'numeric' }, 7);
    expect(all<HTMLInputElement>('input')[0]?.value).toBe('7');
  });

  it('offers every match for every prompt, by name', async () => {
    await show({ kind: 'matching', prompts: options('p', 'r'), matches: options('m') }, { p: 'm' });
    const selects = all('mat-select');
    expect(selects.map((one) => one.textContent?.trim())).toEqual(['M', 'Choose…']);
    expect(selects[1]?.getAttribute('aria-labelledby')).toContain('prompt-r');
  });
});
