import {
  ChangeDetectionStrategy,
  Component,
  ElementRef,
  input,
  output,
  signal,
  viewChild,
} from '@angular/core';
import { MatButton } from '@angular/material/button';
import { Icon } from '../icon/icon';

/** A place to drop files on, with a button that opens the browser's own chooser. */
@Component({
  selector: 'lec-file-drop',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Icon, MatButton],
  host: {
    '[class.over]': 'over()',
    '(dragover)': 'drag($event)',
    '(dragleave)': 'over.set(false)',
    '(drop)': 'drop($event)',
  },
  template: `
    <svg lecIcon="cloud-upload" [size]="26"></svg>
    <p>
      <b>{{ label() }}</b>
      @if (hint()) {
        <span class="text-muted small" [id]="hintId">{{ hint() }}</span>
      }
    </p>
    <button
      matButton="tonal"
      type="button"
      [disabled]="disabled()"
      [attr.aria-describedby]="hint() ? hintId : null"
      (click)="chooser.click()"
    >
      {{ button() }}
    </button>
    <input
      #chooser
      class="visually-hidden"
      type="file"
      tabindex="-1"
      aria-hidden="true"
      [accept]="accept()"
      [multiple]="multiple()"
      [disabled]="disabled()"
      (change)="choose()"
    />
  `,
  styles: `
    :host {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 10px 16px;
      padding: 18px 20px;
      border: 1.5px dashed var(--mat-sys-outline-variant);
      border-radius: var(--radius-card);
      color: var(--mat-sys-primary);
    }
    :host(.over) {
      border-color: var(--mat-sys-primary);
      background: color-mix(in srgb, var(--mat-sys-primary) 8%, transparent);
    }
    p {
      display: grid;
      flex: 1 1 180px;
      color: var(--mat-sys-on-surface);
      overflow-wrap: anywhere;
    }
  `,
})
export class FileDrop {
  private static count = 0;
  readonly label = input.required<string>();
  readonly button = input.required<string>();
  readonly hint = input('');
  /** Kinds of files as `<input accept>` names them. */
  readonly accept = input('');
  readonly multiple = input(false);
  readonly disabled = input(false);
  readonly files = output<File[]>();
  protected readonly over = signal(false);
  protected readonly hintId = `file-drop-hint-${FileDrop.count++}`;
  private readonly input = viewChild.required<ElementRef<HTMLInputElement>>('chooser');

  protected choose(): void {
    const input = this.input().nativeElement;
    this.take(input.files);
    input.value = ''; // the same file, changed meanwhile, may be chosen again
  }

  protected drag(event: DragEvent): void {
    event.preventDefault();
    this.over.set(!this.disabled());
  }

  protected drop(event: DragEvent): void {
    event.preventDefault();
    this.over.set(false);
    if (!this.disabled()) this.take(event.dataTransfer?.files);
  }

  private take(list: FileList | null | undefined): void {
    const files = [...(list ?? [])];
    if (files.length) this.files.emit(this.multiple() ? files : files.slice(0, 1));
  }
}
