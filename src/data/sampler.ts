import { checkInteger, checkNumber, checkOptions, failRange, failType, show } from '../errors.ts';
import { baseSeed, checkGenerator, defaultGenerator, Generator, nextDouble, permutation } from '../random.ts';

/** An order in which samples are drawn: their indices, anew for each pass. `Sampler` in PyTorch. */
export interface Sampler {
  /** How many indices a pass gives. */
  readonly length: number;
  /** Begins a pass. */
  [Symbol.iterator](): Iterator<number>;
}

/** Refuses what has no number of samples; gives that number. */
function sizeOf(fn: string, dataset: { readonly length: number }): number {
  const size: unknown = dataset?.length;
  if (typeof size !== 'number') failType(fn, `expected a dataset with a length, got ${show(dataset)}`);
  return size;
}

/** Indices from 0 on. `SequentialSampler` in PyTorch. */
export class SequentialSampler implements Sampler {
  /** How many indices a pass gives. */
  readonly length: number;

  constructor(dataset: { readonly length: number }) {
    this.length = sizeOf('SequentialSampler', dataset);
  }

  /** Begins a pass. */
  *[Symbol.iterator](): Iterator<number> {
    for (let i = 0; i < this.length; i++) yield i;
  }
}

/** Options of `RandomSampler`. */
export interface RandomSamplerOptions {
  /** Draw each index independently, so that some repeat. */
  replacement?: boolean;
  /** How many to draw; the dataset's length if absent. */
  numSamples?: number;
  /** Where the order comes from; a seed from the default generator if absent. */
  generator?: Generator;
}

/** Indices in random order. `RandomSampler` in PyTorch, which draws the same ones for the same seed. */
export class RandomSampler implements Sampler {
  /** How many indices a pass gives. */
  readonly length: number;
  readonly #size: number;
  readonly #replacement: boolean;
  readonly #generator: Generator | undefined;

  /** @throws {RangeError} for an empty dataset or no samples. */
  constructor(dataset: { readonly length: number }, options: RandomSamplerOptions = {}) {
    checkOptions('RandomSampler', options, ['replacement', 'numSamples', 'generator']);
    if (options.generator !== undefined) checkGenerator('RandomSampler', options.generator);
    this.#size = sizeOf('RandomSampler', dataset);
    this.#replacement = options.replacement ?? false;
    this.#generator = options.generator;
    this.length = checkInteger('RandomSampler', 'numSamples', options.numSamples ?? this.#size, 1);
    if (this.#size === 0) failRange('RandomSampler', 'expected a dataset with samples, got an empty one');
  }

  /** Begins a pass. */
  *[Symbol.iterator](): Iterator<number> {
    const generator = this.#generator ?? new Generator(baseSeed(defaultGenerator));
    const n = this.#size;
    if (this.#replacement) {
      for (let i = 0; i < this.length; i++) yield Math.floor(nextDouble(generator) * n);
      return;
    }
    for (let pass = 0; pass < Math.floor(this.length / n); pass++) yield* permutation(n, generator);
    // drawn even when nothing is left to give, as PyTorch does
    yield* permutation(n, generator).subarray(0, this.length % n);
  }
}

/** Indices drawn with the given weights: for classes of unequal size. `WeightedRandomSampler` in PyTorch. */
export class WeightedRandomSampler implements Sampler {
  /** How many indices a pass gives. */
  readonly length: number;
  readonly #weights: Float64Array;
  readonly #replacement: boolean;
  readonly #generator: Generator | undefined;

  /** @throws {RangeError} for weights that are negative, all 0, or too few to draw `numSamples` without replacement. */
  constructor(weights: Iterable<number>, numSamples: number, options: { replacement?: boolean; generator?: Generator } = {}) {
    const fn = 'WeightedRandomSampler';
    checkOptions(fn, options, ['replacement', 'generator']);
    if (options.generator !== undefined) checkGenerator(fn, options.generator);
    if (typeof weights !== 'object' || weights === null || !(Symbol.iterator in weights))
      failType(fn, `expected weights to be an array of numbers, got ${show(weights)}`);
    this.#weights = Float64Array.from(weights, (w) => checkNumber(fn, 'weights', w, 0, Number.MAX_VALUE));
    this.length = checkInteger(fn, 'numSamples', numSamples, 1);
    this.#replacement = options.replacement ?? true;
    this.#generator = options.generator;
    const positive = this.#weights.filter((w) => w > 0).length;
    if (positive === 0) failRange(fn, 'expected at least one weight above 0, got none');
    if (!this.#replacement && this.length > positive) {
      failRange(fn, `expected numSamples of at most ${positive} without replacement, got ${numSamples}`);
    }
  }

  /** Begins a pass. */
  *[Symbol.iterator](): Iterator<number> {
    const generator = this.#generator ?? defaultGenerator;
    const left = Float64Array.from(this.#weights);
    let total = left.reduce((a, b) => a + b, 0);
    for (let drawn = 0; drawn < this.length; drawn++) {
      let at = -1;
      let rest = nextDouble(generator) * total;
      for (let i = 0; i < left.length; i++) {
        const w = left[i] as number;
        if (w === 0) continue;
        at = i;
        rest -= w;
        if (rest < 0) break;
      }
      yield at;
      if (this.#replacement) continue;
      left[at] = 0;
      total = left.reduce((a, b) => a + b, 0);
    }
  }
}
