import { checkBoolean, checkOptions, failRange } from '../errors.ts';
import { checkIgnored } from '../ops/loss/targets.ts';
import { takes } from '../options.ts';
import type { Tensor } from '../tensor.ts';
import { type ClassOptions, classesOf } from './classes.ts';
import { Margins } from './margins.ts';
import { type Tally, tallied } from './state.ts';
import type { SampleWeightOptions } from './weights.ts';

/** Options of `balancedAccuracy`. */
export interface BalancedAccuracyOptions extends ClassOptions, SampleWeightOptions {
  /** Scale so that guessing scores 0 and a perfect prediction 1. Default false. */
  adjusted?: boolean;
}

/** Balanced accuracy as counts that batches add to. */
export class BalancedAccuracyTally implements Tally<number> {
  readonly #options: BalancedAccuracyOptions;
  readonly #adjusted: boolean;
  #margins = new Margins();

  constructor(options: BalancedAccuracyOptions = {}) {
    checkOptions('balancedAccuracy', options, ['adjusted', 'sampleWeight', 'ignoreIndex']);
    checkIgnored('balancedAccuracy', options.ignoreIndex);
    this.#options = options;
    this.#adjusted = checkBoolean('balancedAccuracy', 'adjusted', options.adjusted ?? false);
  }

  reset(): void {
    this.#margins = new Margins();
  }

  update(input: Tensor, target: Tensor, sampleWeight?: Tensor): void {
    this.#margins.add(classesOf('balancedAccuracy', input, target, { ...this.#options, sampleWeight }, true));
  }

  compute(): number {
    const { right, support, C } = this.#margins;
    let [total, occurring] = [0, 0];
    for (let c = 0; c < C; c++) {
      if (support[c] === 0) continue;
      occurring++;
      total += (right[c] as number) / (support[c] as number);
    }
    const mean = total / occurring;
    if (!this.#adjusted) return mean;
    if (occurring < 2) failRange('balancedAccuracy', `expected targets of at least 2 classes to adjust by, got ${occurring}`);
    const chance = 1 / occurring;
    return (mean - chance) / (1 - chance);
  }
}

/**
 * The mean recall of the classes that occur in the target; NaN of no targets. `balanced_accuracy_score` in scikit-learn.
 *
 * @param input predicted classes (int32) of the target's shape; scores (N, C) or (N, C, d1, …), of which the greatest is
 *   taken; or probabilities of class 1 (N)
 * @param target class indices, int32
 * @throws {TypeError} for other types. @throws {RangeError} for shapes that differ, classes out of range and NaN.
 */
export function balancedAccuracy(input: Tensor, target: Tensor, options?: BalancedAccuracyOptions): number {
  takes('balancedAccuracy', 3, arguments);
  return tallied(new BalancedAccuracyTally(options), input, target, options?.sampleWeight);
}
