import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import { Person } from '../../../api';
import { displayName } from '../../../core/auth/display-name';
import { DatePipe } from '../../../core/i18n/format';
import { Avatar } from '../../../ui/avatar/avatar';

@Component({
  selector: 'lec-user-card',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Avatar, DatePipe, TranslocoDirective],
  template: `
    <article *transloco="let t">
      <lec-avatar [name]="name()" [picture]="user().profile_picture" [size]="42" />
      <div class="who">
        <h2>{{ name() }}</h2>
        <p>{{ user().username }}</p>
      </div>
      <p class="mail">{{ user().email }}</p>
      <p class="roles">
        @for (role of roles(); track role) {
          <span class="badge-soft" [attr.data-tone]="role === 'admin' ? 'warning' : null">{{
            t('role.' + role)
          }}</span>
        }
      </p>
      <p class="since">
        @if (user().created_at; as since) {
          {{ since | lecDate }}
        }
      </p>
    </article>
  `,
  styles: `
    article {
      display: grid;
      grid-template-columns: auto minmax(0, 1.2fr) minmax(0, 1.4fr) minmax(0, 1.2fr) auto;
      align-items: center;
      gap: 4px 16px;
      padding: 12px 20px;
    }
    h2 {
      font: 600 0.9375rem var(--lec-font-body);
      letter-spacing: 0;
    }
    p {
      font-size: var(--text-sm);
      color: var(--mat-sys-on-surface-variant);
      overflow-wrap: anywhere;
    }
    .roles {
      display: flex;
      flex-wrap: wrap;
      gap: 6px;
    }
    @media (max-width: 767.98px) {
      article {
        grid-template-columns: auto minmax(0, 1fr);
        padding-inline: 16px;
      }
      lec-avatar {
        grid-row: span 3;
        align-self: start;
      }
      .mail,
      .roles {
        grid-column: 2;
      }
      .since {
        display: none;
      }
    }
  `,
})
export class UserCard {
  readonly user = input.required<Person>();
  protected readonly name = computed(() => displayName(this.user()));
  protected readonly roles = computed(() => {
    const { is_staff, is_instructor, is_student } = this.user();
    return [
      ...(is_staff ? ['admin'] : []),
      ...(is_instructor ? ['instructor'] : []),
      ...(is_student ? ['student'] : []),
    ];
  });
}
