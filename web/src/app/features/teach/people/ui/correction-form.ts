import {
  ChangeDetectionStrategy,
  Component,
  inject,
  input,
  OnInit,
  output,
  signal,
} from '@angular/core';
import { NonNullableFormBuilder, ReactiveFormsModule, Validators } from '@angular/forms';
import { MatButton } from '@angular/material/button';
import { MatError, MatFormField, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { TranslocoDirective } from '@jsverse/transloco';
import { FieldErrorPipe } from '../../../../core/forms/field-error';
import { FormSender } from '../../../../core/forms/form-sender';
import { ProblemView } from '../../../../core/http/problem-view';
import { Texts } from '../../../../core/markdown/texts';
import { MarkdownEditor } from '../../../../ui/markdown-editor/markdown-editor';
import { Correction } from '../data/announcement-service';

/** The words of an announcement that has gone out, to be put right. */
@Component({
  selector: 'lec-correction-form',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [
    FieldErrorPipe,
    MarkdownEditor,
    MatButton,
    MatError,
    MatFormField,
    MatInput,
    MatLabel,
    ProblemView,
    ReactiveFormsModule,
    TranslocoDirective,
  ],
  providers: [FormSender],
  template: `
    <form *transloco="let t" novalidate [formGroup]="form" (ngSubmit)="send()">
      @if (sender.problem(); as problem) {
        <lec-problem [problem]="problem" />
      }
      <mat-form-field appearance="outline" subscriptSizing="dynamic">
        <mat-label>{{ t('people.subject') }}</mat-label>
        <input matInput maxlength="200" autocomplete="off" formControlName="title" />
        <mat-error>{{ form.controls.title.errors | lecFieldError }}</mat-error>
      </mat-form-field>
      <lec-markdown-editor
        [label]="t('people.text')"
        [value]="body()"
        [render]="texts.render"
        [error]="form.controls.body.touched ? (form.controls.body.errors | lecFieldError) : ''"
        [rows]="6"
        [maxLength]="20000"
        (valueChange)="write($event)"
      />
      <p>
        <button matButton="filled" type="submit" [disabled]="sender.busy()">
          {{ t('people.correctNow') }}
        </button>
        <button matButton type="button" (click)="leave.emit()">{{ t('action.cancel') }}</button>
      </p>
    </form>
  `,
  styles: `
    form {
      display: grid;
      gap: 14px;
    }
    p {
      display: flex;
      flex-wrap: wrap;
      gap: 8px;
    }
  `,
})
export class CorrectionForm implements OnInit {
  protected readonly texts = inject(Texts);
  protected readonly sender = inject(FormSender);
  readonly words = input.required<Correction>();
  /** What is done with the corrected words; what it refuses is said here. */
  readonly work = input.required<(words: Correction) => Promise<void>>();
  readonly leave = output();
  protected readonly body = signal('');
  protected readonly form = inject(NonNullableFormBuilder).group({
    title: ['', Validators.required],
    body: ['', Validators.required],
  });

  ngOnInit(): void {
    const { title, body } = this.words();
    this.form.setValue({ title, body });
    this.body.set(body);
  }

  protected write(text: string): void {
    this.body.set(text);
    this.form.controls.body.setValue(text);
  }

  protected async send(): Promise<void> {
    await this.sender.send(this.form, () => this.work()(this.form.getRawValue()));
  }
}
