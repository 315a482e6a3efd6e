// Small things about attention, embeddings and recurrent layers, each of which a fault in the sources had once got past every other
// test.
import { beforeAll, describe, expect, it } from 'vitest';
import type { Tensor } from '../src/index.ts';
import * as rl from '../src/index.ts';
import { withTracer } from '../src/tracing.ts';
import { nodesOf } from './support/checks.ts';
import { leavesNothing, start } from './support/library.ts';

const { F, nn, tensor } = rl;

beforeAll(start);

const ints = (...values: number[]): Tensor => tensor(Int32Array.from(values));

const numbers = (t: Tensor): number[] => Array.from(t.toTypedArray());

/** The bytes of a result and of what its graph holds. */
function held(run: () => Tensor): number {
  const before = rl.memory().liveBytes;
  const y = rl.scope(run);
  const bytes = rl.memory().liveBytes - before;
  y.dispose();
  return bytes;
}

describe('attention', () => {
  const attend = F.scaledDotProductAttention;

  it('refuses vectors', () => {
    leavesNothing(() => {
      const x = rl.ones([2, 3]);
      const v = rl.ones([3]);
      const refusal = (what: string): RangeError =>
        new RangeError(`scaledDotProductAttention: expected ${what} of at least 2 dims, got shape [3]`);
      expect(() => attend(v, x, x)).toThrow(refusal('query'));
      expect(() => attend(x, v, x)).toThrow(refusal('key'));
      expect(() => attend(x, x, v)).toThrow(refusal('value'));
    });
  });

  it.each([
    [[4, 3, 2], true],
    [[2, 2, 3, 2], true],
    [[1, 5, 1, 2], true],
    [[3, 3, 2], false],
    [[1, 3, 3, 2], false],
  ] as const)('of heads %j without a mask is one op: %j', (shape, one) => {
    leavesNothing(() => {
      const [q, k, v] = [0, 1, 2].map(() => rl.randn([...shape], { requiresGrad: true })) as [Tensor, Tensor, Tensor];
      const all = rl.zeros([shape.at(-2)!, shape.at(-2)!]);
      const y = attend(q, k, v);
      expect(nodesOf([y]).length === 1).toBe(one);
      const masked = attend(q, k, v, { attnMask: all });
      expect(nodesOf([masked]).length).toBeGreaterThan(1);
      const grads = (t: Tensor): number[] => rl.autograd.grad(t.square().sum(), [q, k, v]).flatMap((g) => numbers(g!));
      const [got, want] = [
        [...numbers(y), ...grads(y)],
        [...numbers(masked), ...grads(masked)],
      ];
      got.forEach((x, i) => expect(x).toBeCloseTo(want[i]!, 4));
    });
  });

  it.each([3, 4])('of %d heads drops weights', (heads) => {
    leavesNothing(() => {
      const x = rl.randn([heads, 5, 2]);
      expect(numbers(attend(x, x, rl.ones([heads, 5, 1]), { dropoutP: 1 })).every((v) => v === 0)).toBe(true);
      const some = numbers(attend(x, x, rl.ones([heads, 5, 1]), { dropoutP: 0.5 }));
      expect(some.some((v) => Math.abs(v - 1) > 1e-3)).toBe(true);
      for (const v of numbers(attend(x, x, rl.ones([heads, 5, 1]), { dropoutP: 0 }))) expect(v).toBeCloseTo(1, 6);
    });
  });

  it.each([
    ['no queries', [4, 0, 2], [4, 3, 2], [4, 3, 2], [4, 0, 2]],
    ['no keys', [4, 3, 2], [4, 0, 2], [4, 0, 2], [4, 3, 2]],
    ['empty keys', [4, 1, 0], [4, 3, 0], [4, 3, 1], [4, 1, 1]],
    ['empty values', [4, 3, 2], [4, 3, 2], [4, 3, 0], [4, 3, 0]],
    ['no heads', [0, 3, 2], [0, 3, 2], [0, 3, 2], [0, 3, 2]],
  ] as const)('of %s', (_, q, k, v, want) => {
    leavesNothing(() => {
      const y = attend(rl.ones([...q]), rl.ones([...k]), rl.ones([...v]), { scale: 1 });
      expect(y.shape).toEqual(want);
      // without keys there is nothing to add up; with empty ones all are alike
      for (const x of numbers(y)) expect(x).toBeCloseTo(k[1] === 0 ? 0 : 1, 6);
    });
  });
});

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

  it('have no gradient in the padding', () => {
    leavesNothing(() => {
      const table = rl.ones([3, 2]).requiresGrad_();
      for (const paddingIdx of [1, -2]) {
        F.embedding(ints(1, 0, 1, 2, 2), table, { paddingIdx })
          .sum()
          .backward();
        expect(table.grad!.tolist()).toEqual([
          [1, 1],
          [0, 0],
          [2, 2],
        ]);
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

describe('recurrent layers', () => {
  const kinds = [
    ['RNN', () => new nn.RNN(3, 4)],
    ['GRU', () => new nn.GRU(3, 4)],
    ['LSTM', () => new nn.LSTM(3, 4)],
    ['projected LSTM', () => new nn.LSTM(3, 4, { projSize: 2 })],
  ] as const;
  const output = (net: rl.nn.RNN | rl.nn.GRU | rl.nn.LSTM, x: Tensor): Tensor => net.forward(x)[0];

  it.each(kinds)('%s records nothing where no gradient is wanted', (_, make) => {
    leavesNothing(() => {
      const net = make();
      const x = rl.randn([2, 5, 3]);
      expect(output(net, x).requiresGrad).toBe(true);
      expect(rl.noGrad(() => output(net, x)).requiresGrad).toBe(false);
      net.requiresGrad_(false);
      expect(output(net, x).requiresGrad).toBe(false);
      net.dispose();
    });
  });

  it.each(kinds)('%s holds its input for the gradient of weight_ih alone', (_, make) => {
    leavesNothing(() => {
      const net = make();
      const bytes = (): number => held(() => output(net, rl.randn([20, 5, 3]).mul(2)));
      const whole = bytes();
      net.weight_ih_l0!.requiresGrad_(false);
      expect(whole - bytes()).toBe(20 * 5 * 3 * 4);
      net.dispose();
    });
  });

  it.each(kinds)('%s gives each bias its gradient without the other', (_, make) => {
    leavesNothing(() => {
      const net = make();
      const x = rl.randn([3, 5, 3]);
      const biases = [net.bias_ih_l0!, net.bias_hh_l0!] as const;
      const grads = (): (number[] | null)[] => {
        output(net, x).square().sum().backward();
        const found = biases.map((p) => p.grad && numbers(p.grad));
        for (const p of net.parameters()) p.grad = null;
        return found;
      };
      const [ofIh, ofHh] = grads();
      biases[0].requiresGrad_(false);
      expect(grads()).toEqual([null, ofHh]);
      biases[0].requiresGrad_();
      biases[1].requiresGrad_(false);
      expect(grads()).toEqual([ofIh, null]);
      net.dispose();
    });
  });

  it.each(kinds)('%s may have its weight_ih changed where no gradient of its input is wanted', (_, make) => {
    leavesNothing(() => {
      const net = make();
      const weight = net.weight_ih_l0!;
      const x = rl.randn([3, 5, 3]);
      const y = output(net, x);
      const want = numbers(rl.autograd.grad(y.sum(), [weight], { retainGraph: true })[0]!);
      rl.noGrad(() => weight.zero_());
      expect(numbers(rl.autograd.grad(y.sum(), [weight])[0]!)).toEqual(want);
      const z = output(net, x.detach().requiresGrad_());
      rl.noGrad(() => weight.zero_());
      expect(() => z.sum().backward()).toThrow(/^backward: a value that \w+ saved was changed in place since/);
      net.dispose();
    });
  });

  it.each(kinds)('%s shows a tracer cells where it has some', (name, make) => {
    leavesNothing(() => {
      const net = make();
      const seen: string[] = [];
      withTracer(
        (_, op) => void seen.push(op),
        () => output(net, rl.ones([2, 5, 3])),
      );
      expect(seen.filter((op) => op.startsWith('recurrent'))).toEqual(
        name.endsWith('LSTM') ? ['recurrent', 'recurrentCells'] : ['recurrent'],
      );
      net.dispose();
    });
  });

  it('are without a bias as with one of zeros', () => {
    leavesNothing(() => {
      const zero = new nn.GRU(1, 500);
      const none = new nn.GRU(1, 500, { bias: false });
      none.loadStateDict(zero.stateDict(), { strict: false });
      rl.noGrad(() => [zero.bias_ih_l0!, zero.bias_hh_l0!].forEach((p) => p.zero_()));
      const x = rl.ones([1, 1, 1]);
      expect(numbers(output(none, x))).toEqual(numbers(output(zero, x)));
      for (const net of [zero, none]) net.dispose();
    });
  });

  it('may have a single step changed in place, whose gates it holds instead', () => {
    leavesNothing(() => {
      const x = rl.randn([5, 3]);
      for (const make of [() => new nn.GRUCell(3, 4), () => new nn.LSTMCell(3, 4)]) {
        const cell = make();
        const run = (): Tensor => [cell.forward(x)].flat()[0]!;
        const grad = (h: Tensor): number[] => numbers(rl.autograd.grad(h.sum(), [cell.weight_ih])[0]!);
        const want = grad(run());
        const h = run();
        rl.noGrad(() => h.mul_(2));
        expect(grad(h)).toEqual(want);
        cell.dispose();
      }
    });
  });
});
