// Softmax and the losses over many classes, which go along a row in blocks: against float64, with what the short rows' way leaves out.
import { beforeAll, describe, expect, it } from 'vitest';
import * as rl from '../src/index.ts';
import { leavesNothing, start } from './support/library.ts';
import { Random } from './support/random.ts';

beforeAll(start);

const { F } = rl;
type Tensor = rl.Tensor;

const near = (got: Tensor | null, want: readonly number[], relative: number, absolute: number): void => {
  const values = [...got!.toTypedArray()];
  expect(values).toHaveLength(want.length);
  const far = want.findIndex((w, i) => !(Math.abs((values[i] as number) - w) <= relative * Math.abs(w) + absolute));
  expect([far, values[far], want[far]]).toEqual([-1, undefined, undefined]);
};

const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);
/** A class that may be left out of the loss. */
const IGNORED = 1;

/** In float64. */
const logSoftmax = (row: readonly number[]): number[] => {
  const most = Math.max(...row);
  const log = Math.log(sum(row.map((v) => Math.exp(v - most))));
  return row.map((v) => v - most - log);
};

describe.each([16, 17, 31, 33, 50, 1023, 1025, 1041, 2100])('%i classes', (C) => {
  const random = new Random(`${C} classes`);
  const draw = (from: number, to: number): number => Math.fround(from + (to - from) * random.next());
  const N = 4;
  const rows = Array.from({ length: N }, (_, n) => Array.from({ length: C }, () => draw(200 * n - 6, 200 * n + 2)));
  const target = [C - 1, IGNORED, 0, C >> 1];
  const weights = Array.from({ length: C }, () => draw(0.2, 2));
  const upstream = Array.from({ length: N }, () => draw(0.5, 2));
  const leaf = (): Tensor => rl.tensor(rows, { requiresGrad: true });

  it.each([
    { weighted: false, labelSmoothing: 0, ignoreIndex: -100 },
    { weighted: true, labelSmoothing: 0, ignoreIndex: IGNORED },
    { weighted: false, labelSmoothing: 0.3, ignoreIndex: IGNORED },
    { weighted: true, labelSmoothing: 0.3, ignoreIndex: IGNORED },
  ])('cross-entropy, %o', ({ weighted, labelSmoothing, ignoreIndex }) => {
    const w = (c: number): number => (weighted ? (weights[c] as number) : 1);
    const W = sum(rows[0]!.map((_, c) => w(c)));
    const hard = 1 - labelSmoothing;
    const soft = labelSmoothing / C;
    const ps = rows.map(logSoftmax);
    const losses = ps.map((p, n) => {
      const y = target[n] as number;
      return y === ignoreIndex ? 0 : -hard * w(y) * (p[y] as number) - soft * sum(p.map((v, c) => w(c) * v));
    });
    const slopes = ps.map((p, n) => {
      const y = target[n] as number;
      return p.map((v, c) => {
        if (y === ignoreIndex) return 0;
        return hard * w(y) * (Math.exp(v) - Number(c === y)) + soft * (W * Math.exp(v) - w(c));
      });
    });
    leavesNothing(() => {
      const options = { labelSmoothing, ignoreIndex, ...(weighted && { weight: rl.tensor(weights) }) };
      const y = rl.tensor(Int32Array.from(target));
      const [x, z] = [leaf(), leaf()];
      const each = F.crossEntropy(x, y, { ...options, reduction: 'none' });
      near(each, losses, 1e-6, 1e-6);
      each.backward({ gradient: rl.tensor(upstream) });
      near(
        x.grad,
        slopes.flatMap((slope, n) => slope.map((v) => v * (upstream[n] as number))),
        4e-6,
        1e-7,
      );
      F.crossEntropy(z, y, { ...options, reduction: 'sum' }).backward();
      near(z.grad, slopes.flat(), 4e-6, 1e-7);
      near(F.crossEntropy(rl.tensor(rows), y, { ...options, reduction: 'sum' }), [sum(losses)], 1e-6, 0);
    });
  });

  it('softmax and its kin, along rows and across', () => {
    const g = Array.from({ length: N }, () => Array.from({ length: C }, () => draw(-1, 1)));
    const ps = rows.map(logSoftmax);
    const logSlopes = ps.map((p, n) => {
      const s = sum(g[n]!);
      return p.map((v, c) => (g[n]![c] as number) - Math.exp(v) * s);
    });
    const slopes = ps.map((p, n) => {
      const s = sum(p.map((v, c) => Math.exp(v) * (g[n]![c] as number)));
      return p.map((v, c) => Math.exp(v) * ((g[n]![c] as number) - s));
    });
    const logSums = rows.map((row, n) => (row[0] as number) - (ps[n]![0] as number));
    leavesNothing(() => {
      for (const dim of [1, 0]) {
        const turn = (t: Tensor): Tensor => (dim === 1 ? t : t.t().contiguous());
        const check = (fn: (x: Tensor) => Tensor, want: number[][], slope: number[][], relative: number): void => {
          const x = turn(rl.tensor(rows)).requiresGrad_();
          const y = fn(x);
          near(turn(y), want.flat(), relative, 1e-30);
          y.backward({ gradient: turn(rl.tensor(g)) });
          near(turn(x.grad!), slope.flat(), 1e-5, 2e-6);
        };
        check((x) => F.logSoftmax(x, dim), ps, logSlopes, 1e-6);
        check(
          (x) => F.softmax(x, dim),
          ps.map((p) => p.map(Math.exp)),
          slopes,
          4e-6,
        );
        near(turn(rl.tensor(rows)).logsumexp(dim), logSums, 1e-6, 0);
      }
    });
  });
});

it('softmax keeps subnormal numbers, in any row', () => {
  const C = 37;
  const rows = Array.from({ length: 5 }, (_, n) =>
    Array.from({ length: C }, (_, c) => (c === 3 ? 0 : -84 - ((c * 7 + n) % 23) + n)),
  );
  const want = rows.map((row) => logSoftmax(row).map(Math.exp));
  leavesNothing(() => {
    for (const order of [[0, 1, 2, 3, 4], [4], [2, 0]])
      near(
        F.softmax(rl.tensor(order.map((n) => rows[n]!)), 1),
        order.flatMap((n) => want[n]!),
        1e-5,
        2e-45,
      );
  });
});

it.each([
  [[3, 0], 1],
  [[2, 0, 3], 1],
] as const)('softmax and its kin of no classes: %s', (shape, dim) => {
  leavesNothing(() => {
    for (const fn of [F.softmax, F.logSoftmax]) {
      const x = rl.zeros([...shape], { requiresGrad: true });
      const y = fn(x, dim);
      y.sum().backward();
      expect([y.shape, x.grad!.shape]).toEqual([shape, shape]);
    }
    expect(
      new Set(
        rl
          .zeros([...shape])
          .logsumexp(dim)
          .toTypedArray(),
      ),
    ).toEqual(new Set([-Infinity]));
  });
});
