// Small things about reductions: norms and deviations at the ends of float32, ties, scalars.
import { beforeAll, describe, expect, it } from 'vitest';
import * as rl from '../src/index.ts';
import { leavesNothing, start } from './support/library.ts';
import { Random } from './support/random.ts';

const { F, tensor } = rl;

beforeAll(start);

const { fround } = Math;

/** The gradient of a sum of `f(x)`. */
function slopes(f: (x: rl.Tensor) => rl.Tensor, values: number[], shape = [values.length]): unknown {
  const x = tensor(values).view(shape).detach().requiresGrad_();
  f(x).sum().backward();
  return x.grad!.tolist();
}

describe('a norm', () => {
  it('is the nearest float32 where the powers are whole numbers', () =>
    leavesNothing(() => {
      for (let a = 1; a < 30; a++)
        for (let b = a; b < 30; b++) {
          const x = tensor([a, b]);
          expect(x.norm().item()).toBe(fround(Math.sqrt(a * a + b * b)));
          expect(x.norm(1).item()).toBe(a + b);
          expect(
            x
              .mul(2 ** 101)
              .norm(1)
              .item(),
          ).toBe((a + b) * 2 ** 101);
        }
    }));

  it.each([
    [0, 0],
    [1, 1],
    [2, 0],
    [3, 0],
    [0.5, 0],
    [-1, 0],
    [Infinity, 0],
    [-Infinity, 0],
  ])('of order %s has the slope 0 at 0', (p, _) =>
    leavesNothing(() => {
      expect(slopes((x) => x.norm(p), [0, 0])).toEqual([0, 0]);
    }),
  );

  it('shares the slope of its only element, and of its greatest or least', () =>
    leavesNothing(() => {
      for (const p of [0.5, 1, 2, 3, 10]) expect(slopes((x) => x.norm(p), [0, -4])).toEqual([0, -1]);
      expect(slopes((x) => x.norm(0), [0, -4])).toEqual([0, 0]);
      expect(slopes((x) => x.norm(Infinity), [3, -3, 1])).toEqual([0.5, -0.5, 0]);
      expect(slopes((x) => x.norm(-Infinity), [3, -1, 1, 2])).toEqual([0, -0.5, 0.5, 0]);
      expect(slopes((x) => x.norm(-Infinity), [0.5, 0.25])).toEqual([0, 1]);
      expect(slopes((x) => x.norm(Infinity), [0.5, 0.25])).toEqual([1, 0]);
    }));

  it('saves its input alone where the gradient reads no result, and nothing for a count', () =>
    leavesNothing(() => {
      const x = tensor([1, -2], { requiresGrad: true });
      expect([0, 1, 2, 3].map((p) => x.norm(p).node!.unpack().length)).toEqual([0, 1, 2, 2]);
    }));

  it('is that of the element that matters, and has a gradient for no elements', () =>
    leavesNothing(() => {
      const x = tensor([1e-30, 1e30]);
      expect((x.norm(-2).item() as number) / 1e-30).toBeCloseTo(1, 5);
      expect((x.norm(3).item() as number) / 1e30).toBeCloseTo(1, 5);
      const none = rl.zeros([0, 2], { requiresGrad: true });
      none.norm(2, 0).sum().backward();
      expect(none.grad?.shape).toEqual([0, 2]);
    }));

  it('of order 0 counts, along any dims', () =>
    leavesNothing(() => {
      const x = tensor([0, 1, -2, 0, 0, NaN]).view([2, 3]);
      expect(x.norm(0).item()).toBe(3);
      expect(x.norm(0, 1).tolist()).toEqual([2, 1]);
      expect(x.norm(0, 0, { keepdim: true }).tolist()).toEqual([[0, 1, 2]]);
    }));

  it.each([1.5, 2, 3, 7, -1, -2.5])('of order %d is found for numbers of any size, as is its slope', (p) =>
    leavesNothing(() => {
      const values = [0.5, 1, 1.75, 0.8, 1.2, 0.9];
      const plain = tensor(values).view([3, 2]);
      const usual = plain.norm(p, 0).tolist() as number[];
      const slope = slopes((x) => x.norm(p, 0), values, [3, 2]) as number[][];
      for (const scale of [2 ** -100, 2 ** -60, 2 ** 60, 2 ** 100]) {
        const found = plain.mul(scale).norm(p, 0).tolist() as number[];
        found.forEach((v, i) => expect(v / scale).toBeCloseTo(usual[i]!, 5));
        const there = slopes(
          (x) => x.norm(p, 0, { keepdim: true }),
          values.map((v) => v * scale),
          [3, 2],
        ) as number[][];
        there.flat().forEach((v, i) => expect(v).toBeCloseTo(slope.flat()[i]!, 5));
      }
    }),
  );
});

