import {
  ChangeDetectionStrategy,
  Component,
  DestroyRef,
  ElementRef,
  afterRenderEffect,
  inject,
  input,
  viewChild,
} from '@angular/core';
import {
  BarController,
  BarElement,
  CategoryScale,
  Chart,
  ChartConfiguration,
  LineController,
  LineElement,
  LinearScale,
  PointElement,
  Tooltip,
} from 'chart.js';

Chart.register(
  BarController,
  BarElement,
  CategoryScale,
  LineController,
  LineElement,
  LinearScale,
  PointElement,
  Tooltip,
);

export interface Series {
  label: string;
  values: (number | null)[];
  /** The CSS custom property that holds its colour. */
  color: string;
}

/** Bars or a line over named steps. The same numbers stand beside it as a table for screen readers. */
@Component({
  selector: 'lec-chart',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <div class="frame" aria-hidden="true"><canvas #canvas></canvas></div>
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
  private chart?: Chart;

  constructor() {
    inject(DestroyRef).onDestroy(() => this.chart?.destroy());
    afterRenderEffect(() => {
      this.scheme();
      const canvas = this.canvas().nativeElement;
      this.chart?.destroy();
      this.chart = new Chart(canvas, this.configuration(canvas.parentElement as HTMLElement));
    });
  }

  private configuration(host: HTMLElement): ChartConfiguration<'bar' | 'line'> {
    const ink = resolved(host, '--mat-sys-on-surface-variant');
    const line = resolved(host, '--lec-line');
    const font = { family: getComputedStyle(host).fontFamily, size: 12 };
    const ticks = { color: ink, font };
    const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
    return {
      type: this.type(),
      data: {
        labels: this.labels(),
        datasets: this.series().map(({ label, values, color }) => {
          const paint = resolved(host, color);
          return {
            label,
            data: values,
            backgroundColor: paint,
            borderColor: paint,
            borderRadius: 6,
            maxBarThickness: 30,
            cubicInterpolationMode: 'monotone' as const, // a curve never rises above its points
            clip: 8, // a point on the edge is drawn whole
            pointRadius: 4,
            pointHoverRadius: 6,
          };
        }),
      },
      options: {
        maintainAspectRatio: false,
        animation: still ? false : { duration: 400 },
        interaction: { mode: 'index', intersect: false },
        plugins: { tooltip: { boxPadding: 4, bodyFont: font, titleFont: font } },
        scales: {
          x: {
            stacked: this.type() === 'bar',
            grid: { display: false },
            border: { display: false },
            ticks: { ...ticks, maxRotation: 0, autoSkipPadding: 12 },
          },
          y: {
            stacked: this.type() === 'bar',
            beginAtZero: true,
            max: this.max(),
            grid: { color: line },
            border: { display: false },
            ticks: { ...ticks, maxTicksLimit: 5, precision: 0 },
          },
        },
      },
    };
  }
}

/** A canvas knows neither custom properties nor light-dark(): a probe element resolves them. */
function resolved(host: HTMLElement, property: string): string {
  const probe = document.createElement('i');
  probe.style.color = `var(${property})`;
  host.append(probe);
  const { color } = getComputedStyle(probe);
  probe.remove();
  return color;
}
