import { ChangeDetectionStrategy, Component, computed, inject, input, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatFormField, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { MatOption, MatSelect } from '@angular/material/select';
import { Router, RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { Person } from '../../../api';
import { displayName } from '../../../core/auth/display-name';
import { More } from '../../../core/http/more';
import { ProblemView } from '../../../core/http/problem-view';
import { CountPipe } from '../../../core/i18n/format';
import { Toast } from '../../../core/layout/toast';
import { EmptyState } from '../../../ui/empty-state/empty-state';
import { PageHeader } from '../../../ui/page-header/page-header';
import { Skeleton } from '../../../ui/skeleton/skeleton';
import { RoleFilter, UserQuery, UserService } from '../../accounts';
import { AdminService, NewPerson, PersonChange } from '../data/admin-service';
import { ConfirmNote } from '../ui/confirm-note';
import { NewPersonForm } from '../ui/new-person';
import { UserTable } from '../ui/user-table';

@Component({
  selector: 'lec-user-list',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [
    ConfirmNote,
    CountPipe,
    EmptyState,
    MatButton,
    MatFormField,
    MatInput,
    MatLabel,
    MatOption,
    MatSelect,
    More,
    NewPersonForm,
    PageHeader,
    ProblemView,
    RouterLink,
    Skeleton,
    TranslocoDirective,
    UserTable,
  ],
  templateUrl: './user-list.html',
  styles: `
    .acts {
      display: flex;
      flex-wrap: wrap;
      gap: 8px;
    }
    .card-surface {
      overflow: hidden;
    }
  `,
})
export class UserList {
  private readonly router = inject(Router);
  private readonly service = inject(AdminService);
  private readonly toast = inject(Toast);
  readonly search = input<string>();
  readonly role = input<string>();
  protected readonly query = computed<UserQuery>(() => ({
    search: this.search(),
    role: this.role(),
  }));
  protected readonly users = inject(UserService).list(this.query);
  protected readonly roles: RoleFilter[] = ['student', 'instructor', 'admin'];
  protected readonly states: RoleFilter[] = ['requested', 'inactive'];
  protected readonly nameOf = displayName;
  protected readonly adding = signal(false);
  /** Whom something is being done to. */
  protected readonly busy = signal<string | null>(null);
  /** What cannot be taken back and so is asked about first. */
  protected readonly asked = signal<{ what: 'remove' | 'resetFactor'; person: Person } | null>(
    null,
  );

  protected narrow(change: UserQuery): void {
    void this.router.navigate(['/admin/people'], {
      queryParams: { ...this.query(), ...change },
      replaceUrl: true,
    });
  }

  protected readonly add = async (person: NewPerson): Promise<void> => {
    const made = await this.service.add(person);
    this.users.patch((list) => [made, ...list]);
    this.adding.set(false);
    this.toast.say('admin.added', { name: displayName(made) });
  };

  protected async change(person: Person, values: PersonChange): Promise<void> {
    const set = (wanted: PersonChange) =>
      this.doing(person, async () => this.replace(await this.service.change(person.id, wanted)));
    if (!(await set(values))) return;
    if (!(await this.toast.undo('admin.changed', { name: displayName(person) }))) return;
    await set(Object.fromEntries(Object.entries(values).map(([name, value]) => [name, !value])));
  }

  protected async decide(person: Person, yes: boolean): Promise<void> {
    await this.doing(person, async () => {
      const verb = yes ? 'approve-instructor' : 'decline-instructor';
      this.replace(await this.service.tell(person.id, verb));
      this.toast.say(yes ? 'admin.approved' : 'admin.declined', { name: displayName(person) });
    });
  }

  protected async confirmed(): Promise<void> {
    const asked = this.asked();
    if (!asked) return;
    const { what, person } = asked;
    await this.doing(person, async () => {
      if (what === 'remove') {
        await this.service.remove(person.id);
        this.users.patch((list) => list.filter(({ id }) => id !== person.id));
      } else {
        this.replace(await this.service.tell(person.id, 'reset-mfa'));
      }
      this.asked.set(null);
      this.toast.say(`admin.${what}Done`, { name: displayName(person) });
    });
  }

  private replace(person: Person): void {
    this.users.patch((list) => list.map((one) => (one.id === person.id ? person : one)));
  }

  /** Whether it was done. */
  private async doing(person: Person, work: () => Promise<void>): Promise<boolean> {
    this.busy.set(person.id);
    try {
      await work();
      return true;
    } catch (error) {
      this.toast.failed(error);
      return false;
    } finally {
      this.busy.set(null);
    }
  }
}
