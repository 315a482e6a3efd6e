// Losses where a block, a buffer or a formula ends: many rows, gradients of targets, what is written, what is refused.
import { beforeAll, describe, expect, it } from 'vitest';
import type { Tensor } from '../src/index.ts';
import * as rl from '../src/index.ts';
import { leavesNothing, messageOf, start } from './support/library.ts';

const { F } = rl;

beforeAll(start);

const leaf = (values: rl.TensorData): Tensor => rl.tensor(values, { requiresGrad: true });
const ints = (values: rl.TensorData): Tensor => rl.tensor(values, { dtype: 'int32' });
const close = (got: Tensor | null, want: readonly number[], digits = 5): void => {
  const values = Array.from(got!.toTypedArray());
  expect(values).toHaveLength(want.length);
  values.forEach((v, i) => (Number.isNaN(want[i]) ? expect(v).toBeNaN() : expect(v).toBeCloseTo(want[i]!, digits)));
};

describe('cross-entropy of many rows', () => {
  it.each([3300, 4096, 4097, 5000])('%i is that of its parts', (N) =>
    leavesNothing(() => {
      const [x, y] = [rl.randn([N, 2]), rl.randint(0, 2, [N])];
      const each = F.crossEntropy(x, y, { reduction: 'none' });
      for (const reduction of ['sum', 'mean'] as const)
        expect(F.crossEntropy(x, y, { reduction }).item()).toBeCloseTo(each[reduction]().item(), 4);
    }),
  );

  it('writes into no other tensor', () =>
    leavesNothing(() => {
      const N = 5000;
      const [x, y] = [rl.randn([N, 2]), rl.randint(0, 2, [N])];
      // gaps of many sizes between tensors
      const others = Array.from({ length: 40 }, (_, i) => [rl.ones([16 * (i + 1)]), rl.full([64], 7)] as const);
      for (const [gap] of others) gap.dispose();
      F.crossEntropy(x, y).item();
      F.crossEntropy(x, y, { reduction: 'sum' }).item();
      for (const [, other] of others) expect(other.eq(7).all().item()).toBe(true);
    }));
});

it('multiplies the rows of cross-entropy by their own gradients', () =>
  leavesNothing(() => {
    const values = [
      [1, 2, 0],
      [0, 1, 3],
      [2, 2, 1],
    ];
    const y = ints([0, 1, 2]);
    const wide = rl.tensor([
      [1, 9],
      [2, 9],
      [-3, 9],
    ]);
    for (const gradient of [rl.tensor([1, 2, -3]), wide.select(1, 0)]) {
      const x = leaf(values);
      F.crossEntropy(x, y, { reduction: 'none' }).backward({ gradient });
      const want = F.softmax(rl.tensor(values), 1)
        .sub(rl.eye(3))
        .mul(rl.tensor([[1], [2], [-3]]));
      close(x.grad, [...want.toTypedArray()]);
    }
  }));

it('the gradient of a target counts posWeight', () =>
  leavesNothing(() => {
    const [x, y] = [rl.tensor([0.5, -1, 2]), leaf([1, 0, 0.25])];
    F.binaryCrossEntropyWithLogits(x, y, { posWeight: rl.tensor([3, 2, 0.5]), reduction: 'sum' }).backward();
    const want = [0.5, -1, 2].map((v, i) => -v + ([3, 2, 0.5][i]! - 1) * Math.log1p(Math.exp(-v)));
    close(y.grad, want);
  }));

it('the gradient of a target of the focal loss with gamma 0 is that of cross-entropy, at any logit', () =>
  leavesNothing(() => {
    const y = leaf([1, 0, 1]);
    F.sigmoidFocalLoss(rl.tensor([1000, -1000, 2]), y, { gamma: 0, alpha: -1, reduction: 'sum' }).backward();
    close(y.grad, [-1000, 1000, -2], 2);
  }));

it('smoothL1Loss is smooth at the least beta', () =>
  leavesNothing(() => {
    const x = leaf([1e-39]);
    F.smoothL1Loss(x, rl.zeros([1]), { beta: 3e-39 }).backward();
    close(x.grad, [1 / 3], 4);
  }));

