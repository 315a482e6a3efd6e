// A digit's image as the strokes of a pen: its skeleton (Zhang and Suen, 1984), followed from pixel to pixel.

export type Point = readonly [x: number, y: number];

const SIDE = 28;
/** The eight neighbours, clockwise from above. */
const AROUND: readonly Point[] = [
  [0, -1],
  [1, -1],
  [1, 0],
  [1, 1],
  [0, 1],
  [-1, 1],
  [-1, 0],
  [-1, -1],
];

/** Thins the ink to lines of one pixel. */
function skeleton(image: ArrayLike<number>): Set<number> {
  const ink = new Set(Array.from(image, (value, at) => (value > 100 ? at : -1)).filter((at) => at >= 0));
  const around = (at: number): boolean[] => AROUND.map(([dx, dy]) => ink.has(at + dy * SIDE + dx));
  const isSpare = (at: number, pass: number): boolean => {
    const p = around(at);
    const count = p.filter(Boolean).length;
    const rises = p.filter((here, i) => !here && p[(i + 1) % 8]).length;
    const [up, right, down, left] = [p[0], p[2], p[4], p[6]];
    const edge =
      pass === 0 ? !(up && right && down) && !(right && down && left) : !(up && right && left) && !(up && down && left);
    return count >= 2 && count <= 6 && rises === 1 && edge;
  };
  for (let before = -1; before !== ink.size; ) {
    before = ink.size;
    for (const pass of [0, 1]) for (const at of [...ink].filter((pixel) => isSpare(pixel, pass))) ink.delete(at);
  }
  return ink;
}

/** The strokes, in pixels of the image: every link between neighbours of the skeleton once. */
export function trace(image: ArrayLike<number>): Point[][] {
  const ink = skeleton(image);
  const key = (a: number, b: number): string => `${Math.min(a, b)} ${Math.max(a, b)}`;
  const drawn = new Set<string>();
  const next = (at: number): number | undefined =>
    AROUND.map(([dx, dy]) => at + dy * SIDE + dx).find((to) => ink.has(to) && !drawn.has(key(at, to)));
  const strokes: Point[][] = [];
  for (const start of ink) {
    for (let at = start, to = next(at); to !== undefined; at = start, to = next(start)) {
      const stroke = [at];
      for (; to !== undefined; to = next(at)) {
        drawn.add(key(at, to));
        stroke.push((at = to));
      }
      strokes.push(stroke.map((pixel) => [(pixel % SIDE) + 0.5, Math.floor(pixel / SIDE) + 0.5]));
    }
  }
  return strokes;
}
