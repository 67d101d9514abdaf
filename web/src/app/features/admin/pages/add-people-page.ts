import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { CountPipe } from '../../../core/i18n/format';
import { ListFile } from '../../../core/jobs/list-file';
import { ListSteps } from '../../../core/jobs/list-steps';
import { ListStore } from '../../../core/jobs/list-store';
import { Icon } from '../../../ui/icon/icon';
import { PageHeader } from '../../../ui/page-header/page-header';
import { AdminService } from '../data/admin-service';

const SAMPLE =
  'username,email,role,first_name,last_name\n' +
  'ada,ada@example.org,student,Ada,Lovelace\n' +
  'grace,grace@example.org,instructor,Grace,Hopper\n';

@Component({
  selector: 'lec-add-people-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [
    CountPipe,
    Icon,
    ListFile,
    ListSteps,
    MatButton,
    PageHeader,
    RouterLink,
    TranslocoDirective,
  ],
  providers: [ListStore],
  template: `
    <ng-container *transloco="let t">
      <a class="link small" routerLink="/admin/people">
        <svg lecIcon="arrow-left" [size]="15"></svg>{{ t('admin.toPeople') }}
      </a>
      <lec-page-header [heading]="t('title.addPeople')" [text]="t('admin.addText')" />
      <lec-list-steps
        [store]="store"
        [choosing]="t('admin.addHeading')"
        [working]="t('admin.adding')"
        [gains]="store.gains() | lecCount: 'admin.gains'"
        [act]="t('admin.addNow')"
        [would]="'admin.would.'"
        [did]="'admin.did.'"
      >
        <lec-list-file [hint]="t('admin.dropHint')" [sample]="sample" (chosen)="take($event)" />
        <h3>{{ t('admin.columns') }}</h3>
        <dl class="card-surface">
          @for (column of columns; track column) {
            <div>
              <dt>
                <code>{{ column }}</code>
              </dt>
              <dd>{{ t('admin.column.' + column) }}</dd>
            </div>
          }
        </dl>
        <a done matButton="filled" routerLink="/admin/people">{{ t('admin.toPeople') }}</a>
      </lec-list-steps>
    </ng-container>
  `,
  styles: `
    a.link {
      display: inline-flex;
      align-items: center;
      gap: 6px;
      min-height: 28px;
      margin-top: clamp(16px, 3vw, 32px);
    }
    lec-page-header {
      margin-top: 4px;
    }
    h3 {
      margin-bottom: 10px;
      font-size: var(--text-base);
    }
    dl {
      margin: 0;
      overflow: hidden;
    }
    dl div {
      display: grid;
      grid-template-columns: 130px minmax(0, 1fr);
      gap: 4px 16px;
      padding: 11px 20px;
      font-size: var(--text-sm);
    }
    dl div + div {
      border-top: 1px solid var(--lec-line);
    }
    code {
      font: 560 0.8125rem var(--lec-font-code);
      color: inherit;
    }
    dt,
    dd {
      margin: 0;
      font-weight: inherit;
    }
    @media (max-width: 575.98px) {
      dl div {
        grid-template-columns: minmax(0, 1fr);
      }
    }
  `,
})
export class AddPeoplePage {
  private readonly service = inject(AdminService);
  protected readonly store = inject(ListStore);
  protected readonly sample = SAMPLE;
  protected readonly columns = [
    'username',
    'email',
    'role',
    'first_name',
    'last_name',
    'bio',
    'language',
  ];

  protected take(file: File): void {
    void this.store.check((dryRun) => this.service.addList(file, dryRun));
  }
}
