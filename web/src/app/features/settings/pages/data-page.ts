import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import { AuthService } from '../../../core/auth/auth-service';
import { PageHeader } from '../../../ui/page-header/page-header';
import { ExportCard } from '../ui/export-card';
import { RemovalCard } from '../ui/removal-card';

/** What is held about the person. */
@Component({
  selector: 'lec-data-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [ExportCard, PageHeader, RemovalCard, TranslocoDirective],
  template: `
    <ng-container *transloco="let t">
      <lec-page-header [heading]="t('settings.data')" [text]="t('settings.dataText')" />
      <lec-export-card />
      @if (auth.user(); as user) {
        <lec-removal-card [user]="user" />
      }
    </ng-container>
  `,
  styleUrl: './settings-page.scss',
})
export class DataPage {
  protected readonly auth = inject(AuthService);
}