describe('a variance', () => {
  /** In float64, along the middle of three dims. */
  const exact = (values: ArrayLike<number>, [outer, reduce, inner]: number[], correction: number): number[] =>
    Array.from({ length: outer! * inner! }, (_, k) => {
      const at = (i: number): number => values[(Math.floor(k / inner!) * reduce! + i) * inner! + (k % inner!)]!;
      const all = Array.from({ length: reduce! }, (_, i) => at(i));
      const mean = all.reduce((a, b) => a + b, 0) / reduce!;
      return all.reduce((a, b) => a + (b - mean) ** 2, 0) / Math.max(reduce! - correction, 0);
    });

  it.each([1, 1e-16, 1e16, 1e-22, 1e-25, 1e18])('of numbers about %d is that of float64, each in its lane', (scale) =>
    leavesNothing(() => {
      const shape = [3, 4, 5];
      const random = new Random(`variance ${scale}`);
      const values = Float32Array.from(random.real(shape, -2, 2).data, (v, i) => (i % 7 === 0 ? v : v * scale));
      for (const within of [values, values.map((v, i) => (i % 7 === 0 ? v * scale : v))]) {
        const x = tensor(within).view(shape);
        for (const correction of [0, 1, 2]) {
          const want = exact(within, shape, correction);
          const [v, s] = [x.var(1, { correction }).toTypedArray(), x.std(1, { correction }).toTypedArray()];
          want.forEach((w, i) => {
            // below, float32 has fewer digits
            expect(Math.abs(v[i]! - w)).toBeLessThanOrEqual(w * 1e-5 + 2e-45);
            expect(s[i]! / Math.sqrt(w)).toBeCloseTo(1, 5);
          });
        }
      }
    }),
  );

  it('of huge and of tiny numbers is found right after a sort, a product and a loss', () =>
    leavesNothing(() => {
      const plain = tensor([1, 2, 3, 5]).view([2, 2]);
      const half = Math.SQRT1_2;
      // they fill all of the memory that kernels work in
      rl.rand([81_660]).sub(2).sort();
      rl.matmul(rl.ones([64, 1000]), rl.ones([1000, 1000]));
      rl.ones([2 ** 23]).dispose();
      for (const scale of [1e25, 1e-30])
        for (const row of [0, 1]) {
          const x = plain.clone();
          x.select(0, row).mul_(scale);
          // what was in memory before says nothing about this one
          F.crossEntropy(rl.zeros([4, 2]), tensor(Int32Array.of(0, 1, 0, 1)));
          const found = x.std(1).toTypedArray();
          const want = [half, 2 * half].map((v, i) => (i === row ? v * scale : v));
          want.forEach((w, i) => expect(found[i]! / w).toBeCloseTo(1, 5));
        }
    }));

  it('with a divisor of 0 or below is infinite, or NaN without deviations', () =>
    leavesNothing(() => {
      for (const scale of [1, 1e25, 1e-30])
        for (const correction of [2, 3]) {
          expect(tensor([scale, -scale]).var(0, { correction }).item()).toBe(Infinity);
          expect(tensor([scale, -scale]).std(0, { correction }).item()).toBe(Infinity);
          expect(tensor([scale, scale]).var(0, { correction }).item()).toBeNaN();
        }
      expect(tensor([3]).var().item()).toBeNaN();
      expect(rl.zeros([2, 0]).var(1).tolist()).toEqual([NaN, NaN]);
      expect(rl.zeros([0, 2]).std(1).shape).toEqual([0]);
    }));

  it('of 1 has a slope like any other, and one of 0 none', () =>
    leavesNothing(() => {
      expect(slopes((x) => x.std(), [1, 2, 3])).toEqual([-0.5, 0, 0.5]);
      expect(slopes((x) => x.std(), [2, 2, 2])).toEqual([0, 0, 0]);
      // half the least number, which is rounded to 0
      expect(tensor([1e-45, 0, 0, 0]).std().item()).toBe(0);
      expect(slopes((x) => x.std().abs(), [1e-45, 0, 0, 0])).toEqual([0, 0, 0, 0]);
      expect(slopes((x) => x.var(), [1, 2, 3])).toEqual([-1, 0, 1]);
      expect(slopes((x) => x.var(undefined, { correction: 0 }), [1, 3])).toEqual([-1, 1]);
    }));
});

