import { ChangeDetectionStrategy, Component, input, output } from '@angular/core';
import { MatButton, MatIconButton } from '@angular/material/button';
import { MatMenu, MatMenuContent, MatMenuItem, MatMenuTrigger } from '@angular/material/menu';
import { TranslocoDirective } from '@jsverse/transloco';
import { Id, Person } from '../../../api';
import { displayName } from '../../../core/auth/display-name';
import { DatePipe } from '../../../core/i18n/format';
import { Avatar } from '../../../ui/avatar/avatar';
import { Icon } from '../../../ui/icon/icon';
import { PersonChange } from '../data/admin-service';

/** People, what they may do, and what an admin can do about it. */
@Component({
  selector: 'lec-user-table',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [
    Avatar,
    DatePipe,
    Icon,
    MatButton,
    MatIconButton,
    MatMenu,
    MatMenuContent,
    MatMenuItem,
    MatMenuTrigger,
    TranslocoDirective,
  ],
  templateUrl: './user-table.html',
  styles: `
    .who {
      display: flex;
      align-items: center;
      gap: 12px;
    }
    .roles,
    .ask {
      display: inline-flex;
      flex-wrap: wrap;
      gap: 6px;
    }
    @media (max-width: 767.98px) {
      .who {
        flex-wrap: nowrap !important;
        padding-right: 40px !important;
      }
      tr {
        position: relative;
      }
      td.end > [matIconButton] {
        position: absolute;
        top: 8px;
        right: 4px;
      }
    }
  `,
})
export class UserTable {
  readonly people = input.required<Person[]>();
  readonly busy = input<Id | null>(null);
  readonly changed = output<{ person: Person; values: PersonChange }>();
  readonly decide = output<{ person: Person; yes: boolean }>();
  readonly resetFactor = output<Person>();
  readonly remove = output<Person>();
  protected readonly rights = ['is_student', 'is_instructor', 'is_staff', 'is_active'] as const;
  protected readonly nameOf = displayName;

  protected flip(person: Person, right: keyof PersonChange): void {
    this.changed.emit({ person, values: { [right]: person[right] === false } });
  }

  protected rolesOf({ is_staff, is_instructor, is_student }: Person): string[] {
    return [
      ...(is_staff ? ['admin'] : []),
      ...(is_instructor ? ['instructor'] : []),
      ...(is_student ? ['student'] : []),
    ];
  }
}
