// linearCrossEntropy's blocks: how rows and classes are cut, that they change no number, and that none of their memory stays.
import { beforeAll, describe, expect, it } from 'vitest';
import { heap } from '../bindings/memory.ts';
import * as rl from '../src/index.ts';
import { cut } from '../src/ops/loss/linear-blocks.ts';
import { type Extras, finish, look } from '../src/ops/loss/linear-extras.ts';
import { leavesNothing, start } from './support/library.ts';

beforeAll(start);

type Tensor = rl.Tensor;
type Options = { softcap?: number; chunkSize?: number; reduction?: 'mean' | 'sum' | 'none' };
const { F, Generator, rand, randint, randn } = rl;

/** The loss and its gradients of x, w and bias. */
function results(loss: (x: Tensor, w: Tensor, bias: Tensor) => Tensor, data: readonly Tensor[], upstream?: Tensor): Tensor[] {
  const [x, w, bias] = data.map((t) => t.detach().clone().requiresGrad_()) as [Tensor, Tensor, Tensor];
  const y = loss(x, w, bias);
  y.backward(upstream && { gradient: upstream });
  return [y, ...[x, w, bias].map((t) => t.grad as Tensor)];
}

function expectNear(got: readonly Tensor[], want: readonly Tensor[]): void {
  got.forEach((t, i) => expect(t.sub(want[i]!).abs().max().item()).toBeLessThan(2e-6 * (1 + want[i]!.abs().max().item())));
}

/** The bytes beyond what is live that a call needs at most. */
function peakOf(call: () => void): number {
  const before = heap.liveBytes;
  heap.peakBytes = before;
  rl.scope(call);
  return heap.peakBytes - before;
}

/** The same elements, each with another after it. */
const apart = (t: Tensor): Tensor => rl.stack([t, t], -1).select(-1, 0);

it.each([
  // whole rows where 24 of them fit, or all
  [100, 1000, 24_000, true, 20, 1000],
  [10, 1000, 10_000, true, 10, 1000],
  [10, 1000, 9_999, true, 10, 504],
  [100, 1000, 23_999, true, 100, 200],
  // at most 256 rows; as many as fit with 64 classes
  [100, 1000, 1e6, false, 100, 1000],
  [257, 100, 1e6, false, 129, 56],
  [100, 1000, 6400, false, 100, 64],
  [100, 1000, 6399, false, 50, 112],
  [1000, 10, 1000, false, 100, 8],
  // never less than one row, and then not always in whole columns of the kernel
  [5, 1000, 10, false, 1, 8],
  [5, 1000, 7, false, 1, 7],
])('%i rows of %i classes in room for %i, whole %s, come in blocks of %i × %i', (N, C, room, whole, rows, classes) => {
  expect(cut(N, C, room, whole)).toEqual({ rows, classes });
});

describe('the loss and the gradients are those of the whole logits', () => {
  const generator = new Generator(5);
  const [N, C] = [70, 48];
  const data = (): Tensor[] => [randn([N, 6], { generator }), randn([C, 6], { generator }), randn([C], { generator })];

  it('where whole rows come in several blocks', () => {
    leavesNothing(() => {
      const [given, y] = [data(), randint(0, C, [N], { generator })];
      for (const chunkSize of [24, 30, 69])
        expectNear(
          results((x, w, bias) => F.linearCrossEntropy(x, w, y, { bias, chunkSize }), given),
          results((x, w, bias) => F.crossEntropy(F.linear(x, w, bias), y), given),
        );
    });
  });

  it.each(['mean', 'sum', 'none'] as const)('of probabilities with and without weights, reduction %s', (reduction) => {
    leavesNothing(() => {
      const given = data();
      const target = F.softmax(randn([N, C], { generator }), -1);
      const upstream = rand(reduction === 'none' ? [N] : [], { generator });
      for (const weight of [undefined, rand([C], { generator })])
        for (const chunkSize of [5, 30, N]) {
          const options = { reduction, labelSmoothing: 0.1, ...(weight && { weight }) };
          expectNear(
            results((x, w, bias) => F.linearCrossEntropy(x, w, target, { ...options, bias, chunkSize }), given, upstream),
            results((x, w, bias) => F.crossEntropy(F.linear(x, w, bias), target, options), given, upstream),
          );
        }
    });
  });

  it.each([0.5, 1, 2])('with a cap of %f, and z-losses', (softcap) => {
    leavesNothing(() => {
      const [given, y] = [data(), randint(0, C, [N], { generator })];
      for (const reduction of ['sum', 'none'] as const)
        for (const zLoss of [0, 0.5, 1])
          for (const chunkSize of [5, 30]) {
            const want = results((x, w, bias) => {
              const logits = F.linear(x, w, bias).div(softcap).tanh().mul(softcap);
              return F.crossEntropy(logits, y, { reduction: 'sum' }).add(logits.logsumexp(-1).square().sum().mul(zLoss));
            }, given);
            const options = { reduction, zLoss, softcap, chunkSize };
            expectNear(
              results((x, w, bias) => F.linearCrossEntropy(x, w, y, { ...options, bias }).sum(), given),
              want,
            );
          }
    });
  });

  it('where an upstream gradient of 0 stops it', () => {
    leavesNothing(() => {
      const [given, y] = [data(), randint(0, C, [N], { generator })];
      const got = results((x, w, bias) => F.linearCrossEntropy(x, w, y, { bias }), given, rl.tensor(0));
      for (const grad of got.slice(1)) expect(grad.abs().max().item()).toBe(0);
    });
  });

  it('of one row without dims, and of layers for one position', () => {
    leavesNothing(() => {
      const [x, w, y] = [randn([6], { generator }), randn([C, 6], { generator }), rl.tensor(3, { dtype: 'int32' })];
      expect(F.linearCrossEntropy(x, w, y).item()).toBeCloseTo(F.crossEntropy(F.linear(x, w), y).item(), 5);
      const [rows, targets] = [randn([5, 6], { generator }), randint(0, C, [5], { generator })];
      const want = F.linearCrossEntropy(rows, w, targets, { details: true });
      const got = F.linearCrossEntropy(rows, w.reshape([C, 1, 6]), targets.reshape([5, 1]), { details: true });
      expect(got.loss.item()).toBe(want.loss.item());
      expect(got.logsumexp.shape).toEqual([5, 1]);
      expect(got.logsumexp.flatten().tolist()).toEqual(want.logsumexp.tolist());
      expect(want.logsumexp.shape).toEqual([5]);
    });
  });
});

