import {
  ChangeDetectionStrategy,
  Component,
  ElementRef,
  afterRenderEffect,
  computed,
  effect,
  input,
  signal,
  viewChild,
} from '@angular/core';
import { Icon } from '../icon/icon';
import { Frame, Size, centred, leastScale, moved, zoomed } from './frame';

const SIDE = 280;
const MOST_ZOOM = 4;
const STEP = 12;
const CLICK_SLACK = 4;

/**
 * A picture under a round window. It is dragged, pinched or moved with the arrow keys; pressing a
 * point brings it into the middle. `cut()` gives what is in the window.
 */
@Component({
  selector: 'lec-image-crop',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Icon],
  template: `
    <canvas
      #canvas
      role="application"
      tabindex="0"
      [attr.aria-label]="label()"
      [attr.width]="side"
      [attr.height]="side"
      (keydown)="press($event)"
      (pointerdown)="grab($event)"
      (pointermove)="drag($event)"
      (pointerup)="drop($event)"
      (pointercancel)="fingers.clear()"
      (wheel)="turn($event)"
    ></canvas>
    <label>
      <svg lecIcon="zoom-in" [size]="18"></svg>
      <span class="visually-hidden">{{ zoomLabel() }}</span>
      <input
        type="range"
        min="1"
        [max]="mostZoom"
        step="0.01"
        [value]="zoom()"
        (input)="zoomTo($any($event.target).valueAsNumber)"
      />
    </label>
  `,
  styles: `
    :host {
      display: grid;
      justify-items: center;
      gap: 16px;
    }
    canvas {
      width: 280px;
      height: 280px;
      border-radius: 50%;
      outline-offset: 4px;
      background: var(--mat-sys-surface-container-highest);
      cursor: grab;
      touch-action: none;
    }
    canvas:focus-visible {
      border-radius: 50%;
    }
    canvas:active {
      cursor: grabbing;
    }
    label {
      display: flex;
      align-items: center;
      gap: 12px;
      width: min(280px, 100%);
      min-height: 28px;
    }
    input {
      flex: 1;
      min-width: 0;
      height: 24px;
      accent-color: var(--mat-sys-primary);
    }
  `,
})
export class ImageCrop {
  readonly image = input.required<ImageBitmap>();
  /** What a screen reader says of the window, with the keys that move the picture. */
  readonly label = input.required<string>();
  readonly zoomLabel = input.required<string>();
  private readonly canvas = viewChild.required<ElementRef<HTMLCanvasElement>>('canvas');
  private readonly frame = signal<Frame>({ x: 0, y: 0, scale: 1 });
  protected readonly fingers = new Map<number, { x: number; y: number }>();
  private travelled = 0;
  // As sharp as the screen.
  protected readonly side = SIDE * Math.max(1, Math.min(2, Math.ceil(devicePixelRatio)));
  protected readonly mostZoom = MOST_ZOOM;
  protected readonly zoom = computed(() => this.frame().scale / this.least());
  private readonly least = computed(() => leastScale(this.image(), SIDE));

  constructor() {
    effect(() => this.frame.set(centred(this.image(), SIDE)));
    // Setting the size of a canvas empties it, so it is drawn once the page has set that.
    afterRenderEffect(() => this.draw(this.canvas().nativeElement, this.side));
  }

  /** The part in the window, as a square picture with this many pixels on each side. */
  cut(pixels: number): Promise<Blob> {
    const canvas = document.createElement('canvas');
    canvas.width = canvas.height = pixels;
    this.draw(canvas, pixels);
    return new Promise((resolve, reject) =>
      canvas.toBlob(
        (blob) => (blob ? resolve(blob) : reject(new Error('The picture cannot be drawn.'))),
        'image/png',
      ),
    );
  }

  protected zoomTo(times: number): void {
    const scale = this.least() * Math.min(MOST_ZOOM, Math.max(1, times));
    this.frame.update((frame) => zoomed(frame, scale, this.size(), SIDE));
  }

  protected press(event: KeyboardEvent): void {
    const by: Record<string, [number, number]> = {
      ArrowLeft: [-STEP, 0],
      ArrowRight: [STEP, 0],
      ArrowUp: [0, -STEP],
      ArrowDown: [0, STEP],
    };
    const [x, y] = by[event.key] ?? [0, 0];
    if (x || y) this.move(x, y);
    else if (event.key === '+' || event.key === '=') this.zoomTo(this.zoom() + 0.1);
    else if (event.key === '-') this.zoomTo(this.zoom() - 0.1);
    else return;
    event.preventDefault();
  }

  protected grab(event: PointerEvent): void {
    this.canvas().nativeElement.setPointerCapture(event.pointerId);
    this.fingers.set(event.pointerId, { x: event.clientX, y: event.clientY });
    this.travelled = 0;
  }

  /** One finger moves the picture; the distance between two zooms it. */
  protected drag(event: PointerEvent): void {
    const before = this.fingers.get(event.pointerId);
    if (!before) return;
    const now = { x: event.clientX, y: event.clientY };
    const other = [...this.fingers].find(([id]) => id !== event.pointerId)?.[1];
    if (other) this.zoomTo((this.zoom() * distance(now, other)) / (distance(before, other) || 1));
    else this.move(now.x - before.x, now.y - before.y);
    this.travelled += distance(now, before);
    this.fingers.set(event.pointerId, now);
  }

  protected drop(event: PointerEvent): void {
    this.fingers.delete(event.pointerId);
    if (this.travelled > CLICK_SLACK) return;
    const box = this.canvas().nativeElement.getBoundingClientRect();
    const middle = { x: box.left + box.width / 2, y: box.top + box.height / 2 };
    this.move(middle.x - event.clientX, middle.y - event.clientY);
  }

  protected turn(event: WheelEvent): void {
    event.preventDefault();
    this.zoomTo(this.zoom() * (event.deltaY < 0 ? 1.08 : 1 / 1.08));
  }

  private move(x: number, y: number): void {
    this.frame.update((frame) => moved(frame, { x, y }, this.size(), SIDE));
  }

  private size(): Size {
    return this.image();
  }

  private draw(canvas: HTMLCanvasElement, pixels: number): void {
    const pen = canvas.getContext('2d');
    const { x, y, scale } = this.frame();
    const image = this.image();
    if (!pen) return;
    const ratio = pixels / SIDE;
    pen.clearRect(0, 0, pixels, pixels);
    pen.imageSmoothingQuality = 'high';
    const [width, height] = [image.width * scale * ratio, image.height * scale * ratio];
    pen.drawImage(image, x * ratio, y * ratio, width, height);
  }
}

function distance(one: { x: number; y: number }, other: { x: number; y: number }): number {
  return Math.hypot(one.x - other.x, one.y - other.y);
}
