import { checkOptions } from '../errors.ts';
import { checkIgnored } from '../ops/loss/targets.ts';
import { takes } from '../options.ts';
import type { Tensor } from '../tensor.ts';
import { type ClassOptions, classesOf } from './classes.ts';
import { Margins, sum } from './margins.ts';
import { type Tally, tallied } from './state.ts';
import type { SampleWeightOptions } from './weights.ts';

/** Options of `matthewsCorrcoef`. */
export interface MatthewsCorrcoefOptions extends ClassOptions, SampleWeightOptions {}

function dot(a: Float64Array, b: Float64Array): number {
  let total = 0;
  for (let i = 0; i < a.length; i++) total += (a[i] as number) * (b[i] as number);
  return total;
}

/** Matthews' coefficient as counts that batches add to. */
export class MatthewsTally implements Tally<number> {
  readonly #options: MatthewsCorrcoefOptions;
  #margins = new Margins();

  constructor(options: MatthewsCorrcoefOptions = {}) {
    checkOptions('matthewsCorrcoef', options, ['sampleWeight', 'ignoreIndex']);
    checkIgnored('matthewsCorrcoef', options.ignoreIndex);
    this.#options = options;
  }

  reset(): void {
    this.#margins = new Margins();
  }

  update(input: Tensor, target: Tensor, sampleWeight?: Tensor): void {
    this.#margins.add(classesOf('matthewsCorrcoef', input, target, { ...this.#options, sampleWeight }, true));
  }

  compute(): number {
    const { right, support, taken } = this.#margins;
    const n = sum(taken);
    const spread = (n * n - dot(taken, taken)) * (n * n - dot(support, support));
    return spread > 0 ? (sum(right) * n - dot(taken, support)) / Math.sqrt(spread) : 0;
  }
}

/**
 * Matthews' correlation of classes predicted and meant, in [−1, 1]; 0 where either is always one class. For several classes
 * too (Gorodkin, 2004). `matthews_corrcoef` in scikit-learn.
 *
 * @param input predicted classes (int32) of the target's shape; scores (N, C) or (N, C, d1, …), of which the greatest is
 *   taken; or probabilities of class 1 (N)
 * @param target class indices, int32
 * @throws {TypeError} for other types. @throws {RangeError} for shapes that differ, classes out of range and NaN.
 */
export function matthewsCorrcoef(input: Tensor, target: Tensor, options?: MatthewsCorrcoefOptions): number {
  takes('matthewsCorrcoef', 3, arguments);
  return tallied(new MatthewsTally(options), input, target, options?.sampleWeight);
}
