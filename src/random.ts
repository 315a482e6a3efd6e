/**
 * Random numbers as PyTorch's CPU generator draws them, bit for bit: `Generator`, and the draws and fills that the library uses.
 * A generator's state is a JavaScript array that is copied to the kernels for each call: so it needs no dispose(), and seeding
 * works before any kernel is loaded.
 */

import { heap } from '../bindings/memory.ts';
import { rare } from '../bindings/rare.ts';
import { TWISTER_INDEX as INDEX, TWISTER_WORDS as N, NORMALS } from '../bindings/wasm/constants.ts';
import { BRAND, COPY, failRange, failType, isBytes, show } from './errors.ts';
import { takes } from './options.ts';

/** The twister's words are stored twice, twisted and tempered, followed by the index. */
export { INDEX, N };
/** What the kernels do not see: flags, a kept normal (a double), and the full 64-bit size of the seed. */
export const FLAGS = INDEX + 1;
export const NORMAL = FLAGS + 1;
export const SEED_HIGH = NORMAL + 2;
export const SEED_LOW = SEED_HIGH + 1;
export const STATE_BYTES = (SEED_LOW + 1) * 4;

export const HAS_NORMAL = 1;
export const SEED_IS_BIGINT = 2;
export const SEED_IS_NEGATIVE = 4;

/** The seed of a generator that was given none, as in PyTorch. */
const DEFAULT_SEED = 67280421310721;

/** The words of a generator. @throws {TypeError} for what only has its prototype. */
function wordsIn(fn: string, g: Generator): Int32Array<ArrayBuffer> {
  const words = (g as Generator | undefined)?.words;
  if (words?.length !== STATE_BYTES / 4) failType(fn, 'expected a Generator with its state, got one without');
  return words;
}

function checkSeed(fn: string, seed: unknown): bigint {
  if (typeof seed !== 'number' && typeof seed !== 'bigint') {
    failType(fn, `expected an integer as seed, got ${show(seed)}`);
  }
  if (typeof seed === 'number' && !Number.isInteger(seed)) failRange(fn, `expected an integer as seed, got ${seed}`);
  const value = BigInt(seed);
  if (BigInt.asIntN(64, value) !== value && BigInt.asUintN(64, value) !== value) {
    failRange(fn, `expected a seed of at most 64 bits, got ${show(seed)}`);
  }
  return value;
}

/** Reseeds `g`, the classic way: the low 32 bits of `seed`, spread over N words. */
function reseed(fn: string, g: Generator, seed: number | bigint): void {
  const value = checkSeed(fn, seed);
  const magnitude = value < 0n ? -value : value;
  const words = wordsIn(fn, g);
  words.fill(0);
  words[0] = Number(BigInt.asIntN(32, value));
  for (let j = 1; j < N; j++) {
    const last = words[j - 1] as number;
    words[j] = Math.imul(1812433253, last ^ (last >>> 30)) + j;
  }
  words[INDEX] = N;
  words[FLAGS] = (typeof seed === 'bigint' ? SEED_IS_BIGINT : 0) | (value < 0n ? SEED_IS_NEGATIVE : 0);
  words[SEED_HIGH] = Number(magnitude >> 32n);
  words[SEED_LOW] = Number(BigInt.asUintN(32, magnitude));
}

/**
 * A stream of random numbers, PyTorch's CPU generator (mt19937): the same seed gives the same numbers. Every random function
 * takes one as `{ generator }`, and uses `defaultGenerator` by default.
 */
export class Generator {
  /** @internal The complete state, laid out as above. */
  readonly words: Int32Array<ArrayBuffer> = new Int32Array(STATE_BYTES / 4);
  /** @internal The kept normal. */
  readonly normal: Float64Array<ArrayBuffer> = new Float64Array(this.words.buffer, NORMAL * 4, 1);

  /** @internal */
  get [BRAND](): symbol {
    return COPY;
  }

  /** A generator seeded with `seed`, an integer of at most 64 bits, of which the low 32 count. */
  constructor(seed: number | bigint = DEFAULT_SEED) {
    takes('Generator', 1, arguments);
    reseed('Generator', this, seed);
  }

  /** Reseeds the generator with `seed`, an integer of at most 64 bits, of which the low 32 count. Returns the generator. */
  manualSeed(seed: number | bigint): this {
    takes('manualSeed', 1, arguments);
    reseed('manualSeed', this, seed);
    return this;
  }

