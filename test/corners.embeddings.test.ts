// Embeddings and bags at their corners: refusals, gradients of each tensor alone, empty inputs, what a graph holds.
import { beforeAll, describe, expect, it } from 'vitest';
import type { Tensor } from '../src/index.ts';
import * as rl from '../src/index.ts';
import { held, leavesNothing, numbers, start } from './support/library.ts';

const { F, tensor } = rl;

beforeAll(start);

const ints = (...values: number[]): Tensor => tensor(Int32Array.from(values));

describe('embeddings', () => {
  it('are refused with a message', () => {
    leavesNothing(() => {
      const table = rl.ones([3, 2]);
      const i = ints(0, 1);
      const attempts: [() => unknown, string][] = [
        [() => F.embedding(i, table, { paddingIdx: 3 }), 'embedding: expected paddingIdx in [-3, 3), got 3'],
        [() => F.embedding(i, table, { paddingIdx: -4 }), 'embedding: expected paddingIdx in [-3, 3), got -4'],
        [() => F.embedding(i, rl.ones([3])), 'embedding: expected weight of shape [numEmbeddings, embeddingDim], got [3]'],
        [
          () => F.embedding(i, rl.ones([3, 2, 1])),
          'embedding: expected weight of shape [numEmbeddings, embeddingDim], got [3, 2, 1]',
        ],
        [() => F.embeddingBag(i.view([1, 1, 2]), table), 'embeddingBag: expected input of 1 or 2 dims, got shape [1, 1, 2]'],
        [
          () => F.embeddingBag(i.view([1, 1, 2]), table, { offsets: ints(0) }),
          'embeddingBag: expected input of 1 or 2 dims, got shape [1, 1, 2]',
        ],
        [
          () => F.embeddingBag(i.select(0, 0), table, { offsets: ints(0) }),
          'embeddingBag: expected input of 1 or 2 dims, got shape []',
        ],
        [
          () => F.embeddingBag(i.view([1, 2]), table, { perSampleWeights: rl.ones([1, 2]) }),
          "embeddingBag: expected mode 'sum' where there are perSampleWeights, got 'mean'",
        ],
        [
          () => F.embeddingBag(i.view([1, 2]), table, { mode: 'max', perSampleWeights: rl.ones([1, 2]) }),
          "embeddingBag: expected mode 'sum' where there are perSampleWeights, got 'max'",
        ],
        [
          () => F.embeddingBag(i.view([1, 2]), table, { mode: 'sum', perSampleWeights: rl.ones([2]) }),
          'embeddingBag: expected perSampleWeights of shape [1, 2], got [2]',
        ],
      ];
      for (const [attempt, message] of attempts) expect(attempt).toThrow(new RangeError(message));
    });
  });

  it('name what is no row, and where', () => {
    leavesNothing(() => {
      const table = rl.ones([3, 2]);
      const input = ints(0, 1, 2, 3).view([2, 2]).transpose(0, 1);
      expect(() => F.embedding(input, table)).toThrow(
        new RangeError('embedding: expected input in [0, 3), got 3 at index [1, 1]'),
      );
      expect(() => F.embedding(ints(1, -1), table)).toThrow(
        new RangeError('embedding: expected input in [0, 3), got -1 at index [1]'),
      );
      expect(() => F.embeddingBag(input, table)).toThrow(
        new RangeError('embeddingBag: expected input in [0, 3), got 3 at index [1, 1]'),
      );
      expect(() => F.embeddingBag(ints(0, 1), table)).toThrow(
        new RangeError('embeddingBag: expected offsets for a 1-D input, got none for shape [2]'),
      );
      expect(() => F.embeddingBag(ints(0, 1), table, { offsets: ints(0).view([1, 1]) })).toThrow(
        new RangeError('embeddingBag: expected offsets of 1 dim, got shape [1, 1]'),
      );
      expect(() => F.embeddingBag(ints(0, 1).view([1, 2]), table, { offsets: ints(0) })).toThrow(
        new RangeError('embeddingBag: expected no offsets for a 2-D input, got shape [1]'),
      );
      for (const [offsets, got, at] of [
        [[1], 1, 0],
        [[0, 2, 1], 1, 2],
        [[0, 3], 3, 1],
      ] as const)
        expect(() => F.embeddingBag(ints(0, 1), table, { offsets: ints(...offsets) })).toThrow(
          new RangeError(`embeddingBag: expected offsets that begin with 0 and rise to at most 2, got ${got} at index [${at}]`),
        );
    });
  });

  it('are rows of a table that is no matrix in a row, at indices that are not either', () => {
    leavesNothing(() => {
      const table = rl.arange(6).view([2, 3]).transpose(0, 1).requiresGrad_();
      const input = ints(0, 2, 2, 1).view([2, 2]).transpose(0, 1);
      const y = F.embedding(input, table);
      expect(y.tolist()).toEqual([
        [
          [0, 3],
          [2, 5],
        ],
        [
          [2, 5],
          [1, 4],
        ],
      ]);
      const g = rl.arange(8).view([2, 2, 2]);
      expect(rl.autograd.grad(y, [table], { gradOutputs: g })[0]!.tolist()).toEqual([
        [0, 1],
        [6, 7],
        [6, 8],
      ]);
      expect(F.embedding(input.select(0, 1).select(0, 1), table).tolist()).toEqual([1, 4]);
      expect(F.embeddingBag(input, table, { mode: 'sum' }).tolist()).toEqual([
        [2, 8],
        [3, 9],
      ]);
    });
  });

  it('of a bag may be multiplied by factors, which have gradients but for the padding', () => {
    leavesNothing(() => {
      const table = rl.arange(6).view([3, 2]).requiresGrad_();
      const factors = tensor([1, 2, 3, 4]).view([2, 2]).transpose(0, 1).detach().requiresGrad_();
      const input = ints(0, 1, 2, 1).view([2, 2]);
      const y = F.embeddingBag(input, table, { mode: 'sum', perSampleWeights: factors, paddingIdx: 0 });
      expect(y.tolist()).toEqual([
        [6, 9],
        [16, 22],
      ]);
      y.backward({
        gradient: tensor([
          [1, 10],
          [100, 1000],
        ]),
      });
      expect(factors.grad!.tolist()).toEqual([
        [0, 32],
        [5400, 3200],
      ]);
      expect(table.grad!.tolist()).toEqual([
        [0, 0],
        [403, 4030],
        [200, 2000],
      ]);
    });
  });

  it('have no gradient in the padding', () => {
    leavesNothing(() => {
      const table = rl.ones([3, 2]).requiresGrad_();
      for (const [paddingIdx, row] of [
        [0, 0],
        [2, 2],
        [-2, 1],
        [-3, 0],
      ] as const) {
        const y = F.embedding(ints(1, 0, 1, 2, 2), table, { paddingIdx });
        y.sum().backward();
        expect(table.grad!.tolist()).toEqual([1, 2, 2].map((n, i) => (i === row ? [0, 0] : [n, n])));
        table.grad = null;
      }
    });
  });

  it('share a gradient among the places of a row', () => {
    leavesNothing(() => {
      const table = rl.ones([4, 2]).requiresGrad_();
      const g = tensor([1, 2, 4, 8, 16, 32]).view([2, 3, 1]).expand([2, 3, 2]);
      const input = ints(1, 0, 1, 1, 2, 0).view([2, 3]);
      F.embedding(input, table, { scaleGradByFreq: true }).backward({ gradient: g });
      expect(table.grad!.select(1, 1).tolist()).toEqual([17, Math.fround(13 / 3), 16, 0]);
      expect(table.grad!.select(1, 0).tolist()).toEqual(table.grad!.select(1, 1).tolist());
    });
  });

  it.each(['sum', 'mean', 'max'] as const)('of a bag have the %s and its gradient', (mode) => {
    leavesNothing(() => {
      const rows = Array.from({ length: 5 * 3 }, (_, i) => ((i * 7) % 11) - 5);
      const table = tensor(rows).view([5, 3]).detach().requiresGrad_();
      // the second bag is empty, and the third has nothing but padding
      const bags = [[0, 3, 2, 3], [], [2], [4, 2, 1]];
      const kept = bags.map((bag) => bag.filter((i) => i !== 2));
      const input = ints(...bags.flat());
      const g = rl.arange(1, 13).view([4, 3]);
      const reference = rl.stack(
        kept.map((bag) => {
          if (bag.length === 0) return rl.zeros([3]);
          const own = table.indexSelect(0, ints(...bag));
          return mode === 'sum' ? own.sum(0) : mode === 'mean' ? own.mean(0) : own.max(0).values;
        }),
      );
      const y = F.embeddingBag(input, table, { offsets: ints(0, 4, 4, 5), mode, paddingIdx: 2 });
      const grad = (t: Tensor): number[] => numbers(rl.autograd.grad(t, [table], { gradOutputs: g })[0]!);
      const [got, want] = [
        [...numbers(y), ...grad(y)],
        [...numbers(reference), ...grad(reference)],
      ];
      got.forEach((v, i) => expect(v, `${i}`).toBeCloseTo(want[i]!, 5));
    });
  });

  it('hold for a bag what its gradients read', () => {
    leavesNothing(() => {
      const table = rl.ones([5, 2]);
      const perSampleWeights = rl.ones([2, 3]);
      const input = ints(0, 1, 2, 3, 4, 0).view([2, 3]);
      const bytes = (ofTable: boolean, ofWeights: boolean): number => {
        table.requiresGrad_(ofTable);
        perSampleWeights.requiresGrad_(ofWeights);
        return held(() => F.embeddingBag(input, table, { mode: 'sum', perSampleWeights }));
      };
      // 2 × 2 sums; of each of 6 members its row and bag, and its factor for the table's gradient
      expect(bytes(false, false)).toBe(16);
      expect(bytes(false, true)).toBe(16 + 6 * 8);
      expect(bytes(true, false)).toBe(16 + 6 * 12);
    });
  });
});
