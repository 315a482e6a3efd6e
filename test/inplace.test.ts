// Changes in place: on blocks, views with offsets and strides; what the graph makes of them.
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Tensor } from '../src/index.ts';
import * as rl from '../src/index.ts';
import { installCanaries, trampledWords } from './support/canary.ts';
import { leavesNothing, start, toArguments, toTensor } from './support/library.ts';
import { Random, TAILS } from './support/random.ts';
import { broadcastTo, mapNd, type Nd, nd } from './support/reference/nd.ts';
import { refer } from './support/reference.ts';

type Method = 'add_' | 'sub_' | 'mul_' | 'div_' | 'fill_' | 'zero_' | 'copy_';
const call = (t: Tensor, method: Method, args: unknown[]): unknown =>
  (t as unknown as Record<Method, (...args: unknown[]) => unknown>)[method](...args);

/** What `method` leaves in a tensor that held `x`. */
function expected(method: Method, x: Nd, args: unknown[]): Nd {
  if (method === 'zero_')
    return nd(
      x.shape,
      x.data.map(() => 0),
      x.dtype,
    );
  if (method === 'fill_')
    return nd(
      x.shape,
      x.data.map(() => Math.fround(args[0] as number)),
      x.dtype,
    );
  if (method === 'copy_') return broadcastTo(args[0] as Nd, x.shape);
  return refer(method.slice(0, -1), [x, ...args]) as Nd;
}

const ARITHMETIC: Method[] = ['add_', 'sub_', 'mul_', 'div_'];

/** Arguments for a target of that shape. */
const argumentsFor: Record<string, (r: Random, shape: number[]) => unknown[][]> = {
  ...Object.fromEntries(
    ARITHMETIC.map((m) => [
      m,
      (r: Random, shape: number[]) => [
        [r.real(shape, 0.5, 3)],
        [1.7],
        [r.real([], 0.5, 3)],
        ...(shape.length > 1 ? [[r.real(shape.slice(-1), 0.5, 3)], [r.real([shape[0]!, 1], 0.5, 3)]] : []),
      ],
    ]),
  ),
  fill_: () => [[2.5], [NaN]],
  zero_: () => [[]],
  copy_: (r, shape) => [[r.real(shape)], [r.real([1])], ...(shape.length > 1 ? [[r.real(shape.slice(-1))]] : [])],
};

/** A window on a larger tensor, and where its elements lie there. */
const WINDOWS: [name: string, base: number[], window: (t: Tensor) => Tensor, positions: (flat: number[]) => number[]][] = [
  ['all of it', [4, 6], (t) => t, (flat) => flat],
  ['a stretch at an odd offset', [11], (t) => t.narrow(0, 3, 7), (flat) => flat.slice(3, 10)],
  [
    'every other column of some rows',
    [5, 7],
    (t) => t.slice(0, 1, 4).slice(1, 1, 7, 2),
    (flat) => flat.filter((i) => i >= 7 && i < 28 && (i % 7) % 2 === 1),
  ],
  [
    'a transposed matrix',
    [3, 5],
    (t) => t.t(),
    (flat) => Array.from({ length: 15 }, (_, i) => flat[(i % 3) * 5 + Math.floor(i / 3)]!),
  ],
];

const same = (got: Tensor, want: ArrayLike<number>): void =>
  expect(Array.from(got.toTypedArray())).toEqual(Array.from(want, Math.fround));

beforeAll(async () => {
  installCanaries();
  await start();
});

afterEach(() => expect(trampledWords()).toEqual([]));

describe.each(Object.keys(argumentsFor) as Method[])('%s', (method) => {
  it('has the values of the reference at every length', () => {
    const r = new Random(method);
    for (const n of TAILS)
      for (const args of argumentsFor[method]!(r, [n]))
        leavesNothing(() => {
          const x = r.real([n]);
          const t = toTensor(x);
          expect(call(t, method, toArguments(args, (y) => toTensor(y)).args)).toBe(t);
          same(t, expected(method, x, args).data);
        });
  });

  it.each(WINDOWS)('changes %s and nothing round it', (_, shape, window, positions) => {
    const r = new Random(method);
    const base = r.real(shape);
    const places = positions(Array.from(base.data, (_, i) => i));
    leavesNothing(() => {
      const windowShape = [...window(toTensor(base)).shape];
      const x = nd(
        windowShape,
        places.map((p) => base.data[p]!),
      );
      for (const args of argumentsFor[method]!(r, windowShape)) {
        const t = toTensor(base);
        call(window(t), method, toArguments(args, (y) => toTensor(y)).args);
        const want = base.data.slice();
        expected(method, x, args).data.forEach((v, i) => {
          want[places[i]!] = v;
        });
        same(t, want);
      }
    });
  });
});

