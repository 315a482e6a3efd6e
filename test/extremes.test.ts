// Values at the ends of what float32 holds, and sizes of one and none, as PyTorch has them.
import { beforeAll, expect, it } from 'vitest';
import * as rl from '../src/index.ts';
import { leavesNothing, start } from './support/library.ts';

beforeAll(start);

const SUBNORMAL = 2 ** -149;

/** Rows of `C` scores, the least of which have exponentials below float32's normal numbers, and their softmax in float64. */
function scores(N: number, C: number): { x: number[][]; y: number[][] } {
  const x = Array.from({ length: N }, (_, i) =>
    Array.from({ length: C }, (_, j) => (j === i % C ? 3 : 3 - ((i * C + j * 7) % 110))),
  );
  const y = x.map((row) => {
    const e = row.map((v) => Math.exp(v - 3));
    const sum = e.reduce((a, b) => a + b, 0);
    return e.map((v) => v / sum);
  });
  return { x, y };
}

it.each([
  [1, 3],
  [7, 5],
  [1, 16],
  [3, 19],
  [5, 64],
  [2, 1030],
])('softmax of %i rows of %i keeps subnormal results', (N, C) => {
  leavesNothing(() => {
    const { x, y } = scores(N, C);
    const t = rl.tensor(x);
    const got = [rl.F.softmax(t, 1), rl.F.softmax(t.t().contiguous(), 0).t()].map((s) => s.tolist() as number[][]);
    for (const rows of got)
      rows.forEach((row, i) => {
        row.forEach((v, j) => {
          const want = y[i]![j]!;
          expect(Math.abs(v - want), `[${i}, ${j}]: ${v}, ${want}`).toBeLessThanOrEqual(1.5 * SUBNORMAL + 4e-6 * want);
        });
      });
  });
});

it('softmax stays NaN and 0 where it is', () => {
  leavesNothing(() => {
    const row = [0, -100, -Infinity, -200, ...new Array<number>(16).fill(-1)];
    const y = rl.F.softmax(
      rl.tensor([row, row.map(() => -Infinity), row.map((v, i) => (i === 1 ? NaN : v))]),
      1,
    ).tolist() as number[][];
    expect(y[0]![1]).toBeGreaterThan(0);
    expect(y[0]!.slice(2, 4)).toEqual([0, 0]);
    expect(y[1]!.every(Number.isNaN) && y[2]!.every(Number.isNaN)).toBe(true);
  });
});

it('layerNorm of one element gives the bias and no gradient, at every level', () => {
  leavesNothing(() => {
    for (const value of [3.7, -123.456, 1e6 + 0.1, 1e-30, 1e30]) {
      const x = rl.tensor([[value], [value * 1.1]], { requiresGrad: true });
      const [weight, bias] = [rl.tensor([1.7]), rl.tensor([0.3])];
      const y = rl.F.layerNorm(x, [1], { weight, bias });
      expect(y.tolist()).toEqual([[Math.fround(0.3)], [Math.fround(0.3)]]);
      y.mul(rl.tensor([[0.9], [-1.3]]))
        .sum()
        .backward();
      expect(x.grad!.abs().sum().item()).toBe(0);
    }
  });
});

it('a ConstantLR of factor 0 holds the rate at 0, and gives way to what follows', () => {
  leavesNothing(() => {
    const { ConstantLR, ExponentialLR, SequentialLR } = rl.optim.lrScheduler;
    const rates = (milestone: number): number[] => {
      const p = new rl.nn.Parameter(rl.zeros([1]));
      const optimizer = new rl.optim.SGD([p], { lr: 0.5 });
      const schedulers = [new ConstantLR(optimizer, { factor: 0, totalIters: 3 }), new ExponentialLR(optimizer, { gamma: 0.5 })];
      const schedule = new SequentialLR(optimizer, { schedulers, milestones: [milestone] });
      const seen = [optimizer.paramGroups[0]!.lr];
      for (let i = 0; i < 5; i++) {
        schedule.step();
        seen.push(optimizer.paramGroups[0]!.lr);
      }
      optimizer.dispose();
      p.dispose();
      return seen;
    };
    expect(rates(1)).toEqual([0, 0.5, 0.25, 0.125, 0.0625, 0.03125]);
    expect(rates(3)).toEqual([0, 0, 0, 0.5, 0.25, 0.125]);
    // PyTorch divides by 0 here
    expect(rates(4)).toEqual([0, 0, 0, 0.5, 0.5, 0.25]);
  });
});

it.each([
  [5, -(2 ** 31) + 1],
  [-5, 2 ** 31 - 1],
  [1, -(2 ** 31)],
  [2 ** 24 + 1, -(2 ** 30)],
  [2 ** 31 - 1, 2 ** 24 + 3],
  [-(2 ** 31), 2 ** 31 - 1],
])('the remainder of the integers %i and %i is exact', (a, b) => {
  leavesNothing(() => {
    const x = rl.tensor(Int32Array.of(a));
    const want = Number(((BigInt(a) % BigInt(b)) + BigInt(b)) % BigInt(b));
    expect(rl.remainder(x, b).tolist()).toEqual([want]);
    expect(rl.remainder(x, rl.tensor(Int32Array.of(b))).tolist()).toEqual([want]);
    expect(rl.fmod(x, b).tolist()).toEqual([a % b]);
    expect(x.div(b, { roundingMode: 'floor' }).tolist()).toEqual([(a - want) / b]);
  });
});
