// Softmax and the losses over classes at the ends of rows, of memory and of float32: each against plain float64 loops, between guards.
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Tensor } from '../src/index.ts';
import * as rl from '../src/index.ts';
import { installCanaries, trampledWords } from './support/canary.ts';
import { bytesOf, leavesNothing, numbers, start } from './support/library.ts';
import { Random } from './support/random.ts';

const { F } = rl;

beforeAll(async () => {
  installCanaries();
  await start();
});
afterEach(() => expect(trampledWords()).toEqual([]));
afterAll(() => expect(rl.memory().liveBytes).toBe(0));

const ints = (values: rl.TensorData): Tensor => rl.tensor(values, { dtype: 'int32' });
const leaf = (values: rl.TensorData): Tensor => rl.tensor(values, { requiresGrad: true });
const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);

function near(got: Tensor | null, want: readonly number[], relative = 2e-6, absolute = 2e-7): void {
  const values = numbers(got!);
  expect(values).toHaveLength(want.length);
  const far = want.findIndex(
    (w, i) => !(Object.is(values[i], w) || Math.abs(values[i]! - w) <= relative * Math.abs(w) + absolute),
  );
  expect([far, values[far], want[far]]).toEqual([-1, undefined, undefined]);
}

/** In float64. */
function logSoftmax(row: readonly number[]): number[] {
  const most = row.reduce((a, b) => Math.max(a, b));
  const log = Math.log(sum(row.map((v) => Math.exp(v - most))));
  return row.map((v) => v - most - log);
}

const drawRows = (seed: string, N: number, C: number): number[][] => {
  const random = new Random(seed);
  return Array.from({ length: N }, () => [...random.real([C]).data]);
};

/** Rows of C beside each other: NaN at each place among infinities, +∞ at each place, nothing but −∞. */
function extremeRows(C: number): { rows: number[][]; sums: number[] } {
  const [rows, sums]: [number[][], number[]] = [[], []];
  const add = (row: number[], of: number): void => {
    rows.push(row);
    sums.push(of);
  };
  for (let at = 0; at < C; at++) {
    const with_ = (value: number, rest: number): number[] => Array.from({ length: C }, (_, c) => (c === at ? value : rest));
    for (const [value, rest, of] of [
      [NaN, Infinity, NaN],
      [Infinity, 1, Infinity],
      [NaN, -Infinity, NaN],
      [Infinity, -Infinity, Infinity],
      [2, -Infinity, 2],
    ] as const)
      if (C > 1 || !Number.isNaN(value)) add(with_(value, rest), of);
  }
  add(new Array<number>(C).fill(-Infinity), -Infinity);
  return { rows, sums };
}

it.each([1, 3, 15, 16, 17, 35])('logsumexp of %i classes with infinities and NaN', (C) =>
  leavesNothing(() => {
    const { rows, sums } = extremeRows(C);
    near(rl.logsumexp(rl.tensor(rows), 1), sums);
    near(rl.logsumexp(rl.tensor(rows).t(), 0), sums);
  }),
);

it.each([16, 17, 35])('a class of %i that has all: logarithms of 0, in every row', (C) =>
  leavesNothing(() => {
    for (const most of [0, 7]) {
      const rows = Array.from({ length: 4 }, (_, n) => Array.from({ length: C }, (_, c) => (c === 3 * n ? most : -1000)));
      const x = rl.tensor(rows);
      const flat = rows.flat();
      expect(numbers(rl.logsumexp(x, 1))).toEqual([most, most, most, most]);
      expect(numbers(F.logSoftmax(x, 1))).toEqual(flat.map((v) => v - most));
      expect(numbers(F.softmax(x, 1))).toEqual(flat.map((v) => Number(v === most)));
    }
  }),
);

it.each([1, 2, 4, 5, 15, 16, 19])('softmax and its kin of rows of %i, and their gradients', (C) =>
  leavesNothing(() => {
    for (const N of [1, 4, 7]) {
      const [rows, g] = [drawRows('rows', N, C), drawRows('gradients', N, C)];
      const ps = rows.map(logSoftmax);
      const upstream = rl.tensor(g);
      const check = (fn: (x: Tensor) => Tensor, want: number[][], slope: (p: number[], d: number[]) => number[]): void => {
        const slopes = ps.flatMap((p, n) => slope(p, g[n]!));
        const along = leaf(rows);
        const y = fn(along);
        near(y, want.flat());
        y.backward({ gradient: upstream });
        near(along.grad, slopes, 4e-6, 2e-6);
        // N samples of C classes at three positions
        const deep = rl.stack([rl.tensor(rows), rl.tensor(rows), rl.tensor(rows)], 2).requiresGrad_();
        const z = fn(deep);
        z.backward({ gradient: rl.stack([upstream, upstream, upstream], 2) });
        for (const k of [0, 2]) {
          near(z.select(2, k), want.flat());
          near(deep.grad!.select(2, k), slopes, 4e-6, 2e-6);
        }
      };
      check(
        (x) => F.logSoftmax(x, 1),
        ps,
        (p, d) => p.map((v, c) => d[c]! - Math.exp(v) * sum(d)),
      );
      check(
        (x) => F.softmax(x, 1),
        ps.map((p) => p.map(Math.exp)),
        (p, d) => p.map((v, c) => Math.exp(v) * (d[c]! - sum(p.map((u, k) => Math.exp(u) * d[k]!)))),
      );
      near(
        rl.logsumexp(rl.tensor(rows), 1),
        rows.map((row, n) => row[0]! - ps[n]![0]!),
      );
    }
  }),
);

