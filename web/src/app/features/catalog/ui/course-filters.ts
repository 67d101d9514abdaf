import { ChangeDetectionStrategy, Component, input, output } from '@angular/core';
import { MatSlideToggle } from '@angular/material/slide-toggle';
import { MatRadioButton, MatRadioGroup } from '@angular/material/radio';
import { TranslocoDirective } from '@jsverse/transloco';
import { Category } from '../../../api';
import { CourseQuery, LEVELS } from '../data/course-query';

@Component({
  selector: 'lec-course-filters',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [MatRadioButton, MatRadioGroup, MatSlideToggle, TranslocoDirective],
  template: `
    <ng-container *transloco="let t">
      <h2>{{ t('catalog.filters') }}</h2>
      <h3 id="filter-subject">{{ t('catalog.subject') }}</h3>
      <mat-radio-group
        aria-labelledby="filter-subject"
        [value]="query().category ?? ''"
        (change)="narrow.emit({ category: $event.value || undefined })"
      >
        <mat-radio-button value="">{{ t('catalog.allSubjects') }}</mat-radio-button>
        @for (category of categories(); track category.id) {
          <mat-radio-button [value]="category.id">{{ category.name }}</mat-radio-button>
        }
      </mat-radio-group>
      <h3 id="filter-level">{{ t('catalog.level') }}</h3>
      <mat-radio-group
        aria-labelledby="filter-level"
        [value]="query().level ?? ''"
        (change)="narrow.emit({ level: $event.value || undefined })"
      >
        <mat-radio-button value="">{{ t('catalog.anyLevel') }}</mat-radio-button>
        @for (level of levels; track level) {
          <mat-radio-button [value]="level">{{ t('level.' + level) }}</mat-radio-button>
        }
      </mat-radio-group>
      <mat-slide-toggle
        hideIcon
        labelPosition="before"
        [checked]="query().free === 'true'"
        (change)="narrow.emit({ free: $event.checked ? 'true' : undefined })"
        >{{ t('catalog.free') }}</mat-slide-toggle
      >
    </ng-container>
  `,
  styles: `
    h2 {
      margin-bottom: 18px;
      font-size: var(--text-lg);
    }
    h3 {
      margin-bottom: 4px;
      font: 640 var(--text-sm) var(--lec-font-body);
      letter-spacing: 0;
    }
    mat-radio-group {
      display: grid;
      margin: 0 0 16px -10px;
      padding-bottom: 14px;
      border-bottom: 1px solid var(--lec-line);
    }
    mat-radio-button {
      --mat-radio-label-text-size: 0.9rem;
    }
  `,
})
export class CourseFilters {
  readonly categories = input.required<Category[]>();
  readonly query = input.required<CourseQuery>();
  readonly narrow = output<CourseQuery>();
  protected readonly levels = LEVELS;
}