describe('details', () => {
  /** What is told of the same logits in each row. */
  const told = (logits: number[], y: rl.Tensor, N: number, chunkSize = 16) =>
    F.linearCrossEntropy(rl.zeros([N, 1]), rl.zeros([logits.length, 1]), y, {
      ...{ bias: rl.tensor(logits), chunkSize, details: true },
    });
  const all = (c: number, N = 64): Tensor => rl.full([N], c, { dtype: 'int32' });

  it('are of every row, whatever its block', () => {
    leavesNothing(() => {
      for (const N of [1, 8, 16, 63, 64]) {
        const { logsumexp, accuracy } = told([1, 2, 3, 0, 0], all(2, N), N, 4);
        expect(accuracy).toBe(1);
        for (const lse of logsumexp.tolist() as number[])
          expect(lse).toBeCloseTo(Math.log(Math.E + Math.E ** 2 + Math.E ** 3 + 2), 5);
      }
    });
  });

  it('take NaN for the greatest, the first of several, and class 0 of −∞ alone', () => {
    leavesNothing(() => {
      // what lies in memory is none of these
      rl.full([4096], 77, { dtype: 'int32' }).dispose();
      expect(told([0, NaN, 1, NaN], all(1), 64).accuracy).toBe(1);
      expect(told([0, NaN, 1, NaN], all(3), 64).accuracy).toBe(0);
      expect(told([-Infinity, -Infinity, -Infinity], all(0), 64).accuracy).toBe(1);
      expect(told([-Infinity, -Infinity, 1], all(2), 64).accuracy).toBe(1);
    });
  });

  it('take the first of equally probable classes', () => {
    leavesNothing(() => {
      const even = rl.full([64, 2], 0.5);
      expect(told([1, 0], even, 64).accuracy).toBe(1);
      expect(told([0, 1], even, 64).accuracy).toBe(0);
    });
  });
});

it('a block of rows reads and writes no row after them', () => {
  leavesNothing(() => {
    const [best, q] = [rl.full([8], 7, { dtype: 'int32' }), rl.full([32], 0.25)];
    const [logits, capped] = [rl.full([32], 2), rl.full([32], 1)];
    const none = { probabilities: null, classWeight: null, logsumexp: null, best: null, capped: null };
    const extras = (own: Partial<Extras>): Extras => ({ softcap: 0, zLoss: 0, smoothing: 0, ...none, ...own });
    const block = { logits, from: 0, count: 4, c: 0, n: 4 };
    look(extras({ best }), 4, block, new Float64Array(8), new Float64Array(4).fill(-Infinity));
    expect(best.tolist()).toEqual([0, 0, 0, 0, 7, 7, 7, 7]);
    finish(extras({ softcap: 2, capped }), 4, block, 1, 0);
    expect(logits.tolist()).toEqual([...new Array(16).fill(1.5), ...new Array(16).fill(2)]);
    finish(extras({ probabilities: q }), 4, block, 1, 0);
    expect(logits.tolist()).toEqual([...new Array(16).fill(1.25), ...new Array(16).fill(2)]);
  });
});

