/** Pictures: a tensor in shades of one colour, or a plane with its classes and points. */
import type { Drawing } from '../module/playground.ts';
import { COLOURS, colour } from './curves.ts';

type Image = Extract<Drawing, { kind: 'image' }>;
type Boundary = Extract<Drawing, { kind: 'boundary' }>;
type Colour = readonly [red: number, green: number, blue: number];

/** Pixels of the canvas for the plane's whole side. */
const PLANE = 576;

const dark = matchMedia('(prefers-color-scheme: dark)');

const palette = new OffscreenCanvas(1, 1).getContext('2d') as OffscreenCanvasRenderingContext2D;

/** Of a colour in the style sheet, however it is written there. */
function parts(name: string): Colour {
  palette.fillStyle = colour(name);
  const value = Number.parseInt(palette.fillStyle.slice(1), 16);
  return [value >> 16, (value >> 8) & 255, value & 255];
}

const mix = (from: Colour, to: Colour, share: number): number[] =>
  from.map((value, i) => value + ((to[i] as number) - value) * share);

function raster(width: number, height: number, at: (i: number) => number[]): OffscreenCanvas {
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d') as OffscreenCanvasRenderingContext2D;
  const image = context.createImageData(width, height);
  for (let i = 0; i < width * height; i++) image.data.set([...at(i), 255], 4 * i);
  context.putImageData(image, 0, 0);
  return canvas;
}

export class Picture {
  readonly figure = document.createElement('figure');
  readonly #canvas = document.createElement('canvas');
  #latest: Image | Boundary | undefined;
  #due = false;
  readonly #recoloured = (): void => this.#show();

  constructor(title: string) {
    const caption = document.createElement('figcaption');
    caption.append(title);
    this.#canvas.role = 'img';
    this.figure.append(caption, this.#canvas);
    dark.addEventListener('change', this.#recoloured);
  }

  /** Draws in the next frame; of several until then, the last. */
  draw(drawing: Image | Boundary): void {
    this.#latest = drawing;
    if (this.#due) return;
    this.#due = true;
    requestAnimationFrame(() => this.#show());
  }

  dispose(): void {
    dark.removeEventListener('change', this.#recoloured);
    this.figure.remove();
  }

  #show(): void {
    this.#due = false;
    if (this.#latest?.kind === 'image') this.#image(this.#latest);
    else if (this.#latest?.kind === 'boundary') this.#boundary(this.#latest);
  }

  #prepare(kind: string, width: number, height: number, label: string): CanvasRenderingContext2D {
    this.#canvas.className = kind;
    // setting a size clears the canvas
    this.#canvas.width = width;
    this.#canvas.height = height;
    this.#canvas.setAttribute('aria-label', label);
    return this.#canvas.getContext('2d') as CanvasRenderingContext2D;
  }

  #image({ title, width, height, pixels }: Image): void {
    const [low, high] = [parts('--night'), parts('--glow')];
    const context = this.#prepare('image', width, height, `${title}: a picture of ${width} by ${height} pixels`);
    context.drawImage(
      raster(width, height, (i) => mix(low, high, pixels[i] as number)),
      0,
      0,
    );
  }

  #boundary({ title, side, reach, best, sure, points }: Boundary): void {
    const paper = parts('--raised');
    const classes = Array.from({ length: COLOURS }, (_, i) => parts(`--class-${i}`));
    const of = (index: number): Colour => classes[index % COLOURS] as Colour;
    const regions = new Set(best).size;
    const label = `${title}: a plane with ${points.classes.length} points, in which the model sees ${regions} classes`;
    const context = this.#prepare('boundary', PLANE, PLANE, label);
    const plane = raster(side, side, (i) => mix(paper, of(best[i] as number), 0.1 + 0.4 * (sure[i] as number) ** 2));
    context.drawImage(plane, 0, 0, PLANE, PLANE);
    context.lineWidth = 1.5;
    context.strokeStyle = colour('--raised');
    points.classes.forEach((index, i) => {
      const [x, y] = [points.at[2 * i] as number, points.at[2 * i + 1] as number];
      context.beginPath();
      context.arc((0.5 + x / reach / 2) * PLANE, (0.5 - y / reach / 2) * PLANE, 5, 0, 2 * Math.PI);
      context.fillStyle = `rgb(${of(index).join(' ')})`;
      context.fill();
      context.stroke();
    });
  }
}
