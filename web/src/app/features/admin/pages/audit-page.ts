import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatFormField, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { Router, RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { More } from '../../../core/http/more';
import { ProblemView } from '../../../core/http/problem-view';
import { DatePipe } from '../../../core/i18n/format';
import { EmptyState } from '../../../ui/empty-state/empty-state';
import { PageHeader } from '../../../ui/page-header/page-header';
import { Skeleton } from '../../../ui/skeleton/skeleton';
import { PersonPicker, UserService } from '../../accounts';
import { AdminService, AuditQuery } from '../data/admin-service';

@Component({
  selector: 'lec-audit-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [
    DatePipe,
    EmptyState,
    MatButton,
    MatFormField,
    MatInput,
    MatLabel,
    More,
    PageHeader,
    PersonPicker,
    ProblemView,
    RouterLink,
    Skeleton,
    TranslocoDirective,
  ],
  templateUrl: './audit-page.html',
  styles: `
    .card-surface {
      overflow: hidden;
    }
    code {
      overflow-wrap: anywhere;
    }
  `,
})
export class AuditPage {
  private readonly router = inject(Router);
  readonly actor = input<string>();
  readonly action = input<string>();
  readonly subject = input<string>();
  readonly since = input<string>();
  readonly until = input<string>();
  protected readonly query = computed<AuditQuery>(() => ({
    actor: this.actor(),
    action: this.action(),
    subject: this.subject(),
    since: this.since(),
    until: this.until(),
  }));
  protected readonly narrowed = computed(() => Object.values(this.query()).some(Boolean));
  private readonly known = inject(UserService).person(this.actor);
  /** Whose acts are shown; somebody who is gone has no name any more. */
  protected readonly person = computed(() => (this.known.hasValue() ? this.known.value() : null));
  protected readonly events = inject(AdminService).audit(this.query);

  protected narrow(change: AuditQuery): void {
    const asked = Object.entries({ ...this.query(), ...change });
    void this.router.navigate(['/admin/audit'], {
      queryParams: Object.fromEntries(asked.map(([name, value]) => [name, value || undefined])),
    });
  }
}