  /** The seed that the generator was last seeded with, as it was given. */
  initialSeed(): number | bigint {
    takes('initialSeed', 0, arguments);
    const words = wordsIn('initialSeed', this);
    const flags = words[FLAGS] as number;
    const high = BigInt.asUintN(32, BigInt(words[SEED_HIGH] as number));
    const low = BigInt.asUintN(32, BigInt(words[SEED_LOW] as number));
    const magnitude = (high << 32n) | low;
    const seed = flags & SEED_IS_NEGATIVE ? -magnitude : magnitude;
    return flags & SEED_IS_BIGINT ? seed : Number(seed);
  }

  /** A copy of the state, for `setState`: the stream continues from there. */
  getState(): Uint8Array<ArrayBuffer> {
    takes('getState', 0, arguments);
    return new Uint8Array(wordsIn('getState', this).slice().buffer);
  }

  /** Resumes from a state that `getState` returned, here or on another generator. Returns the generator. */
  setState(state: Uint8Array): this {
    takes('setState', 1, arguments);
    const words = wordsOf('setState', state);
    wordsIn('setState', this).set(words);
    return this;
  }
}

/** The words of a state that `getState` returned. */
export function wordsOf(fn: string, state: unknown): Int32Array<ArrayBuffer> {
  if (!isBytes(state)) failType(fn, `expected a Uint8Array from getState(), got ${show(state)}`);
  if (state.length !== STATE_BYTES)
    failRange(fn, `expected the ${STATE_BYTES} bytes that getState() returns, got ${state.length}`);
  const words = new Int32Array(Uint8Array.from(state).buffer);
  const [index, flags] = [(words[INDEX] as number) >>> 0, (words[FLAGS] as number) >>> 0];
  // An index past the end would send the kernels out of the state.
  if (index > N || flags > (HAS_NORMAL | SEED_IS_BIGINT | SEED_IS_NEGATIVE))
    failRange(fn, 'expected a state from getState(), got other bytes');
  return words;
}

/** The generator of every random function that is not given one. */
export const defaultGenerator: Generator = /* @__PURE__ */ new Generator();

/** Reseeds the default generator with `seed`, an integer of at most 64 bits, of which the low 32 count. Returns the generator. */
export function manualSeed(seed: number | bigint): Generator {
  takes('manualSeed', 1, arguments);
  return defaultGenerator.manualSeed(seed);
}

/** The seed that the default generator was last seeded with, as it was given. */
export function initialSeed(): number | bigint {
  takes('initialSeed', 0, arguments);
  return defaultGenerator.initialSeed();
}

/** The generator that an option names; the default one if it is absent. */
export function checkGenerator(fn: string, generator: unknown): Generator {
  if (generator === undefined) return defaultGenerator;
  if (!(generator instanceof Generator)) failType(fn, `expected generator to be a Generator, got ${show(generator)}`);
  wordsIn(fn, generator);
  return generator;
}

// What follows is internal. `ptr` is the address of n contiguous elements of four bytes; arguments have been
// checked. The words that each takes are part of the streams' definition.

/** Copies the state to where kernels can reach it; `restore` copies it back after the call. */
function lend(g: Generator): number {
  const state = heap.scratch(STATE_BYTES);
  heap.i32.set(g.words, state >>> 2);
  return state;
}

function restore(g: Generator, state: number): void {
  g.words.set(heap.i32.subarray(state >>> 2, (state + STATE_BYTES) >>> 2));
}

/** One word: an integer in [0, 2^32). */
export function nextUint32(g: Generator): number {
  const { words } = g;
  if (words[INDEX] === N) {
    const state = lend(g);
    rare().refillWords(state);
    restore(g, state);
  }
  const index = words[INDEX] as number;
  words[INDEX] = index + 1;
  return (words[N + index] as number) >>> 0;
}

/** Runs `draw`; if it fails, the generator is where it was. */
export function wholly<T>(g: Generator, draw: () => T): T {
  const before = g.words.slice();
  try {
    return draw();
  } catch (error) {
    g.words.set(before);
    throw error;
  }
}

/** 64 random bits of two words, the high one first. */
export function next64(g: Generator): bigint {
  const high = nextUint32(g);
  return (BigInt(high) << 32n) | BigInt(nextUint32(g));
}

