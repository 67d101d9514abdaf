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

export interface Figures {
  type: 'bar' | 'line';
  labels: string[];
  series: Series[];
  max?: number;
}

/** Draws the figures in the colours and letters of the element around the canvas. */
export function draw(canvas: HTMLCanvasElement, figures: Figures): Chart {
  return new Chart(canvas, configuration(canvas.parentElement as HTMLElement, figures));
}

function configuration(
  host: HTMLElement,
  { type, labels, series, max }: Figures,
): ChartConfiguration<'bar' | 'line'> {
  const ink = resolved(host, '--mat-sys-on-surface-variant');
  const line = resolved(host, '--lec-line');
  const font = { family: getComputedStyle(host).fontFamily, size: 12 };
  const ticks = { color: ink, font };
  const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
  return {
    type,
    data: {
      labels,
      datasets: series.map(({ label, values, color }) => {
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
          stacked: type === 'bar',
          grid: { display: false },
          border: { display: false },
          ticks: { ...ticks, maxRotation: 0, autoSkipPadding: 12 },
        },
        y: {
          stacked: type === 'bar',
          beginAtZero: true,
          max,
          grid: { color: line },
          border: { display: false },
          ticks: { ...ticks, maxTicksLimit: 5, precision: 0 },
        },
      },
    },
  };
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
