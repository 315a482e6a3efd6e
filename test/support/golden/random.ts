// Runs the cases of random streams and of initialisers, through what a user can call.
import { expect } from 'vitest';
import type { Tensor } from '../../../src/index.ts';
import * as rl from '../../../src/index.ts';
import { camelCase, decode, type FixtureTensor, type InitCase, mismatch, options, type RngCase } from '../golden.ts';
import { call, construct, find, leavesNothing, read } from '../library.ts';

type Args = [number, number, number];

const range = (n: number): rl.data.TensorDataset<[Tensor]> =>
  new rl.data.TensorDataset(rl.tensor(Int32Array.from({ length: n }, (_, i) => i)));

/** 63 random bits from two words: the low 31 bits of each word are what a range of 2³¹ shows. */
function draws31(count: number): number[] {
  return rl.randint(0, 2 ** 31, [count]).tolist() as number[];
}

/** What a stream cannot do without. */
const NEEDS: Record<string, string[]> = {
  rand: ['rand'],
  randn: ['randn'],
  randint: ['randint'],
  randperm: ['randperm'],
  bernoulli_scalar: ['F.dropout'],
  bernoulli_tensor: ['bernoulli'],
  dropout: ['F.dropout'],
  randn_sequence: ['randn', 'cat'],
  randn_rand_randn: ['randn', 'rand', 'cat'],
  linear: ['nn.Linear'],
  random_int64: ['randint'],
  words: ['randint'],
  dataloader: ['data.DataLoader', 'data.TensorDataset', 'Generator'],
  random_sampler: ['data.RandomSampler', 'data.TensorDataset', 'Generator'],
  random_split: ['data.randomSplit', 'data.TensorDataset', 'Generator'],
};

/** Streams that give one tensor. */
const streams: Record<string, (...args: Args) => Tensor> = {
  rand: (n) => rl.rand([n]),
  randn: (n) => rl.randn([n]),
  randint: (n, low, high) => rl.randint(low, high, [n]),
  randperm: (n) => rl.randperm(n),
  uniform: (n, low, high) => rl.zeros([n]).uniform_(low, high),
  normal: (n, mean, std) => rl.zeros([n]).normal_(mean, std),
  bernoulli_scalar: (n, p) =>
    rl.F.dropout(rl.ones([n]), 1 - p, { training: true })
      .gt(0)
      .to('float32'),
  bernoulli_tensor: (n, p) => rl.bernoulli(rl.full([n], p)),
  dropout: (n, p) => rl.F.dropout(rl.ones([n]), p, { training: true }),
  randn_sequence: (...sizes) =>
    rl.cat(
      sizes.map((n) => rl.randn([n])),
      0,
    ),
  randn_rand_randn: (a, b, c) => rl.cat([rl.randn([a]), rl.rand([b]), rl.randn([c])], 0),
};

/** Three passes, or two, over what hands out indices; then the generator stands where PyTorch's stands. */
function passes(c: RngCase, onePass: () => unknown, generator: rl.Generator | undefined): void {
  for (const want of c.result as unknown[]) expect(onePass()).toEqual(want);
  expect(mismatch(read(rl.rand([1], generator ? { generator } : {})), c.after!, undefined, [0, 0]), 'after').toBeUndefined();
}

