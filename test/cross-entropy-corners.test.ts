// Losses over classes beyond their formulas: what a call leaves in memory, what it tells and counts, and in which order it refuses.
import { beforeAll, describe, expect, it } from 'vitest';
import { heap } from '../bindings/memory.ts';
import type { Tensor } from '../src/index.ts';
import * as rl from '../src/index.ts';
import { type Counted, counting } from '../src/ops/loss/targets.ts';
import { leavesNothing, messageOf, start } from './support/library.ts';

const { F, metrics } = rl;

beforeAll(start);

const leaf = (values: rl.TensorData): Tensor => rl.tensor(values, { requiresGrad: true });
const ints = (values: rl.TensorData): Tensor => rl.tensor(values, { dtype: 'int32' });
const REDUCTIONS = ['mean', 'sum', 'none'] as const;

/** The same elements, each with another after it. */
const apart = (t: Tensor): Tensor => rl.stack([t, t], -1).select(-1, 0);

/** How many tensors more there are after a call. */
function made(call: () => unknown): number {
  const before = rl.memory().liveTensors;
  call();
  return rl.memory().liveTensors - before;
}

describe('the memory', () => {
  it.each(REDUCTIONS)('of a call is that of its result alone, reduction %s', (reduction) =>
    leavesNothing(() => {
      const [x, y, weight] = [apart(rl.randn([6, 3])), apart(rl.randint(0, 3, [6])), apart(rl.rand([3]))];
      for (const loss of [F.nllLoss, F.crossEntropy]) expect(made(() => loss(x, y, { weight, reduction }))).toBe(1);
    }),
  );

  it('of a call that refuses a target is none', () =>
    leavesNothing(() => {
      const [x, y, layer] = [rl.zeros([3, 2]), apart(ints([0, 2, 1])), rl.zeros([2, 2])];
      for (const call of [
        () => F.nllLoss(x, y),
        () => F.crossEntropy(x, y),
        () => F.linearCrossEntropy(x, layer, y),
        () => metrics.accuracy(x, y),
        () => metrics.classWeights(y, { numClasses: 2 }),
      ])
        expect(made(() => expect(call).toThrow(/: expected target in \[0, 2\), got 2 at index \[1\]/))).toBe(0);
    }));

  it('of the gradient is taken once', () =>
    leavesNothing(() => {
      const [x, y] = [rl.randn([256, 256]).requiresGrad_(), rl.randint(0, 256, [256])];
      const before = heap.liveBytes;
      heap.peakBytes = before;
      F.crossEntropy(x, y).backward();
      expect(heap.peakBytes - before).toBeLessThan(1.5 * 4 * x.numel);
    }));
});

describe('class −∞', () => {
  it.each([[[2, 3]], [[2, 3, 2]]])('that is not the target changes no loss, input %j', (shape) =>
    leavesNothing(() => {
      const x = rl.zeros(shape);
      x.select(1, 2).fill_(-Infinity);
      const y = rl.zeros([2, ...shape.slice(2)], { dtype: 'int32' });
      for (const loss of [F.crossEntropy(x, y), F.crossEntropy(x, y, { labelSmoothing: 0 })])
        expect(loss.item()).toBeCloseTo(Math.LN2, 6);
    }),
  );
});

it('probabilities that are smoothed by 1 are even', () =>
  leavesNothing(() => {
    const [x, q] = [rl.tensor([[1, 5, 0]]), rl.tensor([[1, 0, 0]])];
    const want = -F.logSoftmax(x, 1).mean().item();
    expect(F.crossEntropy(x, q, { labelSmoothing: 1 }).item()).toBeCloseTo(want, 6);
  }));

describe('a dim of size 1 after the classes', () => {
  it.each(REDUCTIONS)('changes no loss, reduction %s', (reduction) =>
    leavesNothing(() => {
      const rows = [
        [1, 2, 0],
        [-Infinity, 1, 3],
        [Infinity, 2, 1],
        [-Infinity, -Infinity, -Infinity],
        [NaN, 0, 0],
        [1e30, -1e30, 0],
      ];
      for (const weight of [undefined, rl.tensor([0.5, 0, 2])])
        for (const labelSmoothing of [0, 0.25])
          for (const target of [0, 1, -100])
            for (const row of rows) {
              const options = { reduction, labelSmoothing, ...(weight && { weight }) };
              const [x, y] = [rl.tensor([row]), ints([target])];
              const want = F.crossEntropy(x, y, options).flatten().tolist() as number[];
              const deep = F.crossEntropy(x.reshape([1, 3, 1, 1]), y.reshape([1, 1, 1]), options);
              expect(deep.shape).toEqual(reduction === 'none' ? [1, 1, 1] : []);
              const [got] = deep.flatten().tolist() as number[];
              const told = `${row}, target ${target}, smoothing ${labelSmoothing}, weighted ${!!weight}`;
              if (Number.isFinite(want[0])) expect(Math.abs(got! - want[0]!), told).toBeLessThan(1e-5 * (1 + Math.abs(want[0]!)));
              else expect(got, told).toBe(want[0]);
            }
    }),
  );
});

