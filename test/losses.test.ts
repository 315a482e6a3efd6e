// Losses beyond their formulas: gradients at bounds and at the ends of sequences, long inputs, memory. Numbers are PyTorch's own.
import { beforeAll, describe, expect, it } from 'vitest';
import type { Tensor } from '../src/index.ts';
import * as rl from '../src/index.ts';
import { leavesNothing, start } from './support/library.ts';

const { autograd, F } = rl;

beforeAll(start);

const leaf = (values: rl.TensorData): Tensor => rl.tensor(values, { requiresGrad: true });
const ints = (values: rl.TensorData): Tensor => rl.tensor(values, { dtype: 'int32' });
const close = (got: Tensor | null, want: readonly number[], digits = 4): void => {
  const values = Array.from(got!.toTypedArray());
  expect(values).toHaveLength(want.length);
  values.forEach((v, i) => (Number.isNaN(want[i]) ? expect(v).toBeNaN() : expect(v).toBeCloseTo(want[i]!, digits)));
};

describe('gradients at bounds', () => {
  it('pass a variance below eps as if it were free', () =>
    leavesNothing(() => {
      const [x, v] = [leaf([1, 2, 3]), leaf([0, 1e-9, 4])];
      F.gaussianNllLoss(x, rl.tensor([1.5, 2, 2]), v, { eps: 0.5, reduction: 'sum' }).backward();
      close(x.grad, [-1, 0, 0.25]);
      close(v.grad, [0.5, 1, 0.0938]);
    }));

  it('pass at the hinge', () =>
    leavesNothing(() => {
      const [a, b, c, x] = [leaf([[0, 0]]), leaf([1]), leaf([0.5]), leaf([1])];
      const [p, n] = [rl.tensor([[3, 4]]), rl.tensor([[0, 5]])];
      F.tripletMarginLoss(a, p, n, { margin: 0, eps: 0, reduction: 'sum' }).backward();
      close(a.grad, [-0.6, 0.2]);
      F.marginRankingLoss(b, c, ints([1]), { margin: 0.5 }).backward();
      close(b.grad, [-1]);
      close(c.grad, [1]);
      F.hingeEmbeddingLoss(x, ints([-1])).backward();
      close(x.grad, [-1]);
    }));

  it('of saturated logits are those of the losses themselves', () =>
    leavesNothing(() => {
      const x = leaf([1000, -1000, 1000, -1000]);
      F.softMarginLoss(x, ints([1, 1, -1, -1]), { reduction: 'sum' }).backward();
      close(x.grad, [0, -1, 1, 0]);
      const y = leaf([1000, -1000, 1000, -1000]);
      F.sigmoidFocalLoss(y, rl.tensor([1, 1, 0, 0]), { reduction: 'sum', gamma: 0.5 }).backward();
      close(y.grad, [0, -0.25, 0.75, 0]);
    }));
});

