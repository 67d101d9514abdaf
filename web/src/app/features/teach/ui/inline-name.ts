import {
  ChangeDetectionStrategy,
  Component,
  ElementRef,
  afterNextRender,
  input,
  output,
  viewChild,
} from '@angular/core';

/** A name in the place where it stands, being written: Enter keeps it, Escape lets it be. */
@Component({
  selector: 'lec-inline-name',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <input
      #field
      type="text"
      maxlength="200"
      autocomplete="off"
      [value]="value()"
      [placeholder]="label()"
      [attr.aria-label]="label()"
      (keydown.enter)="$event.preventDefault(); finish()"
      (keydown.escape)="$event.stopPropagation(); cancel()"
      (blur)="finish()"
    />
  `,
  styles: `
    :host {
      display: block;
      flex: 1;
      min-width: 0;
    }
    input {
      width: 100%;
      min-height: 36px;
      padding: 4px 10px;
      border: 1px solid var(--mat-sys-primary);
      border-radius: var(--radius-control);
      font: inherit;
      color: var(--mat-sys-on-surface);
      background: var(--lec-card);
      outline: none;
    }
    input::placeholder {
      color: var(--mat-sys-on-surface-variant);
      opacity: 1;
    }
  `,
})
export class InlineName {
  readonly value = input('');
  readonly label = input.required<string>();
  /** The new name; nothing when it was left empty, as it was, or given up. */
  readonly done = output<string | null>();
  private readonly field = viewChild.required<ElementRef<HTMLInputElement>>('field');
  private over = false;

  constructor() {
    afterNextRender(() => {
      const field = this.field().nativeElement;
      field.focus();
      field.select();
    });
  }

  protected finish(): void {
    const name = this.field().nativeElement.value.trim();
    this.end(name && name !== this.value() ? name : null);
  }

  protected cancel(): void {
    this.end(null);
  }

  /** The field loses the focus when it goes, which is not a second answer. */
  private end(name: string | null): void {
    if (this.over) return;
    this.over = true;
    this.done.emit(name);
  }
}