it('the sum of many equal gradients is as precise as that of few', () =>
  leavesNothing(() => {
    const C = 2 ** 18;
    const x = rl.zeros([1, C], { requiresGrad: true });
    F.logSoftmax(x, 1).backward({ gradient: rl.full([1, C], 0.1) });
    expect(x.grad!.abs().max().item()).toBeLessThan(1e-6);
  }));

it('logsumexp changes no number beside its results', () =>
  leavesNothing(() => {
    const x = rl.randn([2, 600]);
    const others = Array.from({ length: 60 }, () => [rl.zeros([2]), rl.full([30], -0)] as const);
    for (const [gap] of others) gap.dispose();
    const results = Array.from({ length: 30 }, () => rl.logsumexp(x, 1));
    for (const y of results) expect(numbers(y).every(Number.isFinite)).toBe(true);
    for (const [, other] of others) expect(numbers(other).every((v) => Object.is(v, -0))).toBe(true);
  }));

describe('the last row', () => {
  const C = 2 ** 20;
  /** A tensor of one row that is likely to lie at the end of memory, as results have been given room elsewhere. */
  const atEnd = (room: number): Tensor => {
    const holes = Array.from({ length: room }, () => rl.zeros([1, C]));
    const x = rl.zeros([1, C]);
    for (const hole of holes) hole.dispose();
    return x;
  };

  it.each([
    ['crossEntropy', (x: Tensor) => F.crossEntropy(x, ints([3])), 20 * Math.LN2],
    ['logsumexp', (x: Tensor) => x.logsumexp(1), 20 * Math.LN2],
    ['logSoftmax', (x: Tensor) => F.logSoftmax(x, 1).narrow(1, 0, 1), -20 * Math.LN2],
    ['softmax', (x: Tensor) => F.softmax(x, 1).narrow(1, 0, 1), 2 ** -20],
  ] as const)('may be the last in memory: %s', (_, fn, want) => leavesNothing(() => near(fn(atEnd(1)), [want])));

  it('of a gradient too', () =>
    leavesNothing(() => {
      const dy = atEnd(3);
      const x = rl.zeros([1, C], { requiresGrad: true });
      F.logSoftmax(x, 1).backward({ gradient: dy });
      expect(x.grad!.abs().sum().item()).toBe(0);
    }));
});