describe('scalars', () => {
  it('are sorted, and are their own extremes', () =>
    leavesNothing(() => {
      const x = tensor(5);
      for (const made of [x.sort(), x.sort(0), x.sort(-1, { descending: true }), x.topk(1), x.topk(1, 0), x.max(0), x.min(-1)]) {
        expect([made.values.tolist(), made.indices.tolist()]).toEqual([5, 0]);
        expect([made.values.shape, made.indices.shape]).toEqual([[], []]);
      }
      expect([x.argmax().item(), x.argmin(0).item(), x.amax(0).item(), x.amin().item()]).toEqual([0, 0, 5, 5]);
      expect([x.cumsum(0).item(), x.cumprod(-1).item(), x.prod(0).item(), x.sum(0).item(), x.mean(0).item()]).toEqual([
        5, 5, 5, 5, 5,
      ]);
      expect([x.softmax(0).item(), x.logSoftmax(0).item(), F.softmin(x, 0).item(), x.logsumexp(0).item()]).toEqual([1, 0, 1, 5]);
      expect([x.norm().item(), x.norm(1, 0).item(), x.any().item(), x.all(0).item()]).toEqual([5, 5, true, true]);
    }));
});

describe('integers', () => {
  it('have extremes among all of them, which are integers', () =>
    leavesNothing(() => {
      const [least, most] = [-(2 ** 31), 2 ** 31 - 1];
      // as floats, -1 would be NaN, and the first few numbers would be too small to tell apart
      const x = tensor(Int32Array.of(-1, 2, 1, least, most, 0x7fc00000, -5, -7, -6)).view([3, 3]);
      expect([x.amax(), x.amin(), x.max(), x.min()].map((t) => [t.dtype, t.item()])).toEqual([
        ['int32', most],
        ['int32', least],
        ['int32', most],
        ['int32', least],
      ]);
      expect([x.amax(1).tolist(), x.amin(1).tolist()]).toEqual([
        [2, most, -5],
        [-1, least, -7],
      ]);
      expect([x.amax(0).tolist(), x.amin(0).tolist()]).toEqual([
        [-1, most, 0x7fc00000],
        [least, -7, -6],
      ]);
      expect([x.argmax(1).tolist(), x.argmin(1).tolist()]).toEqual([
        [1, 1, 0],
        [0, 0, 1],
      ]);
      expect([x.argmax().item(), x.argmin().item()]).toEqual([4, 3]);
      const [high, low] = [x.max(0), x.min(0)];
      expect([high.values.dtype, high.values.tolist(), high.indices.tolist()]).toEqual([
        'int32',
        [-1, most, 0x7fc00000],
        [0, 1, 1],
      ]);
      expect([low.values.dtype, low.values.tolist(), low.indices.tolist()]).toEqual(['int32', [least, -7, -6], [1, 2, 2]]);
      expect(x.sort(1).values.tolist()).toEqual([
        [-1, 1, 2],
        [least, 0x7fc00000, most],
        [-7, -6, -5],
      ]);
      expect(x.topk(1, 0, { largest: false }).values.tolist()).toEqual([[least, -7, -6]]);
    }));
});

it('sums and products beyond int32 are refused, and leave nothing', () =>
  leavesNothing(() => {
    const x = tensor(Int32Array.of(2 ** 30, 2 ** 30, 2 ** 30)).view([3, 1]);
    const before = rl.memory().liveBytes;
    for (const op of ['sum', 'prod', 'cumsum', 'cumprod'] as const) {
      for (const given of [x, x.expand([3, 2])]) expect(() => given[op](0)).toThrow(new RegExp(`^${op}: expected `));
      expect(rl.memory().liveBytes).toBe(before);
    }
  }));