describe('ctcLoss', () => {
  const logits = [[[0, 1, 2]], [[2, 1, 0]], [[1, 0, 1]]];
  const gradient = (targets: number[][], length: number, zeroInfinity = false): [number, Tensor] => {
    const x = leaf(F.logSoftmax(rl.tensor(logits), -1).tolist());
    const loss = F.ctcLoss(x, ints(targets), [length], [targets[0]!.length], { reduction: 'sum', zeroInfinity });
    loss.backward();
    return [loss.item(), x.grad!];
  };

  it('has no gradient after the end of an input', () =>
    leavesNothing(() => {
      const [loss, grad] = gradient([[1, 2]], 2);
      expect(loss).toBeCloseTo(3.8152, 4);
      close(grad, [0.09, -0.7553, 0.6652, 0.6652, 0.2447, -0.91, 0, 0, 0]);
    }));

  it('is infinite for a target that does not fit, its gradient NaN', () =>
    leavesNothing(() => {
      const [loss, grad] = gradient([[1, 1]], 2);
      expect(loss).toBe(Infinity);
      close(grad, [NaN, NaN, NaN, NaN, NaN, NaN, 0, 0, 0]);
    }));

  it('is 0 for it, without gradient, where zeroInfinity is set', () =>
    leavesNothing(() => {
      const [loss, grad] = gradient([[1, 1]], 2, true);
      expect(loss).toBe(0);
      close(grad, new Array(9).fill(0));
    }));

  it('counts the paths of a long input', () =>
    leavesNothing(() => {
      // with equal probabilities and S labels of which no two neighbours are equal, T + S over 2S paths
      const [T, S, C] = [3000, 200, 4];
      const x = rl.full([T, 1, C], -Math.log(C), { requiresGrad: true });
      const labels = ints([Array.from({ length: S }, (_, i) => 1 + (i % 3))]);
      const loss = F.ctcLoss(x, labels, [T], [S], { reduction: 'none' });
      let want = T * Math.log(C);
      for (let i = 1; i <= 2 * S; i++) want -= Math.log((T - S + i) / i);
      expect(Math.abs(loss.item() / want - 1)).toBeLessThan(2e-7);
      loss.sum().backward();
      // at each time the shares of the paths add up to 1
      for (const row of x.grad!.view([T, C]).sum(1).toTypedArray()) expect(Math.abs(row)).toBeLessThan(1e-5);
    }));

  it('takes no more from its caller than it read', () =>
    leavesNothing(() => {
      const lengths = [3];
      const x = F.logSoftmax(rl.tensor(logits), -1).requiresGrad_();
      const targets = ints([[1, 2]]);
      const loss = F.ctcLoss(x, targets, lengths, [2]);
      lengths[0] = 99;
      const before = rl.memory().liveTensors;
      for (const inputLengths of [lengths, new Array(1), ['3'], [null], [NaN], [2 ** 40]] as number[][])
        expect(() => F.ctcLoss(x, targets, inputLengths, [2])).toThrow(/^ctcLoss: expected inputLengths\[0\]/);
      expect(rl.memory().liveTensors).toBe(before);
      loss.backward();
      expect(x.grad!.shape).toEqual([3, 1, 3]);
    }));
});

it('leaves nothing of a step but the gradients', () => {
  const x = rl.randn([8, 5], { requiresGrad: true });
  const signs = rl.randint(0, 2, [8, 5]).mul(2).sub(1);
  const losses: (() => Tensor)[] = [
    () => F.poissonNllLoss(x, x.detach().abs(), { full: true }),
    () => F.gaussianNllLoss(x, signs.to('float32'), x.detach().abs()),
    () => F.softMarginLoss(x, signs),
    () => F.multilabelMarginLoss(x, signs.mul(0)),
    () => F.multilabelSoftMarginLoss(x, signs.mul(0)),
    () => F.marginRankingLoss(x, x.neg(), signs),
    () => F.hingeEmbeddingLoss(x, signs),
    () => F.cosineEmbeddingLoss(x, x.square(), rl.ones([8])),
    () => F.tripletMarginLoss(x, x.neg(), x.square(), { swap: true }),
    () => F.ctcLoss(F.logSoftmax(x.view([4, 2, 5]), -1), ints([1, 2, 3]), [4, 3], [1, 2]),
    () => F.sigmoidFocalLoss(x, signs.mul(0).to('float32'), { reduction: 'mean' }),
  ];
  for (const loss of losses) rl.scope(() => loss().backward());
  const { liveBytes } = rl.memory();
  for (const loss of losses) {
    const made = rl.scope(loss);
    expect(made.shape).toEqual([]);
    made.backward();
    made.dispose();
    expect(rl.memory().liveBytes).toBe(liveBytes);
  }
  x.dispose();
  signs.dispose();
});