describe('cross-entropy', () => {
  it.each([1, 2, 5, 15, 16, 17])('of %i classes, smoothed and weighted', (C) =>
    leavesNothing(() => {
      for (const N of [1, 4, 6]) {
        const rows = drawRows('logits', N, C);
        const target = rows.map((_, n) => (n === 2 ? -100 : (5 * n) % C));
        const weights = [...new Random('weights').real([C], 0.2, 2).data];
        for (const w of [null, weights])
          for (const smoothing of [0, 0.3, 1]) {
            const [hard, soft] = [1 - smoothing, smoothing / C];
            const weightOf = (c: number): number => w?.[c] ?? 1;
            const W = sum(rows[0]!.map((_, c) => weightOf(c)));
            const shares = rows.map((row, n) => {
              const y = target[n]!;
              const p = logSoftmax(row);
              if (y < 0) return { loss: 0, slopes: p.map(() => 0) };
              return {
                loss: -hard * weightOf(y) * p[y]! - soft * sum(p.map((v, c) => weightOf(c) * v)),
                slopes: p.map(
                  (v, c) => hard * weightOf(y) * (Math.exp(v) - Number(c === y)) + soft * (W * Math.exp(v) - weightOf(c)),
                ),
              };
            });
            const options = { weight: w && rl.tensor(w), labelSmoothing: smoothing };
            const [x, y] = [leaf(rows), ints(target)];
            F.crossEntropy(x, y, { ...options, reduction: 'sum' }).backward();
            near(
              x.grad,
              shares.flatMap(({ slopes }) => slopes),
              4e-6,
              1e-6,
            );
            const each = F.crossEntropy(rl.tensor(rows), y, { ...options, reduction: 'none' });
            near(
              each,
              shares.map(({ loss }) => loss),
              4e-6,
              1e-6,
            );
          }
      }
    }),
  );

  it.each([5, 15, 16, 40])('of %i classes looks nothing up for what is ignored', (C) =>
    leavesNothing(() => {
      const N = 7;
      const rows = drawRows('ignored', N, C);
      const weight = rl.tensor([...new Random('weights').real([C], 0.2, 2).data]);
      const run = (ignoreIndex: number, labelSmoothing: number, w: Tensor | null): string => {
        const target = ints(rows.map((_, n) => ([0, 2, 3, 6].includes(n) ? ignoreIndex : n % C)));
        const x = leaf(rows);
        const options = { ignoreIndex, labelSmoothing, weight: w };
        const loss = F.crossEntropy(x, target, options);
        loss.backward();
        const each = F.crossEntropy(rl.tensor(rows), target, { ...options, reduction: 'none' });
        expect(numbers(each).map((v) => v === 0)).toEqual(rows.map((_, n) => [0, 2, 3, 6].includes(n)));
        return [loss, x.grad!, each].map(bytesOf).join(' ');
      };
      for (const smoothing of [0, 0.2])
        for (const w of [null, weight]) {
          const want = run(-100, smoothing, w);
          // the last but one is a place that no memory has
          for (const ignoreIndex of [-1, 2 ** 29 - 1, 2 ** 31 - 1]) expect(run(ignoreIndex, smoothing, w)).toBe(want);
        }
    }),
  );

  it.each([3, 20])('of %i classes counts the weights of its targets alone', (C) =>
    leavesNothing(() => {
      const weights = new Array<number>(C).fill(1);
      weights[1] = Infinity;
      const rows = drawRows('infinite', 2, C);
      const x = leaf(rows);
      F.crossEntropy(x, ints([0, 2]), { weight: rl.tensor(weights) }).backward();
      near(
        x.grad,
        rows.flatMap((row, n) => logSoftmax(row).map((v, c) => (Math.exp(v) - Number(c === 2 * n)) / 2)),
      );
      // weights that cancel out: the mean is divided by 0
      weights[1] = -1;
      const z = leaf(rows);
      F.crossEntropy(z, ints([0, 1]), { weight: rl.tensor(weights) }).backward();
      const want = [Infinity, -Infinity].flatMap((of, n) => weights.map((_, c) => (c === n ? NaN : of)));
      expect(numbers(z.grad!)).toEqual(want);
    }),
  );

  it('of no classes is 0 for each target, all of which are ignored', () =>
    leavesNothing(() => {
      for (const labelSmoothing of [0, 0.3]) {
        const x = rl.zeros([5, 0], { requiresGrad: true });
        const losses = F.crossEntropy(x, ints([-100, -100, -100, -100, -100]), { labelSmoothing, reduction: 'none' });
        expect(numbers(losses)).toEqual([0, 0, 0, 0, 0]);
        losses.sum().backward();
        expect(x.grad!.shape).toEqual([5, 0]);
      }
    }));

  it('without a gradient writes to nothing but its losses', () =>
    leavesNothing(() => {
      const v = rl.randn([50]);
      const values = (): number[][] => (['exp', 'log', 'tanh', 'erf', 'sin'] as const).map((name) => numbers(v[name]()));
      const before = values();
      for (const C of [5, 16, 40])
        for (const N of [1, 2, 3, 5, 8, 12, 15]) F.crossEntropy(rl.randn([N, C]), rl.zeros([N], { dtype: 'int32' })).item();
      expect(values()).toEqual(before);
    }));
});

describe('nllLoss', () => {
  it('has a gradient of 0 but for the targets', () =>
    leavesNothing(() => {
      const x = rl.zeros([2, 3, 2], { requiresGrad: true });
      const y = ints([
        [0, 2],
        [1, 0],
      ]);
      F.nllLoss(x, y, { reduction: 'sum', ignoreIndex: 1 }).backward();
      expect(numbers(x.grad!)).toEqual([-1, 0, 0, 0, 0, -1, 0, -1, 0, 0, 0, 0]);
    }));

  it.each([[[2, 3, 0]], [[0, 3]], [[0, 3, 2]]])('of no positions is a sum of 0, input %j', (shape) =>
    leavesNothing(() => {
      const x = rl.zeros(shape, { requiresGrad: true });
      const y = rl.zeros([shape[0]!, ...shape.slice(2)], { dtype: 'int32' });
      for (const loss of [F.nllLoss, F.crossEntropy]) {
        const total = loss(x, y, { reduction: 'sum' });
        expect(total.item()).toBe(0);
        total.backward();
        expect(x.grad!.shape).toEqual(shape);
      }
    }),
  );
});
