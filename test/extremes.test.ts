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

/** The values of `f(...tensors)` and the gradients of its sum. */
function slopes(f: (...t: rl.Tensor[]) => rl.Tensor, ...values: number[][]): { y: number[]; grads: number[][] } {
  const t = values.map((v) => rl.tensor(v, { requiresGrad: true }));
  const y = f(...t);
  y.sum().backward();
  return { y: [y.tolist()].flat() as number[], grads: t.map((x) => x.grad?.tolist() as number[]) };
}

function near(got: readonly number[], want: readonly number[]): void {
  expect(got.length).toBe(want.length);
  got.forEach((v, i) => {
    expect(Math.abs(v - want[i]!), `[${i}]: ${v}, ${want[i]}`).toBeLessThanOrEqual(1e-5 * Math.abs(want[i]!));
  });
}

it.each([1e25, 1e-25])('quotients and their gradients at %f', (s) => {
  leavesNothing(() => {
    const [a, b] = [
      [3 * s, -s],
      [2 * s, 0.5 * s],
    ];
    const ways = [(a: rl.Tensor, b: rl.Tensor) => rl.div(a, b), (a: rl.Tensor, b: rl.Tensor) => a.mul(1).div_(b)];
    for (const way of ways) {
      const { y, grads } = slopes(way, a, b);
      near(y, [1.5, -2]);
      near(grads[0]!, [0.5 / s, 2 / s]);
      near(grads[1]!, [-0.75 / s, 4 / s]);
    }
    near(slopes((b) => rl.div(s, b), b).grads[0]!, [-0.25 / s, -4 / s]);
  });
});

it.each([1e-25, 1e-38])('smoothL1Loss with beta %f', (beta) => {
  leavesNothing(() => {
    const loss = (x: rl.Tensor): rl.Tensor => rl.F.smoothL1Loss(x, rl.zeros([3]), { beta, reduction: 'none' });
    const { y, grads } = slopes(loss, [beta / 2, -4 * beta, 0]);
    near(y, [beta / 8, 3.5 * beta, 0]);
    near(grads[0]!, [0.5, -1, 0]);
  });
});

it('the gradient of gelu with tanh is 0 or 1 far out', () => {
  leavesNothing(() => {
    const { grads } = slopes((x) => rl.F.gelu(x, { approximate: 'tanh' }), [1e4, -1e4, 1e14, -1e14, 1e19, -1e19, 1e25, -1e25]);
    expect(grads[0]!.map(Math.abs)).toEqual([1, 0, 1, 0, 1, 0, 1, 0]);
  });
});

it.each([
  ['layerNorm', (x: rl.Tensor) => rl.F.layerNorm(x, [4])],
  ['groupNorm', (x: rl.Tensor) => rl.F.groupNorm(x, 1)],
  ['instanceNorm', (x: rl.Tensor) => rl.F.instanceNorm(x.unsqueeze(1))],
  ['batchNorm', (x: rl.Tensor) => rl.F.batchNorm(x.t(), null, null, { training: true })],
] as const)('%s of numbers whose squares overflow is NaN, not 0', (_, norm) => {
  leavesNothing(() => {
    for (const s of [1e20, 1e25, 1e37]) {
      const x = rl.tensor([[s, 2 * s, 3 * s, 4 * s]], { requiresGrad: true });
      const y = norm(x);
      expect(y.isnan().all().item()).toBe(true);
      y.sum().backward();
      expect(x.grad!.isnan().all().item()).toBe(true);
    }
  });
});

it('a running variance that overflows is infinite, and normalises to 0', () => {
  leavesNothing(() => {
    const [mean, variance] = [rl.zeros([1]), rl.ones([1])];
    rl.F.batchNorm(rl.tensor([[1e25], [2e25], [3e25]]), mean, variance, { training: true });
    expect(variance.item()).toBe(Infinity);
    expect(rl.F.batchNorm(rl.tensor([[1], [2]]), rl.zeros([1]), variance).tolist()).toEqual([[0], [0]]);
  });
});

it.each([1, 1e10, 1e19, 1e25, 1e38, 1e-5])('cosineSimilarity and its gradients at %f', (s) => {
  leavesNothing(() => {
    const [a, b] = [
      [s, -2 * s, 3 * s, 0.5 * s],
      [0.3 * s, 1.5 * s, -2.2 * s, 0.9 * s],
    ];
    const { y, grads } = slopes((a, b) => rl.F.cosineSimilarity(a, b, { dim: 0 }), a, b);
    near(y, [-0.8293969784]);
    near(
      grads[0]!.map((g) => g * s),
      [0.0863184485, 0.0241691656, -0.0315678898, 0.1134471038],
    );
    near(
      grads[1]!.map((g) => g * s),
      [0.124858486, -0.0317277787, 0.052781887, 0.1402825264],
    );
  });
});

it('cosineSimilarity of vectors long and short, and of those shorter than eps', () => {
  leavesNothing(() => {
    const rows = (a: number): number[][] => [
      [3 * a, 4 * a],
      [3, 4],
      [0, 0],
    ];
    const y = rl.F.cosineSimilarity(rl.tensor(rows(1e30)), rl.tensor(rows(1)));
    near(y.tolist() as number[], [1, 1, 0]);
    const { grads } = slopes((x) => rl.F.cosineSimilarity(x, rl.tensor([4, 3]), { dim: 0 }), [3e-10, 4e-10]);
    // as in PyTorch, the gradient of the length is that of the vector's own
    near(grads[0]!, [77120000, 56160000]);
  });
});

it('the gradient of a norm of any power at 1e-19', () => {
  leavesNothing(() => {
    const { grads } = slopes((x) => rl.norm(x, -1, 0), [1e-19, -2e-19]);
    near(grads[0]!, [4 / 9, -1 / 9]);
    near(slopes((x) => rl.norm(x, 3, 0), [0, 0]).grads[0]!, [0, 0]);
    near(slopes((x) => rl.norm(x, 0.5, 0), [0, 0]).grads[0]!, [0, 0]);
    near(slopes((x) => rl.norm(x, -2, 0), [0, 3]).grads[0]!, [0, 0]);
  });
});
