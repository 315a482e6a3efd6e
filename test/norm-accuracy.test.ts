// Normalisation where the mean is far from 0 beside the deviation: all that float32 inputs say about it is kept.
import { beforeAll, describe, expect, it } from 'vitest';
import type { Tensor } from '../src/index.ts';
import * as rl from '../src/index.ts';
import { leavesNothing, start } from './support/library.ts';
import { Random } from './support/random.ts';

const { F } = rl;

beforeAll(start);

const SHAPE: [number, number, number] = [16, 4, 48];
const [N, C, L] = SHAPE;

/** Normalises the elements that `group` puts together, in float64; also each element's gradient of Σ u·y. */
function exact(x: ArrayLike<number>, u: ArrayLike<number>, group: (n: number, c: number) => number) {
  const of = Array.from({ length: N * C * L }, (_, i) => group(Math.floor(i / (C * L)), Math.floor(i / L) % C));
  const sum = (f: (i: number) => number): number[] => {
    const totals = new Array<number>(Math.max(...of) + 1).fill(0);
    of.forEach((g, i) => (totals[g]! += f(i)));
    return totals;
  };
  const counts = sum(() => 1);
  const mean = sum((i) => x[i]!).map((t, g) => t / counts[g]!);
  const variance = sum((i) => (x[i]! - mean[of[i]!]!) ** 2).map((t, g) => t / counts[g]!);
  const y = of.map((g, i) => (x[i]! - mean[g]!) / Math.sqrt(variance[g]! + 1e-5));
  const a = sum((i) => u[i]!);
  const b = sum((i) => u[i]! * y[i]!);
  const dx = of.map((g, i) => (u[i]! - a[g]! / counts[g]! - (y[i]! * b[g]!) / counts[g]!) / Math.sqrt(variance[g]! + 1e-5));
  return { y, dx, mean, variance: variance.map((v, g) => (v * counts[g]!) / (counts[g]! - 1)) };
}

const farthest = (got: ArrayLike<number>, want: readonly number[]): number =>
  Math.max(...want.map((w, i) => Math.abs(got[i]! - w)));

const columns = (x: Tensor): Tensor => x.permute([0, 2, 1]).reshape([N * L, C]);

const kinds: [string, (x: Tensor) => Tensor, (n: number, c: number) => number][] = [
  ['batchNorm', (x) => F.batchNorm(x, null, null, { training: true }), (_n, c) => c],
  [
    'batchNorm of columns',
    (x) => F.batchNorm(columns(x), null, null, { training: true }).reshape([N, L, C]).permute([0, 2, 1]),
    (_n, c) => c,
  ],
  ['groupNorm', (x) => F.groupNorm(x, 2), (n, c) => n * 2 + (c >> 1)],
  ['instanceNorm', (x) => F.instanceNorm(x), (n, c) => n * C + c],
  ['layerNorm', (x) => F.layerNorm(x, [C, L]), (n) => n],
];

describe.each(kinds)('%s', (name, run, group) => {
  it.each([0, 1e3, -1e5, 3e6])('keeps all digits about a mean of %d', (centre) =>
    leavesNothing(() => {
      const random = new Random(`norm ${centre}`);
      const values = Float32Array.from(random.real(SHAPE, centre - 2, centre + 2).data);
      const u = random.real(SHAPE, -1, 1).data;
      const x = rl.tensor(values).view(SHAPE).detach().requiresGrad_();
      const want = exact(values, u, group);
      const y = run(x);
      expect(farthest(y.toTypedArray(), want.y)).toBeLessThan(2e-6);
      y.mul(rl.tensor(Float32Array.from(u)).view(SHAPE))
        .sum()
        .backward();
      // between forward and backward, layerNorm keeps the mean as a single float32
      const allowed = 3e-6 + (name === 'layerNorm' ? Math.abs(centre) * 6e-8 : 0);
      expect(farthest(x.grad!.toTypedArray(), want.dx)).toBeLessThan(allowed);
    }),
  );
});

it('batchNorm tells running moments from a mean far from 0', () =>
  leavesNothing(() => {
    const values = Float32Array.from(new Random('running').real(SHAPE, 2e6, 2e6 + 4).data);
    const want = exact(values, values, (_n, c) => c);
    const [mean, variance] = [rl.zeros([C]), rl.zeros([C])];
    F.batchNorm(rl.tensor(values).view(SHAPE), mean, variance, { training: true, momentum: 1 });
    mean.toTypedArray().forEach((m, c) => expect(m).toBe(Math.fround(want.mean[c]!)));
    variance.toTypedArray().forEach((v, c) => expect(Math.abs(v / want.variance[c]! - 1)).toBeLessThan(3e-7));
  }));
