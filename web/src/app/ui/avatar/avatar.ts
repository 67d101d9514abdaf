import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';

/** A person's picture, or their initials on a colour that is always the same for the same name. */
@Component({
  selector: 'lec-avatar',
  changeDetection: ChangeDetectionStrategy.OnPush,
  host: {
    'aria-hidden': 'true',
    '[attr.data-initials]': 'picture() ? null : initials()',
    '[style.--hue]': 'hue()',
    '[style.width.px]': 'size()',
    '[style.height.px]': 'size()',
    '[style.font-size.px]': 'size() * 0.36',
  },
  template: `
    @if (picture(); as src) {
      <img [src]="src" alt="" [width]="size()" [height]="size()" loading="lazy" />
    }
  `,
  styles: `
    :host {
      display: inline-grid;
      flex: none;
      place-items: center;
      overflow: hidden;
      border-radius: 50%;
      font-weight: 680;
      letter-spacing: 0.01em;
      color: oklch(0.38 0.12 var(--hue));
      background: oklch(0.9 0.06 var(--hue));
    }
    :host::before {
      content: attr(data-initials);
    }
    img {
      width: 100%;
      height: 100%;
      object-fit: cover;
    }
  `,
})
export class Avatar {
  readonly name = input.required<string>();
  readonly picture = input<string | null>();
  readonly size = input(36);
  protected readonly initials = computed(() => initialsOf(this.name()));
  protected readonly hue = computed(() => hueOf(this.name()));
}

export function initialsOf(name: string): string {
  const words = name.split(/[\s._-]+/).filter(Boolean);
  const letters = words.length > 1 ? [words[0], words.at(-1)] : [...(words[0] ?? '')].slice(0, 2);
  return letters
    .map((word) => word?.[0] ?? '')
    .join('')
    .toUpperCase();
}

/** A hue from 0 to 359 that follows from the text alone. */
export function hueOf(text: string): number {
  let hash = 7;
  for (const char of text) hash = (hash * 31 + (char.codePointAt(0) ?? 0)) % 3_600_000;
  return hash % 360;
}
