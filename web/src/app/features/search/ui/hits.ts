import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';

export interface Hit {
  start: number;
  end: number;
}

/** A text with what was found in it marked. */
@Component({
  selector: 'lec-hits',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `@for (part of parts(); track $index) {
    <span [class.hit]="part.hit">{{ part.text }}</span>
  }`,
  styles: `
    .hit {
      font-weight: 680;
      color: var(--mat-sys-primary);
    }
  `,
})
export class Hits {
  readonly text = input.required<string>();
  readonly hits = input<readonly Hit[]>([]);
  protected readonly parts = computed(() => cut(this.text(), this.hits()));
}

export function cut(text: string, hits: readonly Hit[]): { text: string; hit: boolean }[] {
  const parts: { text: string; hit: boolean }[] = [];
  let at = 0;
  for (const { start, end } of hits) {
    if (start > at) parts.push({ text: text.slice(at, start), hit: false });
    parts.push({ text: text.slice(Math.max(start, at), end), hit: true });
    at = end;
  }
  if (at < text.length) parts.push({ text: text.slice(at), hit: false });
  return parts;
}
