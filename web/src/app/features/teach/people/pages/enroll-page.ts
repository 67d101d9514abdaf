import {
  ChangeDetectionStrategy,
  Component,
  ElementRef,
  effect,
  inject,
  viewChild,
} from '@angular/core';
import { FormControl, ReactiveFormsModule } from '@angular/forms';
import { MatButton } from '@angular/material/button';
import { MatError, MatFormField, MatHint, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { FieldErrorPipe } from '../../../../core/forms/field-error';
import { ProblemView } from '../../../../core/http/problem-view';
import { saveFile } from '../../../../core/http/save-file';
import { CountPipe } from '../../../../core/i18n/format';
import { FileDrop } from '../../../../ui/file-drop/file-drop';
import { Icon } from '../../../../ui/icon/icon';
import { JobProgress } from '../../../../ui/job-progress/job-progress';
import { CourseStore } from '../../data/course-store';
import { EnrollStore } from '../data/enroll-store';
import { EnrollReport } from '../ui/enroll-report';

const SAMPLE = 'username,email\nada,\n,grace@example.org\n';

@Component({
  selector: 'lec-enroll-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [
    CountPipe,
    EnrollReport,
    FieldErrorPipe,
    FileDrop,
    Icon,
    JobProgress,
    MatButton,
    MatError,
    MatFormField,
    MatHint,
    MatInput,
    MatLabel,
    ProblemView,
    ReactiveFormsModule,
    RouterLink,
    TranslocoDirective,
  ],
  providers: [EnrollStore],
  templateUrl: './enroll-page.html',
  styles: `
    section {
      max-width: 860px;
    }
    a.link {
      display: inline-flex;
      align-items: center;
      gap: 6px;
      min-height: 28px;
    }
    h2 {
      margin-block: 8px 12px;
    }
    mat-form-field {
      border-radius: var(--radius-control);
    }
    h2:focus {
      outline: none;
    }
    .lead {
      margin-bottom: 16px;
    }
    .sample {
      margin-block: 4px 20px;
    }
    .sample svg {
      margin-right: 6px;
    }
    .acts {
      display: flex;
      flex-wrap: wrap;
      gap: 8px;
      margin-bottom: 20px;
    }
    .watch {
      display: grid;
      gap: 12px;
      justify-items: end;
      padding: 20px;
    }
    .watch lec-job-progress {
      width: 100%;
    }
  `,
})
export class EnrollPage {
  protected readonly course = inject(CourseStore);
  protected readonly store = inject(EnrollStore);
  /** Kept while the list is looked at, so that it can be put right. */
  protected readonly text = new FormControl('', { nonNullable: true });
  private readonly heading = viewChild<ElementRef<HTMLElement>>('heading');

  constructor() {
    effect(() => {
      // What was pressed is gone after these steps; reading goes on at their heading.
      const step = this.store.step();
      if (step === 'checked' || step === 'done') this.heading()?.nativeElement.focus();
    });
  }

  protected take([file]: File[]): void {
    if (file) void this.store.check(this.course.id(), { file });
  }

  protected paste(field: HTMLElement): void {
    const names = this.text.value
      .split(/[\n,;]/)
      .map((name) => name.trim())
      .filter(Boolean);
    if (names.length) {
      void this.store.check(this.course.id(), { names });
      return;
    }
    this.text.setErrors({ required: true });
    this.text.markAsTouched();
    field.focus();
  }

  protected sample(): void {
    saveFile(new Blob([SAMPLE], { type: 'text/csv' }), 'people.csv');
  }
}
