// Losses beside their formulas: what they refuse and how, what they write, numbers at the ends of float32.
import { beforeAll, describe, expect, it } from 'vitest';
import type { Tensor } from '../src/index.ts';
import * as rl from '../src/index.ts';
import { bytesOf, leavesNothing, messageOf, numbers, start } from './support/library.ts';

const { F, ones, tensor, zeros } = rl;

beforeAll(start);

const leaf = (values: rl.TensorData): Tensor => tensor(values, { requiresGrad: true });
const ints = (values: rl.TensorData): Tensor => tensor(values, { dtype: 'int32' });

describe('ctcLoss', () => {
  it('is infinite for a target that does not fit, unless told otherwise', () => {
    leavesNothing(() => {
      const [x, targets] = [zeros([2, 1, 3]), ints([[1, 1]])];
      expect(F.ctcLoss(x, targets, [2], [2]).item()).toBe(Infinity);
      expect(F.ctcLoss(x, targets, [2], [2], { zeroInfinity: true }).item()).toBe(0);
    });
  });

  it('of one sample without a dim for it is a scalar, as is its gradient', () => {
    leavesNothing(() => {
      const values = F.logSoftmax(
        tensor([
          [0, 1, 2],
          [2, 1, 0],
          [1, 0, 1],
        ]),
        -1,
      );
      const losses = [values, values.unsqueeze(1)].map((given) => {
        const x = given.detach().requiresGrad_();
        const loss = F.ctcLoss(x, ints([1, 2]), [3], [2], { reduction: 'none' });
        loss.sum().backward();
        return { shape: loss.shape, loss: numbers(loss), gradient: numbers(x.grad!) };
      });
      expect(losses.map(({ shape }) => shape)).toEqual([[], [1]]);
      expect(losses[0]!.loss).toEqual(losses[1]!.loss);
      expect(losses[0]!.gradient).toEqual(losses[1]!.gradient);
    });
  });
});

describe('absolute errors', () => {
  it('of nothing are 0, whether smooth or not', () => {
    leavesNothing(() => {
      for (const beta of [0, 1e-45, 1e-39, 2.9e-39])
        for (const reduction of ['none', 'sum'] as const) {
          const x = leaf([0, 2, -3]);
          const loss = F.smoothL1Loss(x, tensor([0, 0, -3]), { beta, reduction });
          expect(loss.sum().item()).toBe(2);
          loss.sum().backward();
          expect(x.grad!.abs().tolist()).toEqual([0, 1, 0]);
        }
    });
  });

  it('of NaN have no slope, as in PyTorch', () => {
    leavesNothing(() => {
      for (const loss of [F.l1Loss, (x: Tensor, y: Tensor): Tensor => F.smoothL1Loss(x, y, { beta: 0 })]) {
        const x = leaf([NaN, 1]);
        const y = loss(x, tensor([0, 0]));
        expect(y.item()).toBeNaN();
        y.backward();
        expect(x.grad!.tolist()).toEqual([0, 0.5]);
      }
    });
  });
});

it('element by element, losses write their result and nothing else', () => {
  leavesNothing(() => {
    const v = rl.randn([50, 40]);
    const functions = ['exp', 'log', 'tanh', 'sigmoid', 'erf', 'sin', 'asin', 'sinh'] as const;
    const values = (): string[] => functions.map((name) => bytesOf(v.abs()[name]()).join());
    const before = values();
    const [x, y] = [rl.rand([1_000_000]), rl.rand([1_000_000])];
    F.mseLoss(x, y, { reduction: 'none' });
    F.binaryCrossEntropy(x, y, { reduction: 'none' });
    F.multilabelMarginLoss(x.view([250_000, 4]), zeros([250_000, 4], { dtype: 'int32' }), { reduction: 'none' });
    expect(values()).toEqual(before);
  });
});

