import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatFormField, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { MatOption, MatSelect } from '@angular/material/select';
import { Router } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { ProblemWords } from '../../../core/http/problem-words';
import { CountPipe } from '../../../core/i18n/format';
import { EmptyState } from '../../../ui/empty-state/empty-state';
import { PageHeader } from '../../../ui/page-header/page-header';
import { ProblemAlert } from '../../../ui/problem-alert/problem-alert';
import { Skeleton } from '../../../ui/skeleton/skeleton';
import { RoleFilter, UserQuery, UserService } from '../../accounts';
import { UserCard } from '../ui/user-card';

@Component({
  selector: 'lec-user-list',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [
    CountPipe,
    EmptyState,
    MatButton,
    MatFormField,
    MatInput,
    MatLabel,
    MatOption,
    MatSelect,
    PageHeader,
    ProblemAlert,
    Skeleton,
    TranslocoDirective,
    UserCard,
  ],
  templateUrl: './user-list.html',
  styleUrl: './user-list.scss',
})
export class UserList {
  private readonly router = inject(Router);
  protected readonly words = inject(ProblemWords);
  readonly search = input<string>();
  readonly role = input<string>();
  protected readonly query = computed<UserQuery>(() => ({
    search: this.search(),
    role: this.role(),
  }));
  protected readonly users = inject(UserService).list(this.query);
  protected readonly roles: RoleFilter[] = ['student', 'instructor'];

  protected narrow(change: UserQuery): void {
    void this.router.navigate(['/users'], {
      queryParams: { ...this.query(), ...change },
      replaceUrl: true,
    });
  }
}