describe('refusals', () => {
  const X = nd([3], [1, 2, 3]);
  const refused: [Method, Nd, unknown[], typeof RangeError | typeof TypeError][] = [
    ...ARITHMETIC.map((m): [Method, Nd, unknown[], typeof RangeError] => [m, X, [nd([2, 3], new Float64Array(6))], RangeError]),
    ['copy_', X, [nd([2], [1, 2])], RangeError],
    ['add_', nd([3], [1, 2, 3], 'int32'), [X], TypeError],
    ['div_', nd([3], [1, 2, 3], 'int32'), [2], TypeError],
    ['fill_', X, ['one'], TypeError],
    ['copy_', X, [[1, 2, 3]], TypeError],
  ];
  it.each(refused.map((row) => [row[0], row] as const))('%s', (_, [method, x, args, type]) => {
    leavesNothing(() => {
      const t = toTensor(x);
      const made = mapNd(args, (y) => toTensor(y)) as unknown[];
      expect(() => call(t, method, made)).toThrow(type);
      expect(() => call(t, method, made)).toThrow(new RegExp(`^${method}: `));
      same(t, x.data);
    });
  });

  it('leaves an expanded tensor alone, whose elements share memory, unless all get one value', () => {
    leavesNothing(() => {
      const base = rl.ones([1, 3]);
      const x = base.expand([2, 3]);
      expect(() => x.add_(1)).toThrow(/^add_: /);
      expect(() => x.copy_(rl.ones([2, 3]))).toThrow(/^copy_: /);
      expect(base.tolist()).toEqual([[1, 1, 1]]);
      expect(x.fill_(7)).toBe(x);
      expect(base.tolist()).toEqual([[7, 7, 7]]);
      x.zero_();
      expect(base.tolist()).toEqual([[0, 0, 0]]);
      const leaf = rl.ones([1, 3], { requiresGrad: true });
      const y = leaf.mul(2);
      y.expand([2, 3]).narrow(1, 0, 2).fill_(5);
      y.sum().backward();
      expect(leaf.grad!.tolist()).toEqual([[0, 0, 2]]);
    });
  });
});

describe('the graph', () => {
  it('follows a change of what an op made', () => {
    leavesNothing(() => {
      const x = rl.tensor([1, 2, 3], { requiresGrad: true });
      const w = rl.tensor([4, 5, 6], { requiresGrad: true });
      const y = x.mul(2);
      y.add_(w);
      y.mul_(3);
      y.sum().backward();
      expect([x.grad!.tolist(), w.grad!.tolist()]).toEqual([
        [6, 6, 6],
        [3, 3, 3],
      ]);
    });
  });

  it('follows a change through a view', () => {
    leavesNothing(() => {
      const x = rl.ones([2, 3], { requiresGrad: true });
      const w = rl.tensor([1, 2, 3], { requiresGrad: true });
      const y = x.mul(2);
      const row = y.select(0, 1);
      row.mul_(5).add_(w);
      expect(y.tolist()).toEqual([
        [2, 2, 2],
        [11, 12, 13],
      ]);
      y.sum().add(row.sum()).backward();
      expect(x.grad!.tolist()).toEqual([
        [2, 2, 2],
        [20, 20, 20],
      ]);
      expect(w.grad!.tolist()).toEqual([2, 2, 2]);
    });
  });

  it('has an older view of what was changed follow it', () => {
    leavesNothing(() => {
      const x = rl.ones([2, 3], { requiresGrad: true });
      const y = x.mul(2);
      const before = y.t();
      y.mul_(3);
      before
        .mul(
          rl.tensor([
            [1, 2],
            [3, 4],
            [5, 6],
          ]),
        )
        .sum()
        .backward();
      expect(x.grad!.tolist()).toEqual([
        [6, 18, 30],
        [12, 24, 36],
      ]);
    });
  });

  it('gives an older view of a base that required no gradient the gradient of the change', () => {
    leavesNothing(() => {
      const w = rl.tensor([2, 3], { requiresGrad: true });
      const base = rl.ones([2, 2]);
      const row = base.select(0, 1);
      base.mul_(w);
      expect(row.requiresGrad).toBe(true);
      row.sum().backward();
      expect(w.grad!.tolist()).toEqual([1, 1]);
    });
  });

  it('leaves a detached tensor without a gradient, and its views', () => {
    leavesNothing(() => {
      const w = rl.tensor([2, 3], { requiresGrad: true });
      const base = rl.ones([2, 2]);
      const apart = base.detach();
      const row = apart.select(0, 1);
      base.mul_(w);
      expect(apart.requiresGrad || row.requiresGrad).toBe(false);
      expect(row.tolist()).toEqual([2, 3]);
    });
  });

  it('goes on retaining the gradient of a tensor that is changed', () => {
    leavesNothing(() => {
      const x = rl.ones([2], { requiresGrad: true });
      const y = x.mul(2);
      y.retainGrad();
      y.mul_(3);
      y.mul(5).sum().backward();
      expect(y.grad!.tolist()).toEqual([5, 5]);
      expect(x.grad!.tolist()).toEqual([30, 30]);
    });
  });

  it('gives the overwritten value no gradient', () => {
    leavesNothing(() => {
      const x = rl.ones([3], { requiresGrad: true });
      const y = x.mul(2);
      y.fill_(7);
      y.mul(x).sum().backward();
      expect(x.grad!.tolist()).toEqual([7, 7, 7]);
    });
  });

  it("keeps a copied value's gradient", () => {
    leavesNothing(() => {
      const x = rl.ones([3], { requiresGrad: true });
      const y = rl.zeros([2, 3]);
      y.copy_(x.mul(4));
      y.sum().backward();
      expect(x.grad!.tolist()).toEqual([8, 8, 8]);
    });
  });

  it('refuses a view that was changed through another, where their base is gone and cannot pass a gradient on', () => {
    leavesNothing(() => {
      const x = rl.ones([3], { requiresGrad: true });
      const base = rl.zeros([3]);
      const [a, b] = [base.reshape([3, 1]), base.narrow(0, 1, 2)];
      base.dispose();
      a.add_(x.reshape([3, 1]).mul(2));
      const message = /was changed in place through another view, so its gradient is lost; take the view again after the change/;
      expect(() => b.sum()).toThrow(message);
      expect(() => b.backward({ gradient: rl.ones([2]) })).toThrow(message);
      expect(rl.noGrad(() => b.tolist())).toEqual([2, 2]);
      expect(rl.noGrad(() => b.sum().item())).toBe(4);
      a.sum().backward();
      expect(x.grad!.tolist()).toEqual([2, 2, 2]);
    });
  });
});