it('cosineEmbeddingLoss is that of vectors of any length', () => {
  leavesNothing(() => {
    const [a, b] = [tensor([[3, 4]]), tensor([[4, 3]])];
    for (const [p, q] of [
      [1, 1],
      [2 ** 70, 1],
      [1, 2 ** 64],
      [2 ** 100, 2 ** 100],
    ] as const) {
      expect(F.cosineEmbeddingLoss(a.mul(p), b.mul(q), ints([1])).item()).toBeCloseTo(0.04, 6);
      expect(F.cosineEmbeddingLoss(a.mul(p), b.mul(q), ints([-1]), { margin: 0.5 }).item()).toBeCloseTo(0.46, 6);
      const [one, other] = [a.select(0, 0).mul(p), b.select(0, 0).mul(q)];
      expect(F.cosineEmbeddingLoss(one, other, tensor(1)).item()).toBeCloseTo(0.04, 6);
    }
  });
});

describe('refusals', () => {
  const differ = (a: string, b: string, dim: number): string =>
    `expected shapes that broadcast, got [${a}] and [${b}], which differ at dim ${dim}`;
  const inputs = (a: string, target: string): string =>
    `cosineEmbeddingLoss: expected inputs [N, D] and target [N], or inputs [D] and target [], got [${a}] and [${target}]`;
  it.each<[what: string, attempt: () => unknown, message: string]>([
    ['klDiv of two sizes', () => F.klDiv(zeros([2]), zeros([3])), `klDiv: ${differ('2', '3', 0)}`],
    [
      'klDiv of two sizes of logarithms',
      () => F.klDiv(zeros([2]), zeros([3]), { logTarget: true }),
      `klDiv: ${differ('2', '3', 0)}`,
    ],
    ['softMarginLoss of two sizes', () => F.softMarginLoss(zeros([2]), ones([3])), `softMarginLoss: ${differ('2', '3', 0)}`],
    [
      'hingeEmbeddingLoss of two sizes',
      () => F.hingeEmbeddingLoss(zeros([2, 4]), ones([3])),
      `hingeEmbeddingLoss: ${differ('2, 4', '3', 1)}`,
    ],
    [
      'marginRankingLoss of two sizes',
      () => F.marginRankingLoss(zeros([2]), zeros([3]), ones([3])),
      `marginRankingLoss: ${differ('2', '3', 0)}`,
    ],
    [
      'marginRankingLoss of a target of another size',
      () => F.marginRankingLoss(zeros([1]), zeros([3]), ones([2])),
      `marginRankingLoss: ${differ('3', '2', 0)}`,
    ],
    [
      'marginRankingLoss of other dims',
      () => F.marginRankingLoss(zeros([3]), zeros([3]), ones([1, 3])),
      'marginRankingLoss: expected equal numbers of dims, got input1 [3], input2 [3], target [1, 3]; see unsqueeze',
    ],
    [
      'cosineEmbeddingLoss of vectors and a target for each number',
      () => F.cosineEmbeddingLoss(zeros([2]), zeros([2]), ones([2])),
      inputs('2', '2'),
    ],
    [
      'cosineEmbeddingLoss of matrices and one target',
      () => F.cosineEmbeddingLoss(zeros([2, 3]), zeros([2, 3]), tensor(1)),
      inputs('2, 3', ''),
    ],
    [
      'cosineEmbeddingLoss of batches of matrices',
      () => F.cosineEmbeddingLoss(zeros([2, 2, 3]), zeros([2, 2, 3]), ones([2, 2])),
      inputs('2, 2, 3', '2, 2'),
    ],
    [
      'cosineEmbeddingLoss of a target of another size',
      () => F.cosineEmbeddingLoss(zeros([2, 3]), zeros([2, 3]), ones([3])),
      `cosineEmbeddingLoss: ${differ('2', '3', 0)}`,
    ],
    [
      'pairwiseDistance of no numbers, of which there is no greatest',
      () => F.pairwiseDistance(zeros([2, 3, 0]), zeros([2, 3, 0]), { p: Infinity }),
      'pairwiseDistance: expected vectors that are not empty for p Infinity, got shape [2, 3, 0]',
    ],
  ])('%s', (_, attempt, message) => {
    leavesNothing(() => expect(messageOf(attempt)).toBe(message));
  });
});

it('pairwiseDistance has no distances of no vectors, whatever p', () => {
  leavesNothing(() => {
    for (const p of [2, Infinity, -Infinity])
      expect(F.pairwiseDistance(zeros([2, 0, 3]), zeros([2, 0, 3]), { p }).shape).toEqual([2, 0]);
  });
});