describe('losses tell what they counted', () => {
  const losses = (): void => {
    const [x, y] = [rl.zeros([3, 2]), ints([0, 1, -100])];
    for (const reduction of REDUCTIONS) {
      F.crossEntropy(x, y, { reduction, weight: rl.tensor([2, 3]) });
      F.nllLoss(x, y, { reduction });
    }
  };
  const want = REDUCTIONS.flatMap((reduction) => [
    { targets: 2, weight: 5, reduction },
    { targets: 2, weight: 2, reduction },
  ]);

  it('to the innermost that asks, and to nobody afterwards', () =>
    leavesNothing(() => {
      const [outer, inner]: Counted[][] = [[], []];
      counting(outer!, () => {
        losses();
        expect(() =>
          counting(inner!, () => {
            losses();
            throw new Error('on purpose');
          }),
        ).toThrow('on purpose');
        losses();
      });
      losses();
      expect(inner).toEqual(want);
      expect(outer).toEqual([...want, ...want]);
    }));
});

describe('what is refused', () => {
  it('is a target that is no tensor', () =>
    leavesNothing(() => {
      const x = rl.zeros([2, 3]);
      for (const fn of ['nllLoss', 'crossEntropy', 'multiMarginLoss', 'multilabelMarginLoss'] as const)
        expect(() => F[fn](x, [0, 1] as never)).toThrow(new RegExp(`^${fn}: expected target to be a tensor`));
    }));

  it('is a target of one sample in the shape of its classes', () =>
    leavesNothing(() => {
      expect(() => F.crossEntropy(rl.zeros([3]), ints([0, 1, 0]))).toThrow(
        /^crossEntropy: expected class probabilities of dtype float32/,
      );
      expect(F.crossEntropy(rl.zeros([3]), rl.tensor([0, 1, 0])).item()).toBeCloseTo(Math.log(3), 6);
    }));

  it('is first a target that does not fit, with the input before it', () =>
    leavesNothing(() => {
      const [x, y] = [rl.zeros([2]), rl.zeros([3])];
      const [poisson, gaussian] = [() => F.poissonNllLoss(x, y), () => F.gaussianNllLoss(x, y, rl.full([2], -1))];
      expect(messageOf(poisson)).toMatch(/^poissonNllLoss: .*\[2\].*\[3\]/);
      expect(messageOf(gaussian)).toMatch(/^gaussianNllLoss: .*\[2\].*\[3\]/);
    }));

  it('is a variance that does not fit a scalar', () =>
    leavesNothing(() => {
      const [x, y] = [rl.tensor(1), rl.tensor(2)];
      expect(() => F.gaussianNllLoss(x, y, rl.ones([2]))).toThrow(/^gaussianNllLoss: expected var of the input's shape \[\]/);
      expect(F.gaussianNllLoss(x, y, rl.full([1], 2), { reduction: 'none' }).tolist()).toEqual([expect.closeTo(0.596574, 5)]);
      expect(F.gaussianNllLoss(x, y, rl.tensor(1)).item()).toBeCloseTo(0.5, 6);
    }));
});

it('the focal loss with alpha 0 counts negatives alone, also in the gradient of a target', () =>
  leavesNothing(() => {
    const [x, y] = [0.5, 0.25];
    const target = leaf([y]);
    const loss = F.sigmoidFocalLoss(rl.tensor([x]), target, { gamma: 0, alpha: 0, reduction: 'sum' });
    loss.backward();
    const ce = (1 - y) * x + Math.log1p(Math.exp(-x));
    expect(loss.item()).toBeCloseTo((1 - y) * ce, 6);
    expect(target.grad!.item()).toBeCloseTo(-ce - (1 - y) * x, 5);
  }));