describe('dims that are not there', () => {
  it.each([
    'softmax',
    'logSoftmax',
    'softmin',
    'cumsum',
    'cumprod',
    'sort',
    'sum',
    'mean',
    'prod',
    'amax',
    'argmin',
    'var',
    'std',
    'any',
    'all',
    'logsumexp',
    'glu',
    'max',
    'min',
  ] as const)('%s names itself', (name) =>
    leavesNothing(() => {
      const [ops, functions] = [rl, F] as unknown as Record<string, (x: rl.Tensor, dim: unknown) => unknown>[];
      const op = (ops![name] ?? functions![name])!;
      for (const dim of [2, -3]) {
        expect(() => op(rl.ones([2, 2]), dim)).toThrow(RangeError);
        expect(() => op(rl.ones([2, 2]), dim)).toThrow(`${name}: expected `);
      }
    }),
  );
});

describe('ties', () => {
  it('share the gradient of an extreme, also NaN with max and min', () =>
    leavesNothing(() => {
      expect(slopes((x) => x.max(), [1, 3, 3])).toEqual([0, 0.5, 0.5]);
      expect(slopes((x) => x.min(), [1, 3, 1])).toEqual([0.5, 0, 0.5]);
      expect(slopes((x) => x.max(), [NaN, 3, NaN])).toEqual([0.5, 0, 0.5]);
      expect(slopes((x) => x.min(), [NaN, 3, 1])).toEqual([1, 0, 0]);
      expect(slopes((x) => x.amax(), [NaN, 3])).toEqual([NaN, NaN]);
      expect(slopes((x) => x.amin(1), [NaN, 3, 2, 2], [2, 2])).toEqual([
        [NaN, NaN],
        [0.5, 0.5],
      ]);
      expect(slopes((x) => x.max(0).values, [3, 1, 3])).toEqual([1, 0, 0]);
      expect(slopes((x) => x.min(0).values, [3, 1, 1])).toEqual([0, 1, 0]);
    }));
});

describe('nothing', () => {
  it('has the results of PyTorch', () =>
    leavesNothing(() => {
      const x = rl.zeros([2, 0]);
      expect(x.sum(1).tolist()).toEqual([0, 0]);
      expect(x.mean(1).tolist()).toEqual([NaN, NaN]);
      expect(x.prod(1).tolist()).toEqual([1, 1]);
      expect(x.logsumexp(1).tolist()).toEqual([-Infinity, -Infinity]);
      expect(x.any(1).tolist()).toEqual([false, false]);
      expect(x.all(1).tolist()).toEqual([true, true]);
      for (const p of [2, 1, 0, -1, Infinity]) expect(x.norm(p, 1, { keepdim: true }).tolist()).toEqual([[0], [0]]);
      for (const op of ['amax', 'amin', 'argmax', 'argmin'] as const)
        expect(() => x[op]()).toThrow(
          new RangeError(`${op}: expected at least one element to choose from, got shape [2, 0] reduced over [0, 1]`),
        );
      expect(x.amax(0).shape).toEqual([0]);
    }));
});

describe('cosines', () => {
  it('are those of vectors of any length, and of vectors that repeat a number', () =>
    leavesNothing(() => {
      const [a, b] = [tensor([3, 4]).view([1, 2]), tensor([4, 3]).view([1, 2])];
      for (const [p, q] of [
        [1, 1],
        [2 ** 70, 1],
        [2 ** 100, 2 ** 100],
        [1, 2 ** 64],
      ] as const)
        expect(F.cosineSimilarity(a.mul(p), b.mul(q)).item()).toBeCloseTo(0.96, 6);
      expect(F.cosineSimilarity(rl.ones([1, 1]), rl.ones([1, 4])).tolist()).toEqual([1]);
      expect(F.cosineSimilarity(rl.ones([1, 4]), rl.ones([3, 1])).tolist()).toEqual([1, 1, 1]);
      expect(F.cosineSimilarity(rl.zeros([1, 2]), b).tolist()).toEqual([0]);
      const far = tensor([[2 ** 64, 0]]);
      expect(F.cosineSimilarity(far, far).tolist()).toEqual([1]);
      expect(F.cosineSimilarity(a, b, { eps: 50 }).item()).toBeCloseTo(24 / 2500, 8);
    }));
});
