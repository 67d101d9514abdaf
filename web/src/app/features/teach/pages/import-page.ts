import { ChangeDetectionStrategy, Component, computed, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { Job } from '../../../api';
import { PageHeader } from '../../../ui/page-header/page-header';
import { ImportPanel } from '../ui/import-panel';

/** Bringing in a course as a file. */
@Component({
  selector: 'lec-import-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [ImportPanel, MatButton, PageHeader, RouterLink, TranslocoDirective],
  template: `
    <div *transloco="let t" class="container-xl">
      <lec-page-header [heading]="t('title.import')" [text]="t('teach.importing.text')">
        <a matButton routerLink="/teach">{{ t('teach.back') }}</a>
      </lec-page-header>
      <lec-import-panel (done)="job.set($event)">
        @if (course(); as id) {
          <p>
            <a matButton="filled" [routerLink]="['/teach/courses', id]">{{
              t('teach.importing.open')
            }}</a>
          </p>
        }
      </lec-import-panel>
    </div>
  `,
})
export class ImportPage {
  protected readonly job = signal<Job | null>(null);
  protected readonly course = computed(() => {
    const id = this.job()?.result?.['course'];
    return typeof id === 'string' ? id : null;
  });
}
