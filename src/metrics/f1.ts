import { checkTensor } from '../array/check.ts';
import { checkOneOf, checkOptions, failRange, failType } from '../errors.ts';
import { checkIgnored } from '../ops/loss/targets.ts';
import { takes } from '../options.ts';
import { sameShape, showIndex, showShape } from '../shape.ts';
import type { Tensor } from '../tensor.ts';
import type { Average } from './average.ts';
import { type CountOptions, classesOf } from './classes.ts';
import { Margins } from './margins.ts';
import { checkZeroDivision, figuresOf } from './precision-recall.ts';
import { checkProbabilities } from './scores.ts';
import { type Tally, tallied } from './state.ts';
import { readWeights, type SampleWeightOptions } from './weights.ts';

/** Options of `f1`. */
export interface F1Options<A = Exclude<Average, 'none'> | 'binary'> extends CountOptions, SampleWeightOptions {
  /**
   * 'macro', the mean over the classes, if absent; 'weighted' by their targets, 'micro' from the counts of all, 'binary' of
   * class 1 alone, 'none' for an array by class.
   */
  average?: A;
  /** What stands for 0/0: 0 if absent, 1, or NaN, which means then leave out. */
  zeroDivision?: number;
}

/** Whether input and target are labels: 0 and 1, or the labels' probabilities, in rows. */
const areLabels = (input: Tensor, target: Tensor): boolean => input.ndim === 2 && target.ndim === 2;

/** Labels as 0 and 1: those given, or the probabilities above 1/2. */
function labelsOf(fn: string, what: string, t: Tensor, ignoreIndex: number | null): Int32Array {
  const values = t.toTypedArray();
  if (t.dtype === 'float32') {
    checkProbabilities(fn, values as Float32Array, t.sizes);
    return Int32Array.from(values, (p) => (p > 0.5 ? 1 : 0));
  }
  const bad = values.findIndex((y: number) => y !== 0 && y !== 1 && y !== ignoreIndex);
  if (bad >= 0) {
    const at = showIndex(bad, t.sizes);
    failRange(fn, `expected ${what} of labels, 0 or 1, got ${values[bad]} at index ${at}; classes that lie in rows, flatten()`);
  }
  return values as Int32Array;
}

/** F1 as counts that batches add to. */
export class F1Tally implements Tally<number | number[]> {
  readonly #options: F1Options<unknown>;
  readonly #average: Average | 'binary';
  readonly #zeroDivision: number;
  #margins = new Margins();

  constructor(options: F1Options<unknown> = {}) {
    const fn = 'f1';
    checkOptions(fn, options, ['average', 'numClasses', 'zeroDivision', 'sampleWeight', 'ignoreIndex']);
    this.#options = options;
    this.#average = checkOneOf(fn, 'average', options.average ?? 'macro', ['macro', 'micro', 'weighted', 'binary', 'none']);
    this.#zeroDivision = checkZeroDivision(fn, options.zeroDivision);
    checkIgnored(fn, options.ignoreIndex);
  }

  reset(): void {
    this.#margins = new Margins();
  }

  update(input: Tensor, target: Tensor, sampleWeight?: Tensor): void {
    const fn = 'f1';
    checkTensor(fn, 'input', input);
    checkTensor(fn, 'target', target);
    if (areLabels(input, target)) {
      this.#addLabels(fn, input, target, sampleWeight);
    } else {
      const classes = classesOf(fn, input, target, { ...this.#options, sampleWeight }, true);
      if (this.#average === 'binary' && classes.C > 2)
        failRange(fn, `expected classes 0 and 1 for average 'binary', got ${classes.C} classes; take 'macro'`);
      this.#margins.add(classes);
    }
  }

  #addLabels(fn: string, input: Tensor, target: Tensor, sampleWeight?: Tensor): void {
    const { sizes } = input;
    if (this.#average === 'binary') failRange(fn, "expected another average than 'binary' for labels in rows, got 'binary'");
    if (!sameShape(sizes, target.sizes))
      failRange(fn, `expected target of shape ${showShape(sizes)}, as the input, got ${showShape(target.sizes)}`);
    const [, L] = sizes as readonly [number, number];
    const { numClasses } = this.#options;
    if (numClasses !== undefined && numClasses !== L) failRange(fn, `expected numClasses ${L}, the labels, got ${numClasses}`);
    if (input.dtype === 'bool' || target.dtype !== 'int32')
      failType(fn, `expected labels of dtype int32, got input ${input.dtype} and target ${target.dtype}; use to('int32')`);
    const ignoreIndex = checkIgnored(fn, this.#options.ignoreIndex);
    const weights = readWeights(fn, sampleWeight, sizes.slice(0, 1));
    const predicted = labelsOf(fn, 'input', input, null);
    const actual = labelsOf(fn, 'target', target, ignoreIndex);
    this.#margins.addLabels(L, predicted, actual, weights, ignoreIndex);
  }

  compute(): number | number[] {
    const { f1, macro, micro, weighted } = figuresOf(
      this.#margins,
      this.#zeroDivision,
      checkIgnored('f1', this.#options.ignoreIndex),
    );
    switch (this.#average) {
      case 'none':
        return f1;
      case 'binary':
        return f1[1] ?? this.#zeroDivision;
      case 'micro':
        return micro.f1;
      case 'weighted':
        return weighted.f1;
      default:
        return macro.f1;
    }
  }
}

/**
 * F1, the harmonic mean of precision and recall, as one number; an array by class or label with `average: 'none'`. Of scores,
 * or with `numClasses`, the macro mean is over all classes, those that never occur among them; of predicted classes alone,
 * over those that occur. `f1_score` in scikit-learn, whose own default is 'binary'.
 *
 * @param input predicted classes (int32) of the target's shape; scores (N, C) or (N, C, d1, …), of which the greatest is
 *   taken; probabilities of class 1 (N); or of labels (N, L): 0 and 1, or probabilities
 * @param target classes, or 0 and 1 for each label (N, L); int32
 * @throws {TypeError} for other types. @throws {RangeError} for shapes that differ, classes out of range and NaN.
 */
export function f1(input: Tensor, target: Tensor, options: F1Options<Average> & { average: 'none' }): number[];
export function f1(input: Tensor, target: Tensor, options?: F1Options): number;
export function f1(input: Tensor, target: Tensor, options?: F1Options<unknown>): number | number[] {
  takes('f1', 3, arguments);
  return tallied(new F1Tally(options), input, target, options?.sampleWeight);
}
