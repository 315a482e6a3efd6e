/**
 * Converts pen strokes to the pixels of an MNIST digit: scaled to a box of 20 × 20, drawn with the thickness of those digits, and
 * shifted so that the centre of mass is in the middle of the 28 × 28 pixels.
 */
import { PIXELS, SIDE } from '../protocol.ts';

/** A point on the pad, whose sides go from 0 to 1. */
export interface Point {
  x: number;
  y: number;
}

export type Stroke = readonly Point[];

const BOX = 20;
/** The middle pixel, where MNIST digits have their centre of mass. */
const CENTRE = SIDE / 2;
/** The pen's radius in pixels, with which drawn digits have as much ink as those of MNIST. */
const RADIUS = 1.2;
/** Drawings smaller than this part of the pad are not enlarged: a dot stays a dot. */
const SMALLEST = 0.1;

/** The distance of a pixel from the segment a–b. */
function distance(x: number, y: number, a: Point, b: Point): number {
  const [dx, dy] = [b.x - a.x, b.y - a.y];
  const length = dx * dx + dy * dy;
  const t = length === 0 ? 0 : Math.max(0, Math.min(1, ((x - a.x) * dx + (y - a.y) * dy) / length));
  return Math.hypot(x - a.x - t * dx, y - a.y - t * dy);
}

/** Draws one segment; a pixel gets ink in proportion to the area that the pen covers. */
function drawSegment(pixels: Float32Array, a: Point, b: Point): void {
  const reach = RADIUS + 1;
  const [left, right] = [Math.min(a.x, b.x) - reach, Math.max(a.x, b.x) + reach];
  const [top, bottom] = [Math.min(a.y, b.y) - reach, Math.max(a.y, b.y) + reach];
  for (let y = Math.max(0, Math.ceil(top)); y <= Math.min(SIDE - 1, bottom); y++) {
    for (let x = Math.max(0, Math.ceil(left)); x <= Math.min(SIDE - 1, right); x++) {
      const ink = Math.max(0, Math.min(1, RADIUS + 0.5 - distance(x, y, a, b)));
      const at = y * SIDE + x;
      pixels[at] = Math.max(pixels[at] as number, ink);
    }
  }
}

function draw(strokes: readonly Stroke[], scale: number, shift: Point): Float32Array<ArrayBuffer> {
  const pixels = new Float32Array(PIXELS);
  const place = ({ x, y }: Point): Point => ({ x: x * scale + shift.x, y: y * scale + shift.y });
  for (const stroke of strokes) {
    const points = stroke.map(place);
    points.forEach((point, i) => {
      drawSegment(pixels, points[Math.max(0, i - 1)] as Point, point);
    });
  }
  return pixels;
}

/** The centre of mass of the ink. */
export function centreOfMass(pixels: ArrayLike<number>): Point {
  let [mass, x, y] = [0, 0, 0];
  for (let at = 0; at < pixels.length; at++) {
    const ink = pixels[at] as number;
    mass += ink;
    x += ink * (at % SIDE);
    y += ink * Math.floor(at / SIDE);
  }
  return { x: x / mass, y: y / mass };
}

const range = (values: readonly number[]): [number, number] =>
  values.reduce(([low, high], value) => [Math.min(low, value), Math.max(high, value)], [Infinity, -Infinity]);

/** The strokes as the pixels of a digit, in [0, 1]; null if there are none. */
export function toDigit(strokes: readonly Stroke[]): Float32Array<ArrayBuffer> | null {
  const points = strokes.flat();
  if (points.length === 0) return null;
  const [left, right] = range(points.map(({ x }) => x));
  const [top, bottom] = range(points.map(({ y }) => y));
  const scale = (BOX - 2 * RADIUS) / Math.max(SMALLEST, right - left, bottom - top);
  const middle = { x: CENTRE - (scale * (left + right)) / 2, y: CENTRE - (scale * (top + bottom)) / 2 };
  const { x, y } = centreOfMass(draw(strokes, scale, middle));
  return draw(strokes, scale, { x: middle.x + CENTRE - x, y: middle.y + CENTRE - y });
}
