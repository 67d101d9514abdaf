import {
  ChangeDetectionStrategy,
  Component,
  DestroyRef,
  ElementRef,
  afterNextRender,
  afterRenderEffect,
  inject,
  input,
  signal,
  viewChild,
} from '@angular/core';
import type { Chart } from 'chart.js';
import type { Series, draw } from './draw';

export type { Series } from './draw';

const NEARLY = { rootMargin: '100px' };
/** Longer than this no chart waits to be seen, for a page may be printed. */
const SOON_MS = 3000;

/**
 * Bars or a line over named steps, drawn when somebody is about to see them and a little later at
 * the latest. The same numbers stand beside it, from the beginning, as a table for screen readers.
 */
@Component({
  selector: 'lec-chart',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <div class="frame" aria-hidden="true" [attr.aria-busy]="!draw()"><canvas #canvas></canvas></div>
    <div class="visually-hidden">
      <table>
        <caption>
          {{
            caption()
          }}
        </caption>
        <thead>
          <tr>
            <td></td>
            @for (one of series(); track one.label) {
              <th scope="col">{{ one.label }}</th>
            }
          </tr>
        </thead>
        <tbody>
          @for (label of labels(); track $index) {
            <tr>
              <th scope="row">{{ label }}</th>
              @for (one of series(); track one.label) {
                <td>{{ one.values[$index] }}</td>
              }
            </tr>
          }
        </tbody>
      </table>
    </div>
  `,
  styles: `
    :host {
      display: block;
      position: relative;
    }
    .frame {
      position: relative;
      height: var(--chart-height, 230px);
    }
  `,
})
export class LecChart {
  readonly type = input<'bar' | 'line'>('bar');
  readonly caption = input.required<string>();
  readonly labels = input.required<string[]>();
  readonly series = input.required<Series[]>();
  readonly max = input<number>();
  /** Anything that changes when the colours do; the canvas is then drawn anew. */
  readonly scheme = input<unknown>();
  private readonly canvas = viewChild.required<ElementRef<HTMLCanvasElement>>('canvas');
  protected readonly draw = signal<typeof draw | undefined>(undefined);
  private chart?: Chart;

  constructor() {
    const begin = () => {
      seen.disconnect();
      clearTimeout(soon);
      void import('./draw').then((part) => this.draw.set(part.draw));
    };
    const soon = setTimeout(begin, SOON_MS);
    const seen = new IntersectionObserver((places) => {
      if (places.some((place) => place.isIntersecting)) begin();
    }, NEARLY);
    afterNextRender(() => seen.observe(this.canvas().nativeElement));
    inject(DestroyRef).onDestroy(() => {
      seen.disconnect();
      clearTimeout(soon);
      this.chart?.destroy();
    });
    afterRenderEffect(() => {
      const draw = this.draw();
      this.scheme();
      if (!draw) return;
      this.chart?.destroy();
      this.chart = draw(this.canvas().nativeElement, {
        type: this.type(),
        labels: this.labels(),
        series: this.series(),
        max: this.max(),
      });
    });
  }
}
