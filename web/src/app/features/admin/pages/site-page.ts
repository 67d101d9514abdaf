import { ChangeDetectionStrategy, Component, inject, signal } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import { Site } from '../../../api';
import { Problem } from '../../../core/http/problem';
import { ProblemView } from '../../../core/http/problem-view';
import { Toast } from '../../../core/layout/toast';
import { SiteSettings } from '../../../core/site/site';
import { PageHeader } from '../../../ui/page-header/page-header';
import { Skeleton } from '../../../ui/skeleton/skeleton';
import { AdminService, Seen } from '../data/admin-service';
import { SiteForm } from '../ui/site-form';

@Component({
  selector: 'lec-site-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [PageHeader, ProblemView, SiteForm, Skeleton, TranslocoDirective],
  template: `
    <ng-container *transloco="let t">
      <lec-page-header [heading]="t('title.site')" [text]="t('admin.site.siteText')" />
      @if (problem(); as problem) {
        <lec-problem [problem]="problem" [retryable]="true" (retry)="read()" />
      }
      @if (seen(); as seen) {
        <lec-site-form [site]="seen.body" [work]="save" (reread)="read()" />
      } @else if (!problem()) {
        <lec-skeleton height="420px" />
      }
    </ng-container>
  `,
})
export class SitePage {
  private readonly service = inject(AdminService);
  private readonly site = inject(SiteSettings);
  private readonly toast = inject(Toast);
  protected readonly seen = signal<Seen<Site> | null>(null);
  protected readonly problem = signal<Problem | null>(null);

  constructor() {
    void this.read();
  }

  protected async read(): Promise<void> {
    try {
      this.hear(await this.service.site());
      this.problem.set(null);
    } catch (error) {
      this.problem.set(Problem.from(error));
    }
  }

  protected readonly save = async (values: Partial<Site>): Promise<void> => {
    this.hear(await this.service.changeSite(values, this.seen()?.etag ?? '*'));
    this.toast.say('admin.site.saved');
  };

  private hear(seen: Seen<Site>): void {
    this.seen.set(seen);
    this.site.hear(seen.body);
  }
}