/** Cases that give something other than one tensor. */
const others: Record<string, (c: RngCase) => void> = {
  linear(c) {
    const [, inputs, outputs, part] = c.call as [string, number, number, 'weight' | 'bias'];
    const layer = new rl.nn.Linear(inputs, outputs);
    expect(mismatch(read(layer[part]!), c.result as FixtureTensor, undefined, [0, 0])).toBeUndefined();
    layer.dispose();
  },
  random_int64(c) {
    const want = (c.result as string[]).map(BigInt);
    const words = draws31(want.length * 2);
    expect(words).toEqual(want.flatMap((w) => [Number(w >> 32n), Number(w & 0x7fffffffn)]));
  },
  words(c) {
    const want = (c.result as string[]).map(Number);
    expect(draws31(want.length)).toEqual(want.map((w) => w % 2 ** 31));
  },
  dataloader(c) {
    const [, n, batchSize, given, dropLast] = c.call as [string, number, number, boolean, boolean];
    const generator = given ? new rl.Generator(c.seed) : undefined;
    const loader = new rl.data.DataLoader(range(n), {
      batchSize,
      shuffle: true,
      dropLast,
      ...(generator && { generator }),
    });
    passes(c, () => Array.from(loader as Iterable<[Tensor]>, ([x]) => x.tolist()), generator);
  },
  random_sampler(c) {
    const generator = new rl.Generator(c.seed);
    const sampler = construct('data.RandomSampler', range(c.call[1] as number), {
      generator,
    }) as Iterable<number>;
    passes(c, () => [...sampler], generator);
  },
  random_split(c) {
    const [, total, first] = c.call as [string, number, number];
    const parts = call('data.randomSplit', range(total), [first, total - first], {
      generator: new rl.Generator(c.seed),
    });
    expect((parts as { indices: ArrayLike<number> }[]).map((p) => Array.from(p.indices))).toEqual(c.result);
  },
  randperm_checksum(c) {
    const want = c.result as { first: number[]; last: number[]; sum_i_times_p: string };
    const p = rl.randperm(c.call[1] as number).tolist() as number[];
    expect([p.slice(0, 8), p.slice(-8)]).toEqual([want.first, want.last]);
    expect(String(p.reduce((sum, v, i) => sum + v * i, 0))).toBe(want.sum_i_times_p);
  },
  randn_checksum(c) {
    const want = c.result as { first: FixtureTensor; last: FixtureTensor; sum64: number; sumsq64: number };
    const v = Array.from(rl.randn([c.call[1] as number]).toTypedArray());
    expect([v.slice(0, 8), v.slice(-8)]).toEqual([[...decode(want.first).data], [...decode(want.last).data]]);
    expect(v.reduce((sum, x) => sum + x, 0)).toBeCloseTo(want.sum64, 8);
    expect(v.reduce((sum, x) => sum + x * x, 0)).toBeCloseTo(want.sumsq64, 7);
  },
};

/** Every stream must come bit for bit as PyTorch draws it with SIMD. */
export function runRandom(c: RngCase): void {
  for (const path of NEEDS[c.call[0]] ?? []) find(path);
  leavesNothing(() => {
    rl.manualSeed(c.seed);
    const [name, ...args] = c.call;
    if (others[name]) return others[name](c);
    const want = c.result as FixtureTensor;
    const got = want.shape.length > 1 ? rl.rand(want.shape) : streams[name]!(...(args as Args));
    expect(mismatch(read(got), want, undefined, [0, 0])).toBeUndefined();
  });
}

/** Bound, mean and deviation of many draws. */
export function runInit(c: InitCase): void {
  leavesNothing(() => {
    rl.manualSeed(1);
    const t = rl.zeros(c.shape);
    call(`nn.init.${camelCase(c.initialiser)}`, t, options(c.params));
    const values = Float64Array.from(t.toTypedArray());
    const mean = values.reduce((s, x) => s + x, 0) / values.length;
    const std = Math.sqrt(values.reduce((s, x) => s + (x - mean) ** 2, 0) / values.length);
    expect(Math.abs(mean - c.mean)).toBeLessThan(c.mean_abs_tol);
    expect(Math.abs(std / c.std - 1)).toBeLessThan(c.std_rel_tol);
    if (c.bound === undefined) return;
    const largest = values.reduce((m, x) => Math.max(m, Math.abs(x)), 0);
    expect(largest).toBeLessThanOrEqual(Math.fround(c.bound));
    expect(largest).toBeGreaterThan(0.99 * c.bound);
  });
}