describe('an ignored target', () => {
  // an element of this number lies beyond the memory
  const FAR = 2 ** 29;

  it.each([5, 40])('is not looked up among %i classes', (C) => {
    leavesNothing(() => {
      const x = rl.randn([6, C]).requiresGrad_();
      const [y, far] = [ints([1, 2, 0, 2, 1, 2]), ints([1, FAR, 0, FAR, 1, FAR])];
      const weight = rl.rand([C]).add(0.5);
      for (const reduction of ['mean', 'sum', 'none'] as const)
        for (const loss of [F.crossEntropy, F.nllLoss]) {
          const [got, want] = [
            loss(x, far, { weight, ignoreIndex: FAR, reduction }),
            loss(x, y, { weight, ignoreIndex: 2, reduction }),
          ];
          expect(got.tolist()).toEqual(want.tolist());
          const a = autograd.grad(got.sum(), x)[0] as Tensor;
          const b = autograd.grad(want.sum(), x)[0] as Tensor;
          expect(a.tolist()).toEqual(b.tolist());
        }
      const [w, bias] = [rl.randn([60, C]), rl.randn([60])];
      const options = { bias, chunkSize: 7, weight: rl.rand([60]) };
      const got = F.linearCrossEntropy(x, w, far, { ...options, ignoreIndex: FAR });
      expect(got.item()).toBe(F.linearCrossEntropy(x, w, y, { ...options, ignoreIndex: 2 }).item());
    });
  });
});

it('cross-entropy alone writes no gradient', () =>
  leavesNothing(() => {
    const [x, y] = [rl.randn([300, 10]), rl.randint(0, 10, [300])];
    const want = F.logSoftmax(x, 1).neg().gather(1, y.unsqueeze(1)).squeeze(1);
    // at the address 0, it would overwrite what exp and log read
    for (let i = 0; i < 2; i++) close(F.crossEntropy(x, y, { reduction: 'none' }), [...want.toTypedArray()], 5);
  }));

it('a row of nothing but −∞ has no loss', () =>
  leavesNothing(() => {
    const [x, w, y] = [rl.randn([3, 4]), rl.randn([40, 4]), ints([1, 0, 39])];
    for (const chunkSize of [7, 40]) {
      const options = { bias: rl.full([40], -Infinity), reduction: 'none', chunkSize } as const;
      expect(F.linearCrossEntropy(x, w, y, options).tolist()).toEqual([NaN, NaN, NaN]);
    }
  }));

it.each([
  ['smoothL1Loss', {}],
  ['binaryCrossEntropyWithLogits', { reduction: 'sum' }],
] as const)('%s counts the slope of what comes after it', (name, options) =>
  leavesNothing(() => {
    const [x, y] = [rl.randn([3, 5]).requiresGrad_(), rl.rand([3, 5])];
    const loss = (): Tensor => F[name](x, y, options);
    const [once] = autograd.grad(loss(), x) as [Tensor];
    const [four] = autograd.grad(loss().mul(4), x) as [Tensor];
    expect(four.tolist()).toEqual(once.mul(4).tolist());
    expect(once.abs().min().item()).toBeGreaterThan(0);
  }),
);