describe('the memory', () => {
  const layouts = { contiguous: (t: Tensor) => t, apart };

  it.each(['contiguous', 'apart'] as const)('of one position is used again for the next, operands %s', (layout) => {
    leavesNothing(() => {
      const [N, C] = [400, 300];
      const lay = layouts[layout];
      const at = (D: number, call: (x: Tensor, w: Tensor, bias: Tensor, y: Tensor, q: Tensor) => void): number => {
        const [x, w, bias] = [lay(rl.ones([N, 2])), lay(rl.ones([C, D, 2])), lay(rl.ones([C, D]))];
        const [y, q] = [lay(rl.ones([N, D], { dtype: 'int32' })), lay(rl.full([N, C, D], 1 / C))];
        return peakOf(() => call(x, w, bias, y, q));
      };
      const positions = (call: Parameters<typeof at>[1]): number => (at(12, call) - at(2, call)) / 10;
      for (const [options, held] of [
        [{}, 0],
        [{ softcap: 2 }, 0],
        [{ reduction: 'none' }, 4 * N],
        [{ chunkSize: 3 }, 0],
      ] as const) {
        // beside the losses a logsumexp for each row; small blocks come at other moments of the walk
        const told = positions((x, w, bias, y) => F.linearCrossEntropy(x, w, y, { ...options, bias, details: true }));
        expect(told).toBeLessThan(held + (options.chunkSize ? 6 : 4.1) * N);
        const probable = positions((x, w, bias, _, q) => F.linearCrossEntropy(x, w, q, { ...options, bias }));
        expect(probable).toBeLessThan(held + 0.1 * N);
        const backward = positions((x, w, bias, y) =>
          F.linearCrossEntropy(x, w.detach().requiresGrad_(), y, { ...options, bias })
            .sum()
            .backward(),
        );
        // with reduction 'none' the graph keeps the operands, eight numbers for each row and the gradients
        expect(backward).toBeLessThan(held > 0 ? (layout === 'apart' ? 64 : 56) * N : (options.chunkSize ? 18 : 6.1) * N);
      }
    });
  });

  it('is that of the blocks alone', () => {
    leavesNothing(() => {
      const [x, w, y] = [rl.ones([64, 8]), rl.ones([100_000, 8]), rl.zeros([64], { dtype: 'int32' })];
      const b = rl.ones([100_000]);
      const need = (options: Options, wanted: 'x' | 'w' | 'b' | 'none'): number =>
        peakOf(() => {
          const [p, q] = [x.detach().requiresGrad_(wanted === 'x'), w.detach().requiresGrad_(wanted === 'w')];
          const bias = b.detach().requiresGrad_(wanted === 'b');
          const loss = F.linearCrossEntropy(p, q, y, { ...options, bias });
          if (wanted !== 'none') loss.sum().backward();
        });
      // the logits take 6.4 MB at most, half of it where a cap keeps them twice; then the gradients
      for (const [wanted, grads] of [
        ['x', 0],
        ['w', 3.2e6],
        ['b', 0.8e6],
        ['none', 0],
      ] as const) {
        for (const options of [{}, { softcap: 0.5 }, { reduction: 'none' }] as Options[])
          expect(need(options, wanted)).toBeLessThan(6.5e6 + grads);
        expect(need({ chunkSize: 1 }, wanted)).toBeLessThan(0.5e6 + grads);
      }
      expect(need({ softcap: 0.5 }, 'none')).toBeLessThan(3.3e6);
      const [N, few, z] = [100_000, rl.ones([2, 1]), rl.zeros([100_000], { dtype: 'int32' })];
      const many = rl.ones([N, 1]);
      for (const [reduction, bytes] of [
        ['mean', 4.1],
        ['none', 40.1],
      ] as const) {
        const peak = peakOf(() =>
          F.linearCrossEntropy(many, few.detach().requiresGrad_(), z, {
            bias: rl.ones([2], { requiresGrad: true }),
            chunkSize: 24,
            reduction,
          })
            .sum()
            .backward(),
        );
        expect(peak).toBeLessThan(bytes * N);
      }
    });
  });
});

it('refuses what it takes no other way', () => {
  leavesNothing(() => {
    const [x, w, y] = [rl.ones([3, 4]), rl.ones([5, 4]), rl.zeros([3], { dtype: 'int32' })];
    expect(() => F.linearCrossEntropy(x, w, y, { chunkSize: 0 })).toThrow(/^linearCrossEntropy: expected chunkSize /);
    expect(() => F.linearCrossEntropy(x, w, [0, 1, 2] as never)).toThrow(/^linearCrossEntropy: expected target to be a tensor/);
    expect(() => F.linearCrossEntropy(x, rl.ones([5, 0, 4]), rl.zeros([3, 0], { dtype: 'int32' }))).toThrow(
      /^linearCrossEntropy: expected input of shape/,
    );
    expect(() => F.linearCrossEntropy(rl.ones([1, 3, 4]), rl.ones([5, 2, 4]), y)).toThrow(
      /^linearCrossEntropy: expected input of/,
    );
    expect(() => F.linearCrossEntropy(x, rl.tensor(1), y)).toThrow(/^linearCrossEntropy: expected input of shape .* and \[\]$/);
    const q = rl.full([3, 5], 0.2);
    expect(F.linearCrossEntropy(x, w, q, { ignoreIndex: -100 }).item()).toBeCloseTo(Math.log(5), 5);
  });
});
