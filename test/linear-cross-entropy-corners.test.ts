// linearCrossEntropy at the ends of its blocks: caps below 1, many rows, rows of −∞, ties, and the memory of a call.
import { beforeAll, describe, expect, it } from 'vitest';
import type { Tensor } from '../src/index.ts';
import * as rl from '../src/index.ts';
import { leavesNothing, start } from './support/library.ts';

const { F } = rl;

beforeAll(start);

const ints = (values: rl.TensorData): Tensor => rl.tensor(values, { dtype: 'int32' });
const near = (got: Tensor, want: Tensor, tolerance = 1e-5): void =>
  expect(got.sub(want).abs().max().item()).toBeLessThan(tolerance * (1 + want.abs().max().item()));

/** The value and the gradients of x and w. */
const run = (x: Tensor, w: Tensor, loss: (x: Tensor, w: Tensor) => Tensor): Tensor[] => {
  const [a, b] = [x.clone().requiresGrad_(), w.clone().requiresGrad_()];
  const value = loss(a, b);
  value.sum().backward();
  return [value, a.grad as Tensor, b.grad as Tensor];
};

describe.each(['mean', 'sum', 'none'] as const)('reduction %s', (reduction) => {
  it.each([
    [100, 10, 30, {}],
    [100, 10, undefined, { softcap: 0.5 }],
    [8, 40, 4, { softcap: 0.5 }],
    [8, 40, 8, { labelSmoothing: 0.1 }],
  ] as const)('of %i rows of %i classes in chunks of %s, %o', (N, C, chunkSize, options) =>
    leavesNothing(() => {
      const [x, w, y] = [rl.randn([N, 6]), rl.randn([C, 6]), rl.randint(0, C, [N])];
      const own = { ...options, reduction, ...(chunkSize !== undefined && { chunkSize }) };
      const { softcap = 0, ...rest } = options as { softcap?: number };
      const got = run(x, w, (x, w) => F.linearCrossEntropy(x, w, y, own));
      const want = run(x, w, (x, w) => {
        const logits = F.linear(x, w);
        return F.crossEntropy(softcap ? logits.div(softcap).tanh().mul(softcap) : logits, y, { ...rest, reduction });
      });
      got.forEach((t, i) => near(t, want[i]!));
      near(
        rl.noGrad(() => F.linearCrossEntropy(x, w, y, own)),
        want[0]!,
      );
    }),
  );
});

it('adds the z-loss of very many rows', () =>
  leavesNothing(() => {
    const N = 60_000;
    const [x, w, y] = [rl.randn([N, 1]), rl.randn([2, 1]), rl.randint(0, 2, [N])];
    const got = run(x, w, (x, w) => F.linearCrossEntropy(x, w, y, { zLoss: 0.1 }));
    const want = run(x, w, (x, w) => {
      const logits = F.linear(x, w);
      return F.crossEntropy(logits, y).add(logits.logsumexp(1).square().mean().mul(0.1));
    });
    got.forEach((t, i) => near(t, want[i]!));
  }));

it('takes a single row, and layers of one position', () =>
  leavesNothing(() => {
    const [x, w] = [rl.randn([6]), rl.randn([5, 6])];
    near(F.linearCrossEntropy(x, w, ints(3)), F.crossEntropy(F.linear(x, w), ints(3)));
    const [rows, y] = [rl.randn([4, 6]), ints([0, 1, 2, 3])];
    near(F.linearCrossEntropy(rows, w.reshape([5, 1, 6]), y.reshape([4, 1])), F.crossEntropy(F.linear(rows, w), y));
    expect(() => F.linearCrossEntropy(rows, rl.zeros([5, 0, 6]), rl.zeros([4, 0], { dtype: 'int32' }))).toThrow(
      /^linearCrossEntropy: expected input of shape /,
    );
    // @ts-expect-error no target
    expect(() => F.linearCrossEntropy(rows, w)).toThrow('linearCrossEntropy: expected target to be a tensor, got undefined');
  }));

it('finds the first of equal classes, in what is told of logits and of probabilities', () =>
  leavesNothing(() => {
    const [x, w] = [rl.zeros([600, 2]), rl.zeros([5, 2])];
    const [bias, y] = [rl.full([5], -Infinity), rl.zeros([600], { dtype: 'int32' })];
    // memory that is used again holds other numbers
    rl.full([100_000], 3, { dtype: 'int32' }).dispose();
    expect(F.linearCrossEntropy(x, w, y, { bias, details: true }).accuracy).toBe(1);
    const q = rl.tensor([[0.4, 0.4, 0.2]]);
    const own = { bias: rl.tensor([1, 0, 0]), details: true } as const;
    expect(F.linearCrossEntropy(rl.zeros([1, 2]), rl.zeros([3, 2]), q, own).accuracy).toBe(1);
  }));

describe('the memory of a call', () => {
  /** The bytes that a call takes beyond those that are live before it. */
  const beyond = (fn: () => Tensor): number =>
    rl.scope(() => {
      // the peak is that of the whole process: with this, it is reached
      const before = rl.memory();
      rl.zeros([Math.ceil((before.peakBytes - before.liveBytes) / 4)]);
      const { liveBytes } = rl.memory();
      fn();
      return rl.memory().peakBytes - liveBytes;
    });

  it('is that of a block of logits, whatever the cap', () =>
    leavesNothing(() => {
      const [N, V] = [64, 50_000];
      const [x, w] = [rl.randn([N, 1]).requiresGrad_(), rl.randn([V, 1])];
      const y = rl.randint(0, V, [N]);
      for (const softcap of [undefined, 0.5, 3])
        for (const reduction of ['mean', 'none'] as const) {
          const most = beyond(() => {
            const loss = F.linearCrossEntropy(x, w, y, { reduction, ...(softcap !== undefined && { softcap }) });
            loss.sum().backward();
            return loss;
          });
          expect(most, `${softcap} ${reduction}`).toBeLessThan(8.5e6);
          x.grad = null;
        }
    }));

  it('does not grow with the number of layers', () =>
    leavesNothing(() => {
      const [C, D, inner, N] = [20, 30, 100, 500];
      const [x, w] = [rl.randn([N, inner]), rl.randn([C, D, inner])];
      for (const target of [rl.randint(0, C, [N, D]), rl.full([N, C, D], 1 / C)]) {
        const last = target.ndim - 1;
        const [one, all] = [1, D].map((layers) => {
          const own = target.narrow(last, 0, layers).contiguous();
          const weight = w.narrow(1, 0, layers).contiguous();
          return beyond(() => F.linearCrossEntropy(x, weight, own, { chunkSize: 10 }));
        });
        // a layer's weight and target are copied, and its loss is a number that stays
        const own = (C * inner + target.numel / D + D) * 4;
        expect(all! - one!).toBeLessThan(own + 1000);
      }
    }));

  it('is not that of all rows without a gradient', () =>
    leavesNothing(() => {
      const N = 50_000;
      const [x, w, y] = [rl.randn([N, 1]), rl.randn([3, 1]), rl.randint(0, 3, [N])];
      expect(beyond(() => F.linearCrossEntropy(x, w, y))).toBeLessThan(5 * N);
    }));
});