describe('what losses refuse', () => {
  it('is any ignored class with probabilities, the first one too', () =>
    leavesNothing(() => {
      const [x, q] = [rl.zeros([2, 3]), rl.full([2, 3], 1 / 3)];
      expect(() => F.crossEntropy(x, q, { ignoreIndex: 0 })).toThrow(
        /^crossEntropy: expected no ignoreIndex with class probabilities, got 0/,
      );
    }));

  it('is a weight of binary targets that needs a gradient', () =>
    leavesNothing(() => {
      const [x, y, w] = [rl.zeros([2]), rl.ones([2]), leaf([1, 2])];
      expect(() => F.binaryCrossEntropyWithLogits(x, y, { weight: w })).toThrow(/expected weight that needs no gradient/);
      expect(() => F.binaryCrossEntropyWithLogits(x, y, { posWeight: w })).toThrow(/expected posWeight that needs no gradient/);
    }));

  it('is an ignoreIndex that is no int32', () =>
    leavesNothing(() => {
      const [x, y] = [rl.zeros([2, 3]), ints([0, 2])];
      for (const ignoreIndex of [2 ** 31, -(2 ** 31) - 1, 0.5])
        expect(() => F.crossEntropy(x, y, { ignoreIndex }), `${ignoreIndex}`).toThrow(/^crossEntropy: expected ignoreIndex /);
      for (const ignoreIndex of [2 ** 31 - 1, -(2 ** 31)])
        expect(F.crossEntropy(x, y, { ignoreIndex }).item()).toBeCloseTo(Math.log(3), 6);
    }));

  it('is no target at all, and more than the options', () =>
    leavesNothing(() => {
      const x = rl.zeros([2, 3]);
      // @ts-expect-error no target
      expect(() => F.crossEntropy(x)).toThrow(/^crossEntropy: expected target to be a tensor, got undefined/);
      for (const name of ['mseLoss', 'l1Loss', 'smoothL1Loss', 'huberLoss', 'binaryCrossEntropy', 'crossEntropy'] as const) {
        const loss = F[name] as (...args: unknown[]) => Tensor;
        expect(() => loss(x, x, {}, 1), name).toThrow(`${name}: expected at most 3 arguments, got 4`);
      }
    }));

  it('is named with its place: what is no probability, and no variance', () =>
    leavesNothing(() => {
      const [x, y] = [rl.tensor([0.25, 0.5, 1.5, 0.75]), rl.zeros([4])];
      expect(() => F.binaryCrossEntropy(x, y)).toThrow(
        'binaryCrossEntropy: expected input in [0, 1], got 1.5 at index [2]; for raw logits use binaryCrossEntropyWithLogits',
      );
      expect(() => F.gaussianNllLoss(x, y, rl.tensor([1, 0, -2, 3]))).toThrow(
        'gaussianNllLoss: expected var at least 0, got -2 at index [2]',
      );
    }));
});

describe('smoothing', () => {
  const smoothed = (labelSmoothing: number): [number, Tensor] => {
    const x = leaf([
      [1, 2, 0],
      [0, 1, 3],
    ]);
    const loss = F.crossEntropy(x, ints([0, 1]), { labelSmoothing });
    loss.backward();
    return [loss.item(), x.grad!];
  };

  it('of 1 leaves nothing of the target', () =>
    leavesNothing(() => {
      const [loss, grad] = smoothed(1);
      expect(loss).toBeCloseTo(1.6220593, 6);
      close(grad, [-0.0443024, 0.1659538, -0.1216514, -0.1456616, -0.1095691, 0.2552307], 6);
    }));

  it('below 0 is none', () =>
    leavesNothing(() => {
      const [loss, grad] = smoothed(-0.5);
      expect(loss).toBeCloseTo(1.788726, 6);
      close(grad, [-0.3776357, 0.3326205, 0.0450153, 0.0210051, -0.4429024, 0.4218974], 6);
    }));
});

it.each([0, 0.5])('the mean over targets without weight is NaN, with smoothing %s', (labelSmoothing) =>
  leavesNothing(() => {
    const [x, layer, weight] = [rl.randn([2, 3]), rl.randn([3, 3]), rl.tensor([1, 2, 0])];
    for (const target of [2, -100]) {
      const y = rl.full([2], target, { dtype: 'int32' });
      const options = { weight, labelSmoothing };
      const means = [
        F.crossEntropy(x, y, options),
        F.crossEntropy(x.unsqueeze(-1), y.unsqueeze(-1), options),
        F.linearCrossEntropy(x, layer, y, options),
        F.linearCrossEntropy(x, layer, y, { ...options, zLoss: 0.1 }),
      ];
      expect(means.map((t) => t.item())).toEqual([NaN, NaN, NaN, NaN]);
    }
  }),
);

it('cross-entropy times 0 has a gradient of 0', () =>
  leavesNothing(() => {
    const x = leaf([[1, 2, 0]]);
    F.crossEntropy(x, ints([0]))
      .mul(0)
      .backward();
    close(x.grad, [0, 0, 0]);
  }));

it('the absolute error and its slope', () =>
  leavesNothing(() => {
    const [x, y] = [leaf([1, 2, 4]), rl.tensor([3, 2, 1])];
    const loss = F.l1Loss(x, y);
    loss.backward();
    expect(loss.item()).toBeCloseTo(5 / 3, 6);
    close(x.grad, [-1 / 3, 0, 1 / 3], 6);
  }));
