/** The drawing pad, for mouse, touch or pen. It can also show a stored digit, until the next stroke. */
import { SIDE } from '../protocol.ts';
import { drawAtMost } from './frames.ts';
import { type Point, toDigit } from './ink.ts';
import { colourOf, contextOf, tint } from './pixels.ts';

/** The width of the pen, relative to the pad. */
const PEN = 0.08;
/** Points closer than this to the last one are dropped. */
const NEAR = 0.004;

export class Pad {
  readonly canvas: HTMLCanvasElement;
  #strokes: Point[][] = [];
  #stored: Float32Array<ArrayBuffer> | null = null;
  #pointer: number | null = null;
  readonly #changed: () => void;

  /** @param onChange called at most once per frame with the digit's pixels, or null if the pad is empty */
  constructor(canvas: HTMLCanvasElement, onChange: (digit: Float32Array<ArrayBuffer> | null) => void) {
    this.canvas = canvas;
    const paint = drawAtMost(0, () => this.#paint());
    const tell = drawAtMost(0, () => onChange(this.digit));
    this.#changed = () => {
      paint();
      tell();
    };
    canvas.addEventListener('pointerdown', (event) => this.#down(event));
    canvas.addEventListener('pointermove', (event) => this.#move(event));
    for (const type of ['pointerup', 'pointercancel'] as const) {
      canvas.addEventListener(type, ({ pointerId }) => {
        if (pointerId === this.#pointer) this.#pointer = null;
      });
    }
    new ResizeObserver(paint).observe(canvas);
  }

  /** The pad's content as a digit of the data set. */
  get digit(): Float32Array<ArrayBuffer> | null {
    return this.#stored ?? toDigit(this.#strokes);
  }

  /** Whether the pad shows strokes, not a stored digit or nothing. */
  get isDrawing(): boolean {
    return this.#stored === null && this.#strokes.length > 0;
  }

  show(stored: Float32Array<ArrayBuffer>): void {
    this.#strokes = [];
    this.#stored = stored;
    this.#changed();
  }

  clear(): void {
    this.#strokes = [];
    this.#stored = null;
    this.#changed();
  }

  #down(event: PointerEvent): void {
    if (this.#pointer !== null || event.button !== 0) return;
    this.#pointer = event.pointerId;
    this.canvas.setPointerCapture(event.pointerId);
    this.#stored = null;
    this.#strokes.push([this.#place(event)]);
    this.#changed();
  }

  #move(event: PointerEvent): void {
    if (event.pointerId !== this.#pointer) return;
    const stroke = this.#strokes.at(-1) as Point[];
    for (const part of event.getCoalescedEvents?.() ?? [event]) {
      const point = this.#place(part);
      const last = stroke.at(-1) as Point;
      if (Math.hypot(point.x - last.x, point.y - last.y) > NEAR) stroke.push(point);
    }
    this.#changed();
  }

  #place({ clientX, clientY }: PointerEvent): Point {
    const { left, top, width, height } = this.canvas.getBoundingClientRect();
    return { x: (clientX - left) / width, y: (clientY - top) / height };
  }

  #paint(): void {
    const { canvas } = this;
    const side = Math.round(canvas.clientWidth * devicePixelRatio);
    if (canvas.width !== side) canvas.width = canvas.height = side;
    const context = contextOf(canvas);
    context.clearRect(0, 0, side, side);
    if (this.#stored !== null) {
      const small = new OffscreenCanvas(SIDE, SIDE);
      tint(contextOf(small), this.#stored, colourOf(canvas));
      context.imageSmoothingQuality = 'high';
      context.drawImage(small, 0, 0, side, side);
      return;
    }
    context.strokeStyle = colourOf(canvas);
    context.lineWidth = PEN * side;
    context.lineCap = context.lineJoin = 'round';
    context.beginPath();
    for (const [first, ...rest] of this.#strokes) {
      context.moveTo((first as Point).x * side, (first as Point).y * side);
      for (const { x, y } of rest.length > 0 ? rest : [first as Point]) context.lineTo(x * side, y * side);
    }
    context.stroke();
  }
}
