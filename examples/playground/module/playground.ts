/**
 * The module `playground`: what a program can show beside what it prints. Outside the playground, as in Node, all of it checks
 * its arguments and draws nothing.
 */
import { cat, data, F, linspace, noGrad, scope, type Tensor, tensor } from 'rushlight';
import { DIGITS } from '../modules.ts';

/** @internal */
export type Drawing =
  | { kind: 'curves'; title: string; x: number; values: Record<string, number> }
  | { kind: 'progress'; share: number; text: string }
  | { kind: 'image'; title: string; width: number; height: number; pixels: Float32Array }
  | { kind: 'boundary'; title: string; side: number; reach: number; best: Uint8Array; sure: Float32Array; points: Dots };

/** @internal */
export interface Dots {
  /** x and y of each. */
  at: Float32Array;
  classes: Int32Array;
}

/** @internal Where a program runs. */
export interface Host {
  draw(drawing: Drawing): void;
  digits(): Promise<Uint8Array>;
}

/** Digits as rows of 784 pixels in [0, 1], with their labels. */
export interface Digits {
  images: Tensor;
  labels: Tensor;
}

/** @internal */
export const HOST: unique symbol = Symbol.for('rushlight.playground') as never;

const host = (): Host | undefined => (globalThis as { [HOST]?: Host })[HOST];

/**
 * Adds a point to curves that are drawn as the program runs.
 * @example plot(step, { loss: loss.item() })
 * @param x where the point lies: a step or an epoch
 * @param values of each curve, by its name
 * @param options `title`: curves of one title share a chart. Default 'Curves'
 */
export function plot(x: number, values: Record<string, number>, { title = 'Curves' }: { title?: string } = {}): void {
  if (typeof x !== 'number') throw new TypeError(`plot: expected x to be a number, got ${typeof x}`);
  for (const [name, value] of Object.entries(values)) {
    if (typeof value !== 'number') {
      throw new TypeError(`plot: expected '${name}' to be a number, got ${typeof value}; item() reads one from a tensor`);
    }
  }
  host()?.draw({ kind: 'curves', title, x, values: { ...values } });
}

/**
 * Shows how far the program is.
 * @param share from 0 to 1
 * @param text beside the bar
 */
export function progress(share: number, text = ''): void {
  if (typeof share !== 'number') throw new TypeError(`progress: expected share to be a number, got ${typeof share}`);
  host()?.draw({ kind: 'progress', share: Math.min(1, Math.max(0, share)), text: String(text) });
}

/**
 * Shows a tensor as a picture: dark is the least value, light the greatest.
 * @param pixels (height, width), or (count, height, width) for pictures side by side, ten in a row
 * @param options `title` of the picture, which replaces an earlier one of the same title. Default 'Image'
 */
export function image(pixels: Tensor, { title = 'Image' }: { title?: string } = {}): void {
  if (pixels.ndim !== 2 && pixels.ndim !== 3) {
    throw new RangeError(`image: expected 2 or 3 dims, got shape (${pixels.shape.join(', ')})`);
  }
  const [height, width] = pixels.shape.slice(-2) as [number, number];
  const count = pixels.numel / (height * width);
  const columns = Math.min(count, 10);
  const rows = Math.ceil(count / columns);
  const values = Array.from(pixels.toTypedArray());
  const least = values.reduce((a, b) => Math.min(a, b), Infinity);
  const most = values.reduce((a, b) => Math.max(a, b), -Infinity);
  const sheet = new Float32Array(columns * width * rows * height);
  values.forEach((value, i) => {
    const [n, y, x] = [Math.floor(i / (height * width)), Math.floor(i / width) % height, i % width];
    const row = Math.floor(n / columns) * height + y;
    sheet[row * columns * width + (n % columns) * width + x] = (value - least) / (most - least || 1);
  });
  host()?.draw({ kind: 'image', title, width: columns * width, height: rows * height, pixels: sheet });
}

/**
 * Shows which class a model gives to each place of the plane, stronger where it is surer, with the points over it.
 * @example boundary(points, labels, (places) => model.forward(places))
 * @param points (count, 2)
 * @param labels (count), the class of each
 * @param scores gives logits (n, classes) for places (n, 2)
 * @param options `title` of the picture. Default 'Boundary'
 */
export function boundary(
  points: Tensor,
  labels: Tensor,
  scores: (places: Tensor) => Tensor,
  { title = 'Boundary' }: { title?: string } = {},
): void {
  if (points.ndim !== 2 || points.shape[1] !== 2) {
    throw new RangeError(`boundary: expected points of shape (count, 2), got (${points.shape.join(', ')})`);
  }
  const side = 72;
  const drawing = noGrad(() =>
    scope((): Drawing => {
      const at = points.toTypedArray() as Float32Array;
      const reach = 1.1 * at.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
      const across = linspace(-reach, reach, side);
      // rows from above
      const x = across.unsqueeze(0).expand([side, side]).reshape([-1, 1]);
      const y = across.neg().unsqueeze(1).expand([side, side]).reshape([-1, 1]);
      const { values, indices } = F.softmax(scores(cat([x, y], 1)), 1).max(1);
      const best = Uint8Array.from(indices.toTypedArray());
      const classes = Int32Array.from(labels.toTypedArray());
      return { kind: 'boundary', title, side, reach, best, sure: values.toTypedArray() as Float32Array, points: { at, classes } };
    }),
  );
  host()?.draw(drawing);
}

/**
 * Handwritten digits from MNIST: 800 to train on and 200 held out. Only the playground has them.
 * @throws {Error} elsewhere
 */
export async function digits(): Promise<{ train: data.TensorDataset<[Tensor, Tensor]>; heldOut: Digits }> {
  const bytes = await host()?.digits();
  if (bytes === undefined) throw new Error('digits: the digits are the playground’s; elsewhere, load your own');
  const total = DIGITS.train + DIGITS.heldOut;
  const part = (from: number, count: number): Digits => {
    const pixels = bytes.subarray(total + from * DIGITS.pixels, total + (from + count) * DIGITS.pixels);
    return {
      images: tensor(
        Float32Array.from(pixels, (byte) => byte / 255),
        { shape: [count, DIGITS.pixels] },
      ),
      labels: tensor(Int32Array.from(bytes.subarray(from, from + count))),
    };
  };
  const { images, labels } = part(0, DIGITS.train);
  return { train: new data.TensorDataset(images, labels), heldOut: part(DIGITS.train, DIGITS.heldOut) };
}
