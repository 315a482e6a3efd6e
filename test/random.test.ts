import { readFileSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import { heap } from '../bindings/memory.ts';
import { saveCheckpoint } from '../src/index.ts';
import {
  baseSeed,
  checkGenerator,
  defaultGenerator,
  fillBernoulli,
  fillBernoulliTensor,
  fillDropoutMask,
  fillNormal,
  fillRandint,
  fillRandperm,
  fillUniform,
  Generator,
  initialSeed,
  manualSeed,
  next64,
  nextDouble,
  nextNormal,
  nextUint32,
  permutation,
} from '../src/random.ts';

// One block for what is filled, with canaries before and behind, and one for probabilities.
const ROOM = 20000;
const MARGIN = 16;
const CANARY = 0x5ca1ab1e;
const BYTES = (ROOM + 2 * MARGIN) * 4;
const block = heap.alloc(BYTES);
const probabilities = heap.alloc(ROOM * 4);
afterAll(() => {
  heap.free(block, BYTES);
  heap.free(probabilities, ROOM * 4);
});
const ptr = block + MARGIN * 4;
const at = ptr >>> 2;

/** What `fill` writes into n elements, as bits, and that it writes nowhere else. */
function filled(n: number, fill: (ptr: number, n: number) => void): Int32Array {
  heap.i32.fill(CANARY, block >>> 2, (block + BYTES) >>> 2);
  fill(ptr, n);
  for (let i = 1; i <= MARGIN; i++) {
    expect(heap.i32[at - i]).toBe(CANARY);
    expect(heap.i32[at + n - 1 + i]).toBe(CANARY);
  }
  return heap.i32.slice(at, at + n);
}

const floats = (bits: Int32Array): Float32Array => new Float32Array(bits.buffer);
const rand = (g: Generator, n: number, low = 0, high = 1) => floats(filled(n, (p) => fillUniform(p, n, g, low, high)));
const randn = (g: Generator, n: number, mean = 0, std = 1) => floats(filled(n, (p) => fillNormal(p, n, g, mean, std)));
const randint = (g: Generator, n: number, low: number, high: number) => filled(n, (p) => fillRandint(p, n, g, low, high));
const bernoulli = (g: Generator, n: number, p: number) => floats(filled(n, (to) => fillBernoulli(to, n, g, p)));
const dropout = (g: Generator, n: number, p: number) => floats(filled(n, (to) => fillDropoutMask(to, n, g, p)));
function bernoulliTensor(g: Generator, p: ArrayLike<number>): Float32Array {
  heap.f32.set(p, probabilities >>> 2);
  return floats(filled(p.length, (to, n) => fillBernoulliTensor(to, probabilities, n, g)));
}

const join = (...parts: Float32Array[]): number[] => parts.flatMap((part) => [...part]);
const times = <T>(n: number, make: () => T): T[] => Array.from({ length: n }, make);

interface Stored {
  dtype: string;
  data: number[];
}
interface Case {
  id: string;
  seed: number;
  call: [string, ...never[]];
  result: unknown;
}
const { cases } = JSON.parse(readFileSync(new URL('golden/rng.json', import.meta.url), 'utf8')) as { cases: Case[] };

/** nn.Linear's default initialisation: the weight, then the bias. */
function linear(g: Generator, fanIn: number, fanOut: number, part: string): Float32Array {
  const bound = 1 / Math.sqrt(fanIn);
  const weight = rand(g, fanIn * fanOut, -bound, bound);
  const bias = rand(g, fanOut, -bound, bound);
  return part === 'weight' ? weight : bias;
}

/** A range beyond 32 bits is reduced from the 64-bit draw; no int32 tensor could hold it. */
function wideRandint(g: Generator, n: number, low: number, high: number): number[] {
  return times(n, () => Number(next64(g) % BigInt(high - low)) + low);
}

const draw: Record<string, (g: Generator, ...args: never[]) => ArrayLike<number | string>> = {
  rand,
  uniform: rand,
  randn,
  normal: randn,
  randint: (g, n: number, low: number, high: number) =>
    high - low > 2 ** 32 ? wideRandint(g, n, low, high) : randint(g, n, low, high),
  randperm: (g, n: number) => filled(n, (p) => fillRandperm(p, n, g)),
  bernoulli_scalar: bernoulli,
  bernoulli_tensor: (g, n: number, p: number) => bernoulliTensor(g, new Float32Array(n).fill(p)),
  dropout,
  linear,
  randn_sequence: (g, a: number, b: number, c: number) => join(randn(g, a), randn(g, b), randn(g, c)),
  randn_rand_randn: (g, a: number, b: number, c: number) => join(randn(g, a), rand(g, b), randn(g, c)),
  random_int64: (g, n: number) => times(n, () => String(baseSeed(g))),
  words: (g, n: number) => times(n, () => String(nextUint32(g))),
};

describe("PyTorch's streams, bit for bit", () => {
  const plain = cases.filter((c) => c.call[0] in draw);

  it.each(plain.map((c) => [c.id, c] as const))('%s', (_, c) => {
    const got = draw[c.call[0]]?.(new Generator(c.seed), ...(c.call.slice(1) as never[])) ?? [];
    const { dtype, data } = (Array.isArray(c.result) ? { dtype: 'text', data: c.result } : c.result) as Stored;
    expect(Array.from(got)).toEqual(dtype === 'float32' ? data.map(Math.fround) : data);
  });

  it('randperm of 10,000', () => {
    const c = cases.find((one) => one.id === 'randperm/10000/checksum') as Case;
    const want = c.result as { first: number[]; last: number[]; sum_i_times_p: string };
    const p = permutation(10000, new Generator(c.seed));
    expect([...p.slice(0, 8)]).toEqual(want.first);
    expect([...p.slice(-8)]).toEqual(want.last);
    expect(String(p.reduce((sum, v, i) => sum + i * v, 0))).toBe(want.sum_i_times_p);
  });

  it('randn of 10,000', () => {
    const c = cases.find((one) => one.id === 'randn/10000/checksum') as Case;
    const want = c.result as { first: Stored; last: Stored; sum64: number; sumsq64: number };
    const v = randn(new Generator(c.seed), 10000);
    expect([...v.slice(0, 8)]).toEqual(want.first.data.map(Math.fround));
    expect([...v.slice(-8)]).toEqual(want.last.data.map(Math.fround));
    // One ulp in one element would move these by more.
    expect(Math.abs(v.reduce((sum, x) => sum + x, 0) - want.sum64)).toBeLessThan(1e-9);
    expect(Math.abs(v.reduce((sum, x) => sum + x * x, 0) - want.sumsq64)).toBeLessThan(1e-8);
  });

  it('covers every recorded stream but those of loaders, samplers and splits', () => {
    const rest = cases.filter((c) => !plain.includes(c)).map((c) => c.call[0]);
    expect(plain.length).toBe(82);
    expect(new Set(rest)).toEqual(
      new Set(['dataloader', 'random_sampler', 'random_split', 'randperm_checksum', 'randn_checksum']),
    );
  });
});

describe('mt19937', () => {
  it("gives the standard's outputs for seed 5489, its 10,000th among them", () => {
    const g = new Generator(5489);
    const first = times(10000, () => nextUint32(g));
    expect(first.slice(0, 5)).toEqual([3499211612, 581869302, 3890346734, 3586334585, 545404204]);
    expect(first[9999]).toBe(4123659995);
  });

  it('hands the same words to fills as one by one, across blocks of 624', () => {
    for (const skip of [0, 1, 623, 624, 1000]) {
      const [one, bulk] = [new Generator(7), new Generator(7)];
      times(skip, () => [nextUint32(one), nextUint32(bulk)]);
      const n = 2500;
      const low = -(2 ** 31);
      const integers = Int32Array.from({ length: n }, () => (nextUint32(one) & 0x7fffffff) + low);
      expect(randint(bulk, n, low, 0)).toEqual(integers);
      expect(bernoulli(bulk, n, 0.3)).toEqual(Float32Array.from({ length: n }, () => (nextDouble(one) < 0.3 ? 1 : 0)));
      const p = Float32Array.from({ length: n }, (_, i) => i / n);
      expect(bernoulliTensor(bulk, p)).toEqual(p.map((q) => ((nextUint32(one) & 0xffffff) / 2 ** 24 < q ? 1 : 0)));
      const order = Int32Array.from({ length: n }, (_, i) => i);
      for (let i = 0; i < n - 1; i++) {
        const other = i + (nextUint32(one) % (n - i));
        [order[i], order[other]] = [order[other] as number, order[i] as number];
      }
      expect(permutation(n, bulk)).toEqual(order);
      expect(nextUint32(bulk)).toBe(nextUint32(one));
    }
  });
});

// Exact arithmetic in units of 2^-298, of which every product of two float32 is a multiple.
const units = (x: number): bigint => BigInt(x * 2 ** 149);
function fma(a: number, b: number, c: number): number {
  const exact = units(a) * units(b) + (units(c) << 149n);
  const magnitude = exact < 0n ? -exact : exact;
  const drop = BigInt(Math.max(magnitude.toString(2).length - 24, 149));
  const [kept, rest, half] = [magnitude >> drop, BigInt.asUintN(Number(drop), magnitude), 1n << (drop - 1n)];
  const rounded = kept + (rest > half || (rest === half && kept % 2n === 1n) ? 1n : 0n);
  return Number(rounded) * 2 ** (Number(drop) - 298) * (exact < 0n ? -1 : 1);
}

describe('scaled floats are rounded once', () => {
  const scales = [
    [0.1234, 0.377],
    [-1e-38, 1e-38],
    [-3e-45, 1e-44],
    [1e20, 1.7],
    [-1.5e38, 1.6e38],
    [1e-30, 12345.678],
  ] as const;

  it.each(scales)('uniform, low %d, high or span %d', (low, other) => {
    const high = Math.fround(other) < Math.fround(low) ? low * (1 + 2 ** -18) : other;
    const [a, b] = [Math.fround(low), Math.fround(high)];
    const u = rand(new Generator(5), 301);
    expect(rand(new Generator(5), 301, low, high)).toEqual(u.map((x) => fma(x, Math.fround(b - a), a)));
  });

  it.each(scales)('normal, mean %d, std %d', (mean, std) => {
    const z = randn(new Generator(5), 301);
    expect(randn(new Generator(5), 301, mean, std)).toEqual(z.map((x) => fma(x, Math.fround(std), Math.fround(mean))));
  });

  // The scale that makes x · scale odd and of 25 bits, half way between two floats until something tiny is added.
  function halving(x: number): number {
    let odd = Math.abs(x) * 2 ** 60;
    while (odd % 2 === 0) odd /= 2;
    const scale = Math.ceil(2 ** 24 / odd);
    return scale + 1 - (scale % 2);
  }

  it('uniform, even where a sum in float64 would land on a tie', () => {
    const g = new Generator(1);
    let spoilt = 0;
    for (let i = 0; i < 200; i++) {
      const u = (nextUint32(new Generator().setState(g.getState())) & 0xffffff) / 2 ** 24;
      const [low, span] = [Math.fround(i % 2 === 0 ? 1e-20 : -1e-20), halving(u)];
      const want = fma(u, span, low);
      if (Math.fround(u * span + low) !== want) spoilt++;
      expect(rand(g, 1, low, span)[0]).toBe(want);
    }
    expect(spoilt).toBeGreaterThan(50);
  });

  it('normal, even where a sum in float64 would land on a tie', () => {
    let spoilt = 0;
    for (const seed of [1, 2, 3]) {
      const z = randn(new Generator(seed), 32);
      for (const mean of [1e-20, -1e-20].map(Math.fround)) {
        z.forEach((x, i) => {
          const want = fma(x, halving(x), mean);
          if (Math.fround(x * halving(x) + mean) !== want) spoilt++;
          expect(randn(new Generator(seed), 32, mean, halving(x))[i]).toBe(want);
        });
      }
    }
    expect(spoilt).toBeGreaterThan(50);
  });

  it('passes an infinite mean on', () => {
    expect(randn(new Generator(0), 17, -Infinity, 1).every((x) => x === -Infinity)).toBe(true);
  });
});

describe('fills', () => {
  const counts = [0, 1, 2, 3, 4, 5, 7, 8, 15, 16, 17, 31, 33, 1023, 1025, 1030, 2064];
  it.each(counts)('write %d elements and no more', (n) => {
    const g = new Generator(n);
    expect(rand(g, n).every((x) => x >= 0 && x < 1)).toBe(true);
    expect(randn(g, n).every((x) => Math.abs(x) < 6)).toBe(true);
    expect(randint(g, n, -3, 4).every((x) => x >= -3 && x < 4)).toBe(true);
    expect(bernoulli(g, n, 0.5).every((x) => x === 0 || x === 1)).toBe(true);
    expect(bernoulliTensor(g, new Float32Array(n).fill(0.5)).every((x) => x === 0 || x === 1)).toBe(true);
    expect([...permutation(n, g)].sort((a, b) => a - b)).toEqual(Array.from({ length: n }, (_, i) => i));
  });

  it('randint takes 64-bit draws for all 2^32 numbers', () => {
    const one = new Generator(3);
    const want = Int32Array.from({ length: 1500 }, () => Number(BigInt.asUintN(32, next64(one))) - 2 ** 31);
    expect(randint(new Generator(3), 1500, -(2 ** 31), 2 ** 31)).toEqual(want);
  });

  it('bernoulli never gives 1 at probability 0, and always at 1', () => {
    const g = new Generator(0);
    expect(bernoulli(g, 5000, 0).every((x) => x === 0)).toBe(true);
    expect(bernoulli(g, 5000, 1).every((x) => x === 1)).toBe(true);
    expect(bernoulliTensor(g, new Float32Array(5000)).every((x) => x === 0)).toBe(true);
    expect(bernoulliTensor(g, new Float32Array(5000).fill(1)).every((x) => x === 1)).toBe(true);
  });

  it('bernoulli is 1 below the probability only', () => {
    let seed = 0;
    while (nextDouble(new Generator(seed)) > 0.25) seed++;
    const u = nextDouble(new Generator(seed));
    expect([u, u + 2 ** -55, u + 2 ** -53].map((p) => bernoulli(new Generator(seed), 1, p)[0])).toEqual([0, 1, 1]);
  });

  it("a dropout mask is bernoulli's, divided by the probability to keep", () => {
    const kept = Math.fround(1 / Math.fround(0.9));
    expect(dropout(new Generator(2), 999, 0.1)).toEqual(bernoulli(new Generator(2), 999, 1 - 0.1).map((x) => x * kept));
  });

  it('a dropout mask for p = 0 or 1 draws nothing', () => {
    const g = new Generator(2);
    expect(dropout(g, 33, 0).every((x) => x === 1)).toBe(true);
    expect(dropout(g, 33, 1).every((x) => x === 0)).toBe(true);
    expect(nextUint32(g)).toBe(nextUint32(new Generator(2)));
  });

  it('a permutation for JavaScript gives its memory back', () => {
    const before = heap.liveBytes;
    permutation(1000, new Generator(0));
    expect(heap.liveBytes).toBe(before);
  });
});

describe('Generator', () => {
  it('counts the low 32 bits of a seed, a number or a bigint', () => {
    const word = (seed: number | bigint) => nextUint32(new Generator(seed));
    expect(word(2 ** 32 + 17)).toBe(word(17));
    expect(word(17n)).toBe(word(17));
    expect(word(-1)).toBe(word(2 ** 32 - 1));
    expect(word(2n ** 64n - 1n)).toBe(word(2 ** 32 - 1));
    expect(word(-(2n ** 63n))).toBe(word(0));
  });

  it('starts as PyTorch does when it is given no seed', () => {
    expect(new Generator().initialSeed()).toBe(67280421310721);
    expect(nextUint32(new Generator())).toBe(nextUint32(new Generator(67280421310721n)));
  });

  it('tells its seed as it was given', () => {
    for (const seed of [0, -0, 7, -7, 2 ** 40 + 3, -(2 ** 62), 5n, -5n, 2n ** 64n - 1n, -(2n ** 63n)]) {
      expect(new Generator(1).manualSeed(seed).initialSeed()).toBe(seed === 0 ? 0 : seed);
    }
  });

  it('manualSeed starts anew and drops a kept normal', () => {
    const g = new Generator(3);
    nextNormal(g);
    expect(g.manualSeed(3)).toBe(g);
    expect(randn(g, 3)).toEqual(randn(new Generator(3), 3));
  });

  it('is the same however often it was seeded', () => {
    const g = new Generator(3);
    times(700, () => nextNormal(g));
    expect(g.manualSeed(8).getState()).toEqual(new Generator(8).getState());
  });

  it('goes on from a state as if nothing had happened, kept normal and seed included', () => {
    const g = new Generator(123n);
    times(700, () => nextUint32(g));
    nextNormal(g);
    const state = g.getState();
    const rest = () => [nextNormal(g), ...randn(g, 40), nextUint32(g), g.initialSeed()];
    const once = rest();
    g.manualSeed(9);
    expect(g.setState(state)).toBe(g);
    expect(rest()).toEqual(once);

    const other = new Generator(0).setState(state);
    expect([nextNormal(other), ...randn(other, 40), nextUint32(other), other.initialSeed()]).toEqual(once);
  });

  it('gives copies of its state and takes copies', () => {
    const g = new Generator(1);
    const state = g.getState();
    g.setState(state);
    state.fill(0);
    expect(nextUint32(g)).toBe(nextUint32(new Generator(1)));
  });

  it('streams do not disturb each other', () => {
    const [a, b] = [new Generator(1), new Generator(2)];
    const mixed = times(50, () => [rand(a, 37), rand(b, 41)]).map(([x]) => x as Float32Array);
    expect(join(...mixed)).toEqual([...rand(new Generator(1), 50 * 37)]);
  });

  it('the default one is seeded by manualSeed', () => {
    expect(manualSeed(42)).toBe(defaultGenerator);
    expect(initialSeed()).toBe(42);
    expect(nextUint32(checkGenerator('rand', undefined))).toBe(nextUint32(new Generator(42)));
  });
});

describe('errors', () => {
  const g = new Generator(0);
  const wrong = (value: unknown) => value as never;
  const BENT = 'setState: expected a state from getState(), got other bytes';
  const INDEX_BYTE = 2 * 624 * 4; // holds 624 = 0x270; the flags follow
  const bent = (byte: number, value: number): Uint8Array => g.getState().fill(value, byte, byte + 1);

  it.each([
    ["manualSeed: expected an integer as seed, got '1'", TypeError, () => manualSeed(wrong('1'))],
    ['manualSeed: expected an integer as seed, got undefined', TypeError, () => g.manualSeed(wrong(undefined))],
    ['Generator: expected an integer as seed, got null', TypeError, () => new Generator(wrong(null))],
    ['Generator: expected an integer as seed, got 1.5', RangeError, () => new Generator(1.5)],
    ['manualSeed: expected an integer as seed, got NaN', RangeError, () => manualSeed(Number.NaN)],
    ['manualSeed: expected an integer as seed, got Infinity', RangeError, () => manualSeed(Infinity)],
    ['manualSeed: expected a seed of at most 64 bits, got 18446744073709551616n', RangeError, () => manualSeed(2n ** 64n)],
    ['manualSeed: expected a seed of at most 64 bits, got -1e+30', RangeError, () => manualSeed(-1e30)],
    ['setState: expected a Uint8Array from getState(), got [1]', TypeError, () => g.setState(wrong([1]))],
    ['setState: expected the 5016 bytes that getState() returns, got 3', RangeError, () => g.setState(new Uint8Array(3))],
    [BENT, RangeError, () => g.setState(bent(INDEX_BYTE, 0x71))],
    [BENT, RangeError, () => g.setState(bent(INDEX_BYTE + 3, 0x80))],
    [BENT, RangeError, () => g.setState(bent(INDEX_BYTE + 4, 8))],
    ['rand: expected generator to be a Generator, got 7', TypeError, () => checkGenerator('rand', 7)],
    ...(
      [
        ['rand', (fake) => checkGenerator('rand', fake)],
        ['manualSeed', (fake) => fake.manualSeed(1)],
        ['initialSeed', (fake) => fake.initialSeed()],
        ['getState', (fake) => fake.getState()],
        ['setState', (fake) => fake.setState(g.getState())],
        ['saveCheckpoint', (fake) => saveCheckpoint({ generator: fake })],
        ['saveCheckpoint', (fake) => saveCheckpoint({ generator: { a: fake } })],
      ] as [string, (fake: Generator) => unknown][]
    ).map(([fn, use]): [string, typeof TypeError, () => unknown] => [
      `${fn}: expected a Generator with its state, got one without`,
      TypeError,
      () => use(Object.create(Generator.prototype) as Generator),
    ]),
  ])('%s', (message, kind, act) => {
    const before = g.getState();
    let thrown: unknown;
    try {
      act();
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toBeInstanceOf(kind);
    expect((thrown as Error).message).toBe(message);
    expect(g.getState()).toEqual(before);
  });
});