it('klDiv of scalars is one sample', () =>
  leavesNothing(() => {
    const loss = F.klDiv(rl.tensor(-1), rl.tensor(0.5), { reduction: 'batchmean' });
    expect(loss.item()).toBeCloseTo(0.5 * (Math.log(0.5) + 1), 6);
  }));

it('the gradient of a count of 0 is no NaN on its way', () =>
  leavesNothing(() => {
    const [x, y] = [leaf([0.5, 1]), leaf([0, 3])];
    rl.detectAnomaly(() => F.poissonNllLoss(x, y, { full: true, reduction: 'sum' }).backward());
    close(y.grad, [-0.5, -1 + Math.log(3) + 1 / 6]);
  }));

it('the gradient of multilabelMarginLoss writes nothing else', () =>
  leavesNothing(() => {
    const v = rl.randn([50, 40]);
    const functions = ['exp', 'log', 'tanh', 'sigmoid', 'erf', 'sin'] as const;
    const values = (): number[][] => functions.map((name) => [...v.abs()[name]().toTypedArray()]);
    const before = values();
    const x = rl.randn([3000, 4]).requiresGrad_();
    const target = rl.randint(0, 4, [3000, 4]);
    F.multilabelMarginLoss(x, target, { reduction: 'sum' }).backward();
    expect(values()).toEqual(before);
  }));

describe('what losses over classes refuse', () => {
  it('is a target that is out of range, with the remedy that there is', () =>
    leavesNothing(() => {
      const x = rl.zeros([2, 1]);
      expect(messageOf(() => F.multiMarginLoss(x, ints([0, 1])))).toBe(
        'multiMarginLoss: expected target in [0, 1), got 1 at index [1]',
      );
      expect(messageOf(() => F.crossEntropy(x, ints([0, 1])))).toBe(
        'crossEntropy: expected target in [0, 1), got 1 at index [1]; to leave targets out, set ignoreIndex',
      );
    }));

  it("is a target of the input's shape that is neither probabilities nor indices", () =>
    leavesNothing(() => {
      const x = rl.zeros([2, 3]);
      expect(() =>
        F.crossEntropy(
          x,
          ints([
            [0, 1, 0],
            [1, 0, 0],
          ]),
        ),
      ).toThrow(/^crossEntropy: expected class probabilities of dtype float32/);
      expect(() => F.crossEntropy(x, x.gt(0))).toThrow(
        /^crossEntropy: expected target of dtype int32 \(class indices\), got bool/,
      );
    }));

  it('is a class weight that requires a gradient', () =>
    leavesNothing(() => {
      expect(() => F.crossEntropy(rl.zeros([2, 3]), ints([0, 1]), { weight: leaf([1, 2, 3]) })).toThrow(
        /^crossEntropy: expected weight that requires no gradient/,
      );
    }));
});

it('without classes every target is ignored, and each loss 0', () => {
  leavesNothing(() => {
    const ignored = rl.full([3], -100, { dtype: 'int32' });
    const logits = rl.zeros([3, 0], { requiresGrad: true });
    // the numbers that lie where the losses will
    const stale = (): void => [1, 3, 64].forEach((n) => rl.full([n], 7).dispose());
    for (const target of [ignored, rl.zeros([3, 0])]) {
      stale();
      expect(F.crossEntropy(logits, target, { reduction: 'none' }).abs().tolist()).toEqual([0, 0, 0]);
      stale();
      const total = F.crossEntropy(logits, target, { reduction: 'sum' });
      expect(Math.abs(total.item())).toBe(0);
      total.backward();
      expect(logits.grad!.shape).toEqual([3, 0]);
    }
    expect(F.crossEntropy(logits, ignored).item()).toBeNaN();
    const [x, weight] = [rl.ones([3, 4]), rl.zeros([0, 4])];
    for (const target of [ignored, rl.zeros([3, 0])])
      expect(() => F.linearCrossEntropy(x, weight, target)).toThrow(
        'linearCrossEntropy: expected weight of at least one class, got shape [0, 4]',
      );
  });
});
