import { isList } from '../core.ts';
import { checkBoolean, checkInteger, checkNumber, checkOptions, failRange, failType, show } from '../errors.ts';
import { takes } from '../options.ts';
import { checkGenerator, defaultGenerator, type Generator, nextDouble } from '../random.ts';
import type { Sampler } from './sampler.ts';
import { SOURCES, type Sources } from './sources.ts';

/** Options of `WeightedRandomSampler`. */
export interface WeightedRandomSamplerOptions {
  /** Draw each index independently, so that some repeat. Default true. */
  replacement?: boolean;
  /** The generator for the order. Default: the default generator. */
  generator?: Generator;
}

/**
 * Indices drawn with the given weights: for classes of unequal size. `WeightedRandomSampler` in PyTorch, which draws the
 * same ones for the same seed.
 */
export class WeightedRandomSampler implements Sampler {
  /** How many indices a pass yields. */
  readonly length: number;
  readonly #weights: Float64Array;
  readonly #replacement: boolean;
  readonly #generator: Generator | undefined;

  /** @throws {RangeError} for weights that are negative, all 0, or too few to draw `numSamples` without replacement, and for more than 2^28. */
  constructor(weights: Iterable<number>, numSamples: number, options: WeightedRandomSamplerOptions = {}) {
    takes('WeightedRandomSampler', 3, arguments);
    const fn = 'WeightedRandomSampler';
    checkOptions(fn, options, ['replacement', 'generator']);
    const { replacement = true, generator } = options;
    if (generator !== undefined) checkGenerator(fn, generator);
    if (!isList(weights)) failType(fn, `expected weights to be an array of numbers, got ${show(weights)}`);
    this.#weights = Float64Array.from(weights, (w) => checkNumber(fn, 'weights', w, 0, Number.MAX_VALUE));
    this.length = checkInteger(fn, 'numSamples', numSamples, 1, 2 ** 28);
    this.#replacement = checkBoolean(fn, 'replacement', replacement);
    this.#generator = generator;
    const positive = this.#weights.filter((w) => w > 0).length;
    if (positive === 0) failRange(fn, 'expected at least one weight above 0, got none');
    if (!this.#replacement && this.length > positive)
      failRange(fn, `expected numSamples of at most ${positive} without replacement, got ${numSamples}`);
    const total = this.#weights.reduce((a, b) => a + b, 0);
    if (total === Infinity) failRange(fn, 'expected weights of a finite sum, got Infinity');
  }

  /** @internal */
  [SOURCES](): Sources {
    return { generators: this.#generator === undefined ? [] : [this.#generator], samplers: [] };
  }

  /** Begins a pass: all of its indices are drawn now, as by `torch.multinomial`. */
  [Symbol.iterator](): Iterator<number> {
    const generator = this.#generator ?? defaultGenerator;
    const draw = this.#replacement ? drawSeveral : drawDistinct;
    return draw(this.#weights, this.length, generator)[Symbol.iterator]();
  }
}

/** With replacement: by where a uniform number falls among the cumulative weights. */
function drawSeveral(weights: Float64Array, n: number, generator: Generator): Int32Array {
  const cumulated = new Float64Array(weights.length);
  let total = 0;
  for (let i = 0; i < weights.length; i++) {
    total += weights[i] as number;
    cumulated[i] = total;
  }
  for (let i = 0; i < cumulated.length; i++) (cumulated[i] as number) /= total;
  cumulated[cumulated.length - 1] = 1;
  return Int32Array.from({ length: n }, () => {
    const at = nextDouble(generator);
    let [low, high] = [0, cumulated.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((cumulated[middle] as number) < at) low = middle + 1;
      else high = middle;
    }
    return low;
  });
}

/** Without replacement: the greatest of weight/e, e exponential, in descending order (Gumbel's trick). */
function drawDistinct(weights: Float64Array, n: number, generator: Generator): Int32Array {
  const keys = weights.map((weight) => weight / -Math.log1p(-nextDouble(generator)));
  const order = Int32Array.from(weights.keys()).sort((a, b) => (keys[b] as number) - (keys[a] as number) || a - b);
  return order.subarray(0, n);
}
