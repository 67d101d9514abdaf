import {
  ChangeDetectionStrategy,
  Component,
  DestroyRef,
  computed,
  inject,
  input,
  output,
  signal,
} from '@angular/core';
import { MatAutocomplete, MatAutocompleteTrigger } from '@angular/material/autocomplete';
import { MatOption } from '@angular/material/core';
import { MatFormField, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { Person } from '../../../api';
import { displayName } from '../../../core/auth/display-name';
import { RoleFilter, UserService } from '../data/user-service';

const PAUSE_MS = 250;

/** Finds one person by how their username or e-mail address begins; for admins. */
@Component({
  selector: 'lec-person-picker',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [MatAutocomplete, MatAutocompleteTrigger, MatFormField, MatInput, MatLabel, MatOption],
  template: `
    <mat-form-field appearance="outline" subscriptSizing="dynamic" class="w-100">
      <mat-label>{{ label() }}</mat-label>
      <input
        matInput
        autocapitalize="none"
        spellcheck="false"
        [matAutocomplete]="found"
        [value]="nameOf(person())"
        (focus)="asked.set(true)"
        (input)="type($any($event.target).value)"
      />
      <mat-autocomplete
        #found="matAutocomplete"
        [displayWith]="nameOf"
        (optionSelected)="picked.emit($event.option.value)"
      >
        @for (one of people.items(); track one.id) {
          <mat-option [value]="one"
            >{{ nameOf(one) }} <span class="text-muted">{{ one.username }}</span></mat-option
          >
        }
      </mat-autocomplete>
    </mat-form-field>
  `,
  styles: ':host { display: block; }',
})
export class PersonPicker {
  readonly label = input.required<string>();
  /** Only people who are this. */
  readonly among = input<RoleFilter>();
  /** Who is picked already. */
  readonly person = input<Person | null>(null);
  /** Null when the field was emptied. */
  readonly picked = output<Person | null>();
  protected readonly asked = signal(false);
  private readonly search = signal('');
  protected readonly people = inject(UserService).list(
    computed(() => (this.asked() ? { search: this.search(), role: this.among() } : null)),
  );
  protected readonly nameOf = (person: Person | null): string =>
    person ? displayName(person) : '';
  private timer?: ReturnType<typeof setTimeout>;

  constructor() {
    inject(DestroyRef).onDestroy(() => clearTimeout(this.timer));
  }

  protected type(text: string): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.search.set(text.trim()), PAUSE_MS);
    if (!text.trim()) this.picked.emit(null);
  }
}
