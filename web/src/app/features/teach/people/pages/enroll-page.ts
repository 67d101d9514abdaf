import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { FormControl, ReactiveFormsModule } from '@angular/forms';
import { MatButton } from '@angular/material/button';
import { MatError, MatFormField, MatHint, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { FieldErrorPipe } from '../../../../core/forms/field-error';
import { CountPipe } from '../../../../core/i18n/format';
import { ListFile } from '../../../../core/jobs/list-file';
import { ListSteps } from '../../../../core/jobs/list-steps';
import { ListStore } from '../../../../core/jobs/list-store';
import { Icon } from '../../../../ui/icon/icon';
import { CourseStore } from '../../data/course-store';
import { People, RosterService } from '../data/roster-service';

const SAMPLE = 'username,email\nada,\n,grace@example.org\n';

@Component({
  selector: 'lec-enroll-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [
    CountPipe,
    FieldErrorPipe,
    Icon,
    ListFile,
    ListSteps,
    MatButton,
    MatError,
    MatFormField,
    MatHint,
    MatInput,
    MatLabel,
    ReactiveFormsModule,
    RouterLink,
    TranslocoDirective,
  ],
  providers: [ListStore],
  templateUrl: './enroll-page.html',
  styles: `
    a.link {
      display: inline-flex;
      align-items: center;
      gap: 6px;
      min-height: 28px;
    }
    mat-form-field {
      border-radius: var(--radius-control);
    }
    .lead {
      margin-bottom: 16px;
    }
  `,
})
export class EnrollPage {
  protected readonly course = inject(CourseStore);
  protected readonly store = inject(ListStore);
  protected readonly sample = SAMPLE;
  private readonly roster = inject(RosterService);
  /** Kept while the list is looked at, so that it can be put right. */
  protected readonly text = new FormControl('', { nonNullable: true });

  protected paste(field: HTMLElement): void {
    const names = this.text.value
      .split(/[\n,;]/)
      .map((name) => name.trim())
      .filter(Boolean);
    if (names.length) {
      this.check({ names });
      return;
    }
    this.text.setErrors({ required: true });
    this.text.markAsTouched();
    field.focus();
  }

  protected check(people: People): void {
    void this.store.check((dryRun) => this.roster.enroll(this.course.id(), people, dryRun));
  }
}
