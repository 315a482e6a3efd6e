import { checkOneOf, checkOptions, failRange } from '../errors.ts';
import { checkIgnored } from '../ops/loss/targets.ts';
import { takes } from '../options.ts';
import type { Tensor } from '../tensor.ts';
import { type ClassOptions, classesOf } from './classes.ts';
import { type Tally, tallied } from './state.ts';
import type { SampleWeightOptions } from './weights.ts';

/** Options of `cohenKappa`. */
export interface CohenKappaOptions extends ClassOptions, SampleWeightOptions {
  /**
   * How much worse a class farther away is, by its place among the classes that occur: 'linear' or 'quadratic'; all others
   * are as bad if absent.
   */
  weights?: 'linear' | 'quadratic';
}

/** How far apart two places are, by each weighting. */
const DISTANCE = {
  none: (i: number, j: number) => (i === j ? 0 : 1),
  linear: (i: number, j: number) => Math.abs(i - j),
  quadratic: (i: number, j: number) => (i - j) ** 2,
};

/** Adds to what a map holds. */
function count(counts: Map<number, number>, key: number, weight: number): void {
  counts.set(key, (counts.get(key) ?? 0) + weight);
}

/** The mean distance of two independent draws, times the sum of b: each from its own shares of the places, in one pass. */
function expectedDistance(weighting: keyof typeof DISTANCE, a: readonly number[], b: readonly number[]): number {
  let [all, other] = [0, 0];
  for (let i = 0; i < a.length; i++) {
    all += a[i] as number;
    other += b[i] as number;
  }
  let [left, leftOther, total] = [0, 0, 0];
  let [first, firstOther, second, secondOther] = [0, 0, 0, 0];
  for (let i = 0; i < a.length; i++) {
    const [x, y] = [a[i] as number, b[i] as number];
    if (weighting === 'none') total += x * (other - y);
    left += x;
    leftOther += y;
    // every pair that straddles the gap after place i is one farther apart
    if (weighting === 'linear') total += left * (other - leftOther) + leftOther * (all - left);
    first += i * x;
    firstOther += i * y;
    second += i * i * x;
    secondOther += i * i * y;
  }
  if (weighting === 'quadratic') total = second * other + secondOther * all - 2 * first * firstOther;
  return total / all;
}

/** Cohen's kappa as counts that batches add to; only pairs of classes that occur are kept. */
export class KappaTally implements Tally<number> {
  readonly #options: CohenKappaOptions;
  readonly #weighting: keyof typeof DISTANCE;
  /** How often each class was taken for each: by the actual class, then the predicted. */
  #pairs = new Map<number, Map<number, number>>();

  constructor(options: CohenKappaOptions = {}) {
    checkOptions('cohenKappa', options, ['weights', 'sampleWeight', 'ignoreIndex']);
    checkIgnored('cohenKappa', options.ignoreIndex);
    this.#options = options;
    const { weights } = options;
    this.#weighting = weights === undefined ? 'none' : checkOneOf('cohenKappa', 'weights', weights, ['linear', 'quadratic']);
  }

  reset(): void {
    this.#pairs = new Map();
  }

  update(input: Tensor, target: Tensor, sampleWeight?: Tensor): void {
    const { predicted, actual, weights } = classesOf('cohenKappa', input, target, { ...this.#options, sampleWeight }, true);
    for (let i = 0; i < actual.length; i++) {
      const y = actual[i] as number;
      let row = this.#pairs.get(y);
      if (row === undefined) this.#pairs.set(y, (row = new Map()));
      count(row, predicted[i] as number, weights === null ? 1 : (weights[i] as number));
    }
  }

  compute(): number {
    const classes = new Set<number>();
    for (const [y, row] of this.#pairs) {
      classes.add(y);
      for (const p of row.keys()) classes.add(p);
    }
    const places = new Map([...classes].sort((a, b) => a - b).map((c, place) => [c, place]));
    const actual = new Array<number>(places.size).fill(0);
    const predicted = new Array<number>(places.size).fill(0);
    const distance = DISTANCE[this.#weighting];
    let observed = 0;
    for (const [y, row] of this.#pairs)
      for (const [p, weight] of row) {
        const [i, j] = [places.get(y) as number, places.get(p) as number];
        actual[i] = (actual[i] as number) + weight;
        predicted[j] = (predicted[j] as number) + weight;
        observed += weight * distance(i, j);
      }
    const expected = expectedDistance(this.#weighting, actual, predicted);
    if (!(expected > 0)) failRange('cohenKappa', `expected at least 2 classes among predictions and targets, got ${places.size}`);
    return 1 - observed / expected;
  }
}

/**
 * Cohen's kappa: how much of the agreement that chance leaves open was reached, 1 of a perfect prediction, 0 of guessing.
 * `cohen_kappa_score` in scikit-learn.
 *
 * @param input predicted classes (int32) of the target's shape; scores (N, C) or (N, C, d1, …), of which the greatest is
 *   taken; or probabilities of class 1 (N)
 * @param target class indices, int32
 * @throws {TypeError} for other types. @throws {RangeError} for shapes that differ, classes out of range, NaN, and one class
 *   alone in both, of which kappa is 0/0.
 */
export function cohenKappa(input: Tensor, target: Tensor, options?: CohenKappaOptions): number {
  takes('cohenKappa', 3, arguments);
  return tallied(new KappaTally(options), input, target, options?.sampleWeight);
}