/** The seed that each pass over a DataLoader draws: 63 random bits, PyTorch's `random_()` on int64. Two words. */
export function baseSeed(g: Generator): bigint {
  return BigInt.asUintN(63, next64(g));
}

/** A double in [0, 1), from the low 53 of 64 bits. Two words. */
export function nextDouble(g: Generator): number {
  const high = nextUint32(g) & 0x1fffff;
  return (high * 2 ** 32 + nextUint32(g)) * 2 ** -53;
}

/** A standard normal double (Box and Muller). Four words give two: the second is kept for the next call. */
export function nextNormal(g: Generator): number {
  const { words, normal } = g;
  const flags = words[FLAGS] as number;
  words[FLAGS] = flags ^ HAS_NORMAL;
  if (flags & HAS_NORMAL) return normal[0] as number;
  const angle = 2 * Math.PI * nextDouble(g);
  const radius = Math.sqrt(-2 * Math.log1p(-nextDouble(g)));
  normal[0] = radius * Math.sin(angle);
  return radius * Math.cos(angle);
}

/** float32 in [low, high), or `high` itself if rounding leads there, as in PyTorch. One word each. */
export function fillUniform(ptr: number, n: number, g: Generator, low: number, high: number): void {
  const state = lend(g);
  rare().uniform(state, ptr, n, low, high);
  restore(g, state);
}

/**
 * float32 normals. Fewer than 16 are drawn one by one in double. From 16 on, another stream is used, which neither uses nor drops
 * a kept normal: one word each, and 16 more if n is not a multiple of 16.
 */
export function fillNormal(ptr: number, n: number, g: Generator, mean: number, std: number): void {
  // before anything changes: it may fail to load
  rare();
  if (n < NORMALS) {
    for (let i = 0; i < n; i++) heap.f32[(ptr >>> 2) + i] = nextNormal(g) * std + mean;
    return;
  }
  const state = lend(g);
  rare().words(state, ptr, n);
  rare().normals(0, Math.floor(n / NORMALS), ptr, mean, std);
  if (n % NORMALS > 0) {
    const last = ptr + (n - NORMALS) * 4;
    rare().words(state, last, NORMALS);
    rare().normals(0, 1, last, mean, std);
  }
  restore(g, state);
}

/** int32 in [low, high), for bounds −2^31 ≤ low < high ≤ 2^31. One word each; two if the range is all 2^32. */
export function fillRandint(ptr: number, n: number, g: Generator, low: number, high: number): void {
  const state = lend(g);
  rare().randint(state, ptr, n, low, high - low); // 2^32 arrives as 0, which stands for it
  restore(g, state);
}

/** A permutation of 0 … n − 1 as int32. n − 1 words. */
export function fillRandperm(ptr: number, n: number, g: Generator): void {
  const state = lend(g);
  rare().randperm(state, ptr, n);
  restore(g, state);
}

/** The same permutation as a JavaScript array. */
export function permutation(n: number, g: Generator): Int32Array {
  const ptr = heap.alloc(n * 4);
  try {
    fillRandperm(ptr, n, g);
    return heap.i32.slice(ptr >>> 2, (ptr >>> 2) + n);
  } finally {
    heap.free(ptr, n * 4);
  }
}

/** float32: 1 with probability p in [0, 1], else 0. Two words each. */
export function fillBernoulli(ptr: number, n: number, g: Generator, p: number): void {
  const state = lend(g);
  rare().bernoulli(state, ptr, n, p, 1);
  restore(g, state);
}

/** float32: 1 with the probability at the same index of the n float32 at `probabilities`, else 0. One word each. */
export function fillBernoulliTensor(ptr: number, probabilities: number, n: number, g: Generator): void {
  const state = lend(g);
  rare().bernoulliTensor(state, ptr, probabilities, n);
  restore(g, state);
}

/** float32: 0 with probability p, else 1 / (1 − p). Two words each, but none if p is 0 or 1. */
export function fillDropoutMask(ptr: number, n: number, g: Generator, p: number): void {
  if (p === 0 || p === 1) {
    heap.f32.fill(1 - p, ptr >>> 2, (ptr >>> 2) + n);
    return;
  }
  const state = lend(g);
  rare().bernoulli(state, ptr, n, 1 - p, 1 / Math.fround(1 - p)); // PyTorch divides float32 by float32
  restore(g, state);
}
