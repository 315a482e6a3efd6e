// Values at the ends of what float32 holds, and sizes of one and none, as PyTorch has them.
import { beforeAll, describe, expect, it } from 'vitest';
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

function near(got: readonly number[], want: readonly number[], tolerance = 1e-5): void {
  expect(got.length).toBe(want.length);
  got.forEach((v, i) => {
    if (v === want[i]) return;
    expect(Math.abs(v - want[i]!), `[${i}]: ${v}, ${want[i]}`).toBeLessThanOrEqual(tolerance * Math.abs(want[i]!));
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
  ['layerNorm', (x: rl.Tensor) => rl.F.layerNorm(x, [4], { weight: rl.ones([4]) })],
  ['groupNorm', (x: rl.Tensor) => rl.F.groupNorm(x, 1)],
  ['instanceNorm', (x: rl.Tensor) => rl.F.instanceNorm(x.unsqueeze(1))],
  ['batchNorm', (x: rl.Tensor) => rl.F.batchNorm(x.t(), null, null, { training: true }).t()],
] as const)('%s of numbers whose squares overflow is exact, and leaves other rows as they are', (_, norm) => {
  leavesNothing(() => {
    const row = [1, -2, 3, 0.5];
    const weights = [0.7, -1.3, 0.9, 1.1];
    const wanted = [0.2105587219, -1.4739110533, 1.3335385721, -0.0701862406];
    const slopes = [0.1023405282, -0.2671917574, -0.2876598631, 0.4525110923];
    for (const s of [1e19, 1e25, 1e38]) {
      const x = rl.tensor([row.map((v) => v * s), [0.3, 0.2, -0.5, 0.7]], { requiresGrad: true });
      const y = norm(x);
      y.mul(rl.tensor(weights)).sum().backward();
      const [values, grads] = [y.reshape([2, 4]).tolist(), x.grad!.tolist()] as [number[][], number[][]];
      near(values[0]!, wanted, 1e-6);
      near(
        grads[0]!.map((g) => g * s),
        slopes,
        // their last digits are below float32's normal numbers
        s === 1e38 ? 1e-3 : 1e-5,
      );
      near(values[1]!, [0.2891497296, 0.0578299459, -1.5614085401, 1.2144288645], 1e-5);
    }
    const x = rl.tensor([1e25, NaN, Infinity, -Infinity].map((v) => [v, 1, 2, 3]));
    const y = norm(x).reshape([4, 4]).tolist() as number[][];
    near(y[0]!, [1.7320508, -0.5773503, -0.5773503, -0.5773503], 1e-6);
    for (const bad of y.slice(1)) expect(bad.every(Number.isNaN)).toBe(true);
  });
});

it('a running mean of numbers whose squares overflow is that of the numbers', () => {
  leavesNothing(() => {
    const x = rl.tensor([
      [1e25, 1],
      [3e25, 2],
      [2e25, 6],
    ]);
    const [mean, variance] = [rl.zeros([2]), rl.ones([2])];
    rl.F.batchNorm(x, mean, variance, { training: true });
    near(mean.tolist() as number[], [2e24, 0.3]);
    near(variance.tolist() as number[], [Infinity, 1.6]);
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

it.each([1.01, 1.5, 2, 2.5, 3, 10, 1000, -1, -2])('the %f-norm and its gradient where powers leave what float32 holds', (p) => {
  leavesNothing(() => {
    const length = (1 + 2 ** p) ** (1 / p);
    // 2¹⁰⁰⁰ rounded to float32 is another number
    const tolerance = p === 1000 ? 1e-4 : 1e-5;
    const want = [length ** (1 - p), -((2 / length) ** (p - 1))].map(Math.fround);
    for (const s of [1e13, 1e20, 1e38, 1e-15, 1e-20, 1e-38]) {
      const ways = [(x: rl.Tensor) => rl.norm(x, p), (x: rl.Tensor) => rl.F.pairwiseDistance(x, rl.zeros([2]), { p, eps: 0 })];
      for (const way of ways) {
        const { y, grads } = slopes(way, [s, -2 * s]);
        near(y, [length * s], tolerance);
        near(grads[0]!, want, tolerance);
      }
    }
  });
});

it('a norm of rows of which one is large changes no other, and an infinite one has its gradient', () => {
  leavesNothing(() => {
    const rows = [1e30, 2e30, 1, 2, 0, 0, Infinity, 1, NaN, 1];
    const { y, grads } = slopes((x) => rl.norm(x.reshape([5, 2]), 3, 1), rows);
    near(y.slice(0, 3), [2.0800838e30, 2.0800838, 0]);
    near(grads[0]!.slice(0, 6), [0.2311204, 0.9244816, 0.2311204, 0.9244816, 0, 0]);
    // as in PyTorch
    expect([y[3], y[4], ...grads[0]!.slice(6)]).toEqual([Infinity, NaN, NaN, 0, NaN, NaN]);
    for (const p of [2, 3]) {
      const { y, grads } = slopes((x) => rl.norm(x, p, 0, { keepdim: true }), [3e38, 3e38]);
      expect(y).toEqual([Infinity]);
      near(grads[0]!, [2 ** (1 / p - 1), 2 ** (1 / p - 1)]);
    }
  });
});

/** Where a parameter of 0 is after 8 steps with the same gradient. */
function walked(name: 'Adam' | 'AdamW' | 'Adadelta' | 'RMSprop' | 'RAdam', slope: number, options: object): number {
  const p = new rl.nn.Parameter(rl.zeros([7]));
  const optimizer = new rl.optim[name]([p], options);
  p.grad = rl.full([7], slope);
  for (let i = 0; i < 8; i++) optimizer.step();
  const values = p.tolist() as number[];
  expect(new Set(values).size).toBe(1);
  optimizer.dispose();
  p.grad.dispose();
  p.dispose();
  return values[0]!;
}

// the values are PyTorch's
it.each([
  ['Adam', 2e19, -0.007999999448657036, {}],
  ['Adam', 1e20, -0.00800000037997961, { amsgrad: true }],
  ['AdamW', 2e19, -0.007999719120562077, {}],
  ['Adadelta', 2e19, -0.026751184836030006, {}],
  ['RMSprop', 1e20, -0.22891303896903992, {}],
  ['RMSprop', 1e20, -0.231014221906662, { centered: true }],
  ['RMSprop', 1e25, 0, { centered: true }],
  ['RMSprop', 3e38, 0, { centered: true }],
] as const)('%s goes on with gradients of %f, whose squares overflow', (name, slope, want, options) => {
  leavesNothing(() => near([walked(name, slope, options)], [want]));
});

it('RAdam goes on with gradients that are hardly above 0', () => {
  // PyTorch rounds subnormal numbers in another order
  leavesNothing(() => near([walked('RAdam', 1e-38, {}), walked('RAdam', 1e-40, {})], [-8.1914e-36, -8.1914e-38], 1e-3));
});

it.each([
  ['mseLoss', (x: rl.Tensor, y: rl.Tensor) => rl.F.mseLoss(x.mul(2), y).mul(0.7), [-2.1e38, 2.8e38]],
  ['mseLoss, made smaller,', (x: rl.Tensor, y: rl.Tensor) => rl.F.mseLoss(x.mul(3), y).mul(1e-30), [-6e8, 9e8]],
  ['smoothL1Loss', (x: rl.Tensor, y: rl.Tensor) => rl.F.smoothL1Loss(x, y, { beta: 2e38 }).mul(1e30), [-2.5e29, 2.5e29]],
] as const)('the gradient of %s at 1e38 is finite', (_, loss, want) => {
  leavesNothing(() => {
    const { grads } = slopes(loss, [-5e37, 1e38], [5e37, 0]);
    near(grads[0]!, want);
  });
});

it('smoothL1Loss of a steep curve has its gradient however it is scaled', () => {
  leavesNothing(() => {
    const { grads } = slopes((x) => rl.F.smoothL1Loss(x, rl.zeros([2]), { beta: 1e-37, reduction: 'sum' }).mul(-64), [5e-38, -1]);
    near(grads[0]!, [-32, 64]);
  });
});

it('the gradient of multiMarginLoss at 1e38 is finite', () => {
  leavesNothing(() => {
    const { grads } = slopes(
      (x) => rl.F.multiMarginLoss(x.reshape([1, 4]), rl.tensor(Int32Array.of(0)), { p: 2 }).mul(0.7),
      [1e38, -2e38, 3e38, 5e37],
    );
    near(grads[0]!, [-7e37, 0, 7e37, 0]);
  });
});

it('the gradient of amax and amin is NaN where they are, and NaNs share those of max, min and the greatest norm', () => {
  leavesNothing(() => {
    const rows = [NaN, 1, NaN, 3];
    for (const f of [rl.amax, rl.amin]) {
      expect(slopes((x) => f(x, 0), rows).grads).toEqual([[NaN, NaN, NaN, NaN]]);
      const { grads } = slopes((x) => f(x.reshape([2, 2]), 1), [NaN, 1, 2, 2]);
      expect(grads).toEqual([[NaN, NaN, 0.5, 0.5]]);
    }
    for (const f of [rl.max, rl.min]) expect(slopes((x) => f(x), rows).grads).toEqual([[0.5, 0, 0.5, 0]]);
    for (const p of [Infinity, -Infinity])
      expect(slopes((x) => rl.norm(x, p, 0), rows).grads[0]!.map(Math.abs)).toEqual([0, 0, 0, 0]);
  });
});

it('sigmoidFocalLoss of an infinite logit is infinite where it is wrong', () => {
  leavesNothing(() => {
    const y = rl.F.sigmoidFocalLoss(rl.tensor([Infinity, -Infinity]), rl.tensor([0, 1]));
    expect(y.tolist()).toEqual([Infinity, Infinity]);
  });
});

it('cdist at NaN and infinity, for every p', () => {
  leavesNothing(() => {
    const at = (p: number, value: number): number => rl.cdist(rl.tensor([[value, 1]]), rl.ones([1, 2]), { p }).item();
    for (const p of [0, 0.5, 1, 2, 3, Infinity]) {
      expect(at(p, NaN)).toBeNaN();
      expect(at(p, Infinity)).toBe(p === 0 ? 1 : Infinity);
    }
    expect(at(0, 1 + 2 ** -23)).toBe(1);
  });
});

it('the gradients of cdist at NaN, and at differences far smaller than the distance', () => {
  leavesNothing(() => {
    const at = (p: number, values: number[]): number[] =>
      slopes((x) => rl.cdist(x.reshape([1, 3]), rl.zeros([1, 3]), { p }), values).grads[0]!;
    expect(at(1, [NaN, 2, 0])).toEqual([NaN, 1, 0]);
    for (const p of [2, 3, Infinity]) expect(at(p, [NaN, 2, 1])).toEqual([NaN, NaN, NaN]);
    near(at(0.5, [1e25, 1e-25, 1]), [1, 1e25, 3162277660168.38]);
    // an infinite distance of finite vectors
    for (const p of [1, 1.5, 2, 3]) near(at(p, [3e38, -3e38, 0]), [2 ** (1 / p - 1), -(2 ** (1 / p - 1)), 0]);
  });
});

it('cosineEmbeddingLoss of vectors whose squares overflow', () => {
  leavesNothing(() => {
    for (const s of [1e19, 1e38]) {
      const { y, grads } = slopes(
        (a, b) => rl.F.cosineEmbeddingLoss(a, b, rl.tensor(1)),
        [s, -2 * s, 3 * s, 0.5 * s],
        [1, 1, 1, 1],
      );
      near(y, [0.66886690437]);
      near(grads[1]!, [-0.0496699634, 0.3476897437, -0.3145764348, 0.0165566545], 1e-5);
    }
  });
});

describe('convolutions of nothing', () => {
  /** Result and gradients of x, weight and bias (all 2), where the memory holds other numbers. */
  function convolve(
    name: 'conv1d' | 'conv2d' | 'convTranspose2d',
    [x, weight, bias]: [number[], number[], number?],
    options: Record<string, number> = {},
  ): { y: rl.Tensor; grads: (rl.Tensor | null)[] } {
    rl.full([4096], 7).dispose();
    const t = [x, weight, bias === undefined ? null : [bias]].map(
      (shape) => shape && rl.full(shape, 2, { requiresGrad: true }),
    ) as [rl.Tensor, rl.Tensor, rl.Tensor | null];
    const y = rl.F[name](...t, options as object);
    rl.full([4096], 7).dispose();
    y.sum().backward();
    return { y, grads: t.map((p) => p?.grad ?? null) };
  }
  const all = (t: rl.Tensor, value: number): boolean => Array.from(t.toTypedArray()).every((v) => v === value);

  it.each([
    ['conv2d', [0, 2, 4, 4], [3, 2, 2, 2], [0, 3, 3, 3], {}],
    ['conv2d', [0, 2, 4, 4], [3, 2, 1, 1], [0, 3, 4, 4], {}],
    ['conv2d', [0, 4, 4, 4], [4, 2, 2, 2], [0, 4, 3, 3], { groups: 2 }],
    ['conv1d', [0, 2, 4], [3, 2, 2], [0, 3, 3], {}],
    ['convTranspose2d', [0, 2, 2, 2], [2, 3, 2, 2], [0, 3, 3, 3], {}],
  ] as const)('%s of no images %j has gradients of 0', (name, x, weight, shape, options) => {
    leavesNothing(() => {
      const { y, grads } = convolve(name, [[...x], [...weight], name === 'convTranspose2d' ? weight[1] : weight[0]], options);
      expect(y.shape).toEqual(shape);
      expect(grads.map((g) => g!.shape)).toEqual([x, weight, [grads[2]!.numel]]);
      expect(all(grads[1]!, 0) && all(grads[2]!, 0)).toBe(true);
    });
  });

  it.each([
    ['conv2d', [2, 0, 4, 4], [3, 0, 2, 2], [2, 3, 3, 3], {}],
    ['conv2d', [1, 0, 4, 4], [3, 0, 1, 1], [1, 3, 4, 4], {}],
    ['conv2d', [2, 0, 4, 4], [3, 0, 1, 1], [2, 3, 4, 4], {}],
    ['conv2d', [2, 0, 5, 5], [3, 0, 3, 3], [2, 3, 5, 5], { padding: 1 }],
    ['conv2d', [2, 0, 4, 4], [4, 0, 2, 2], [2, 4, 3, 3], { groups: 2 }],
    ['conv1d', [2, 0, 4], [3, 0, 2], [2, 3, 3], {}],
    ['convTranspose2d', [2, 0, 2, 2], [0, 3, 2, 2], [2, 3, 3, 3], {}],
    ['convTranspose2d', [2, 0, 2, 2], [0, 3, 1, 1], [2, 3, 2, 2], {}],
  ] as const)('%s of no channels %j is the bias, or 0', (name, x, weight, shape, options) => {
    leavesNothing(() => {
      const O = shape[1];
      const plain = convolve(name, [[...x], [...weight]], options);
      expect(plain.y.shape).toEqual(shape);
      expect(all(plain.y, 0)).toBe(true);
      const { y, grads } = convolve(name, [[...x], [...weight], O], options);
      expect(all(y, 2)).toBe(true);
      expect(grads.map((g) => g!.shape)).toEqual([x, weight, [O]]);
      expect(all(grads[2]!, y.numel / O)).toBe(true);
    });
  });

  it.each([
    ['conv2d', [2, 2, 4, 4], [0, 2, 2, 2], [2, 0, 3, 3]],
    ['conv2d', [2, 2, 4, 4], [0, 2, 1, 1], [2, 0, 4, 4]],
    ['conv2d', [2, 0, 4, 4], [0, 0, 2, 2], [2, 0, 3, 3]],
    ['conv1d', [2, 2, 4], [0, 2, 2], [2, 0, 3]],
    ['convTranspose2d', [2, 2, 2, 2], [2, 0, 2, 2], [2, 0, 3, 3]],
    ['convTranspose2d', [2, 2, 2, 2], [2, 0, 1, 1], [2, 0, 2, 2]],
  ] as const)('%s of %j for no outputs has gradients of 0', (name, x, weight, shape) => {
    leavesNothing(() => {
      const { y, grads } = convolve(name, [[...x], [...weight], 0]);
      expect(y.shape).toEqual(shape);
      expect(grads.map((g) => g!.shape)).toEqual([x, weight, [0]]);
      expect(all(grads[0]!, 0)).toBe(true);
    });
  });
});
