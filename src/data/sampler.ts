/** Orders in which samples are drawn, the same as PyTorch's for the same seed. */
import { checkBoolean, checkInteger, checkOptions, failRange } from '../errors.ts';
import { takes } from '../options.ts';
import { baseSeed, checkGenerator, defaultGenerator, Generator, next64, nextUint32, permutation, wholly } from '../random.ts';
import { sizeOf } from './dataset.ts';
import { SOURCES, type Sources } from './sources.ts';

/** The order in which samples are drawn: their indices, for each pass anew. `Sampler` in PyTorch. */
export interface Sampler {
  /** How many indices a pass yields; only the loader's `length` needs it. */
  readonly length?: number;
  /** Begins a pass. */
  [Symbol.iterator](): Iterator<number>;
}

/** What samplers need of a dataset. */
export interface Sized {
  /** How many samples there are. */
  readonly length: number;
}

/** Indices from 0 on. `SequentialSampler` in PyTorch. */
export class SequentialSampler implements Sampler {
  readonly #dataset: Sized;

  constructor(dataset: Sized) {
    takes('SequentialSampler', 1, arguments);
    sizeOf('SequentialSampler', dataset);
    this.#dataset = dataset;
  }

  /** How many indices a pass yields: the dataset's length. */
  get length(): number {
    return sizeOf('SequentialSampler', this.#dataset);
  }

  /** Begins a pass. */
  *[Symbol.iterator](): Iterator<number> {
    const { length } = this;
    for (let i = 0; i < length; i++) yield i;
  }
}

/** Options of `RandomSampler`. */
export interface RandomSamplerOptions {
  /** Draw each index independently, so that some repeat. */
  replacement?: boolean;
  /** How many to draw. Default: the dataset's length. */
  numSamples?: number;
  /** The generator for the order. Default: one seeded from the default generator. */
  generator?: Generator;
}

/** How many indices PyTorch draws at a time with replacement. */
const DRAWN_AT_ONCE = 32;

/** An index in [0, n): one word, or two where one does not suffice, as in PyTorch. */
const drawIndex = (g: Generator, n: number): number => (n < 2 ** 32 ? nextUint32(g) % n : Number(next64(g) % BigInt(n)));

/** Indices in random order. `RandomSampler` in PyTorch, which draws the same ones for the same seed. */
export class RandomSampler implements Sampler {
  readonly #dataset: Sized;
  readonly #replacement: boolean;
  readonly #numSamples: number | undefined;
  readonly #generator: Generator | undefined;

  /** @throws {RangeError} for an empty dataset or no samples. */
  constructor(dataset: Sized, options: RandomSamplerOptions = {}) {
    takes('RandomSampler', 2, arguments);
    const fn = 'RandomSampler';
    checkOptions(fn, options, ['replacement', 'numSamples', 'generator']);
    const { replacement = false, numSamples, generator } = options;
    if (generator !== undefined) checkGenerator(fn, generator);
    if (sizeOf(fn, dataset) === 0) failRange(fn, 'expected a dataset with samples, got an empty one');
    this.#dataset = dataset;
    this.#replacement = checkBoolean(fn, 'replacement', replacement);
    this.#numSamples = numSamples === undefined ? undefined : checkInteger(fn, 'numSamples', numSamples, 1);
    this.#generator = generator;
  }

  /** How many indices a pass yields. */
  get length(): number {
    return this.#numSamples ?? sizeOf('RandomSampler', this.#dataset);
  }

  /** @internal */
  [SOURCES](): Sources {
    return { generators: this.#generator === undefined ? [] : [this.#generator], samplers: [] };
  }

  /** Begins a pass. */
  *[Symbol.iterator](): Iterator<number> {
    const { length } = this;
    const n = sizeOf('RandomSampler', this.#dataset);
    const { generator, first } = wholly(this.#generator ?? defaultGenerator, () => {
      const generator = this.#generator ?? new Generator(baseSeed(defaultGenerator));
      return { generator, first: n === 0 || this.#replacement ? null : permutation(n, generator) };
    });
    if (n === 0) return;
    if (first === null) {
      for (let left = length; left > 0; left -= DRAWN_AT_ONCE)
        yield* Array.from({ length: Math.min(left, DRAWN_AT_ONCE) }, () => drawIndex(generator, n));
      return;
    }
    let order = first;
    for (let left = length; left > 0; left -= n) {
      if (left < length) order = permutation(n, generator);
      yield* left < n ? order.subarray(0, left) : order;
    }
    // PyTorch draws a last order even if no index is left
    if (length % n === 0) for (let i = 1; i < n; i++) nextUint32(generator);
  }
}
