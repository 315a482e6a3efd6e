// Convolution by tiles: the bound of its error, at sizes that cut tiles and strips of them in every way.
import { beforeAll, describe, expect, it } from 'vitest';
import * as rl from '../src/index.ts';
import { leavesNothing, start } from './support/library.ts';
import { Random } from './support/random.ts';

const { F } = rl;

beforeAll(start);

/** The greatest error, over the greatest magnitude. A sum in float32 over 64 channels reaches 9e-7. */
const BOUND = 4e-6;

type Sizes = [N: number, C: number, O: number, H: number, W: number, ph: number, pw: number];

/** y, dx and dw of a convolution by windows of 3 × 3, in float64. */
function exact([N, C, O, H, W, ph, pw]: Sizes, x: ArrayLike<number>, w: ArrayLike<number>, u: ArrayLike<number>) {
  const [OH, OW] = [H + 2 * ph - 2, W + 2 * pw - 2];
  const y = new Float64Array(N * O * OH * OW);
  const dx = new Float64Array(N * C * H * W);
  const dw = new Float64Array(O * C * 9);
  for (let n = 0; n < N; n++)
    for (let o = 0; o < O; o++)
      for (let c = 0; c < C; c++)
        for (let tap = 0; tap < 9; tap++) {
          const at = (o * C + c) * 9 + tap;
          const [dy, left] = [Math.floor(tap / 3) - ph, (tap % 3) - pw];
          for (let i = Math.max(0, -dy); i < Math.min(OH, H - dy); i++)
            for (let j = Math.max(0, -left); j < Math.min(OW, W - left); j++) {
              const from = ((n * C + c) * H + i + dy) * W + j + left;
              const to = ((n * O + o) * OH + i) * OW + j;
              y[to]! += w[at]! * x[from]!;
              dx[from]! += w[at]! * u[to]!;
              dw[at]! += x[from]! * u[to]!;
            }
        }
  return { y, dx, dw, OH, OW };
}

/** The greatest difference, over the greatest magnitude. */
function error(got: ArrayLike<number>, want: Float64Array): number {
  let [off, most] = [0, 0];
  want.forEach((v, i) => {
    off = Math.max(off, Math.abs(v - got[i]!));
    most = Math.max(most, Math.abs(v));
  });
  return off / most;
}

const CASES: Sizes[] = [
  [2, 64, 64, 14, 14, 1, 1],
  // more rows of tiles than are held at a time
  [40, 64, 8, 28, 13, 1, 1],
  // strips of a row of tiles
  [1, 8, 9, 5, 131, 2, 0],
  [1, 9, 8, 8, 263, 1, 1],
  [9, 8, 11, 2, 2, 2, 2],
  [8, 13, 10, 1, 4, 2, 1],
  [1, 16, 33, 29, 31, 0, 2],
  [3, 150, 12, 7, 8, 1, 1],
];

describe('convolution by tiles', () => {
  it.each(CASES)('is within its bound: N %i, C %i, O %i, %i × %i, padding %i, %i', (...sizes) =>
    leavesNothing(() => {
      const [N, C, O, H, W, ph, pw] = sizes;
      const random = new Random(`tiles ${sizes}`);
      const values = (shape: number[]) => Float32Array.from(random.real(shape).data);
      const [x, w] = [values([N, C, H, W]), values([O, C, 3, 3])];
      const u = values([N, O, H + 2 * ph - 2, W + 2 * pw - 2]);
      const want = exact(sizes, x, w, u);
      const tx = rl.tensor(x).view([N, C, H, W]).detach().requiresGrad_();
      const tw = rl.tensor(w).view([O, C, 3, 3]).detach().requiresGrad_();
      const y = F.conv2d(tx, tw, null, { padding: [ph, pw] });
      y.backward({ gradient: rl.tensor(u).view(y.shape) });
      expect(error(y.toTypedArray(), want.y)).toBeLessThan(BOUND);
      expect(error(tx.grad!.toTypedArray(), want.dx)).toBeLessThan(BOUND);
      expect(error(tw.grad!.toTypedArray(), want.dw)).toBeLessThan(BOUND);
    }),
  );

  it('leaves zeros where the images are zero', () =>
    leavesNothing(() => {
      const y = F.conv2d(rl.zeros([2, 8, 12, 12]), rl.ones([8, 8, 3, 3]), null, { padding: 1 });
      expect(y.toTypedArray().every((v) => v === 0)).toBe(true);
    }));

  it.each([Number.NaN, Infinity, -Infinity, 3e38])('%s reaches the results that read it, and no others', (value) =>
    leavesNothing(() => {
      const values = new Float32Array(3 * 8 * 8 * 8);
      // channel 2 of the second image, at (3, 4)
      values[((1 * 8 + 2) * 8 + 3) * 8 + 4] = value;
      const x = rl.tensor(values).view([3, 8, 8, 8]).detach().requiresGrad_();
      const w = rl.full([8, 8, 3, 3], 2).requiresGrad_();
      const y = F.conv2d(x, w, null, { padding: 1 });
      const want = Float32Array.from({ length: y.numel }, (_, i) => {
        const [n, row, column] = [Math.floor(i / 512), Math.floor(i / 8) % 8, i % 8];
        return n === 1 && Math.abs(row - 3) < 2 && Math.abs(column - 4) < 2 ? 2 * value : 0;
      });
      expect([...y.toTypedArray()]).toEqual([...want]);
      // the same on the way back: the gradient has the value in one place
      const gradient = rl.tensor(values).view([3, 8, 8, 8]);
      y.backward({ gradient });
      expect([...x.grad!.toTypedArray()]).toEqual([...want]);
    }),
  );
});
