import { checkOptions, failRange, show } from '../errors.ts';
import type { Tensor } from '../tensor.ts';
import { classesOf } from './classes.ts';
import type { ConfusionMatrixOptions } from './confusion.ts';

/** Options of `precisionRecallF1`. */
export interface PrecisionRecallF1Options extends ConfusionMatrixOptions {
  /** What stands for 0/0: 0 if absent, 1, or NaN, which means then leave out. */
  zeroDivision?: number;
}

/** One figure of each kind. */
export interface Averaged {
  /** The mean of precisions. */
  precision: number;
  /** The mean of recalls. */
  recall: number;
  /** The mean of F1 scores. */
  f1: number;
}

/** What `precisionRecallF1` gives. */
export interface PrecisionRecallF1 {
  /** Of what was taken for each class, the part that was of it. */
  precision: number[];
  /** Of what was of each class, the part that was taken for it. */
  recall: number[];
  /** The harmonic mean of precision and recall, by class. */
  f1: number[];
  /** How many targets each class had. */
  support: number[];
  /** The mean over the classes. */
  macro: Averaged;
  /** From the counts of all classes together; all three are the accuracy. */
  micro: Averaged;
  /** The mean over the classes, weighted by their support. */
  weighted: Averaged;
}

const sum = (list: readonly number[]): number => list.reduce((a, b) => a + b, 0);

/**
 * Precision, recall and F1 by class, and their macro, micro and weighted means: plain numbers, over all classes, those
 * that never occur among them. As `precision_recall_fscore_support` of scikit-learn.
 *
 * @param input logits of shape (C), (N, C) or (N, C, d1, …), or predicted classes (int32) of the target's shape
 * @param target class indices, int32
 * @throws {TypeError} for other types. @throws {RangeError} for shapes that differ, or a class out of range.
 */
export function precisionRecallF1(input: Tensor, target: Tensor, options: PrecisionRecallF1Options = {}): PrecisionRecallF1 {
  const fn = 'precisionRecallF1';
  checkOptions(fn, options, ['numClasses', 'ignoreIndex', 'zeroDivision']);
  const { zeroDivision = 0, ...rest } = options;
  if (zeroDivision !== 0 && zeroDivision !== 1 && !Number.isNaN(zeroDivision))
    failRange(fn, `expected zeroDivision to be 0, 1 or NaN, got ${show(zeroDivision)}`);
  const { C, predicted, actual } = classesOf(fn, input, target, rest);
  const part = (some: number, all: number): number => (all === 0 ? zeroDivision : some / all);
  // counts by class: the matrix of all pairs would be large for many classes, and nearly empty
  const [right, support, taken] = [0, 1, 2].map(() => new Array<number>(C).fill(0)) as [number[], number[], number[]];
  actual.forEach((meant, i) => {
    const guess = predicted[i] as number;
    support[meant] = (support[meant] as number) + 1;
    taken[guess] = (taken[guess] as number) + 1;
    if (guess === meant) right[meant] = (right[meant] as number) + 1;
  });
  const precision = right.map((tp, c) => part(tp, taken[c] as number));
  const recall = right.map((tp, c) => part(tp, support[c] as number));
  const f1 = right.map((tp, c) => part(2 * tp, (taken[c] as number) + (support[c] as number)));
  const mean = (values: readonly number[], weights: readonly number[]): number => {
    const used = values.map((v, c) => (Number.isNaN(v) ? 0 : (weights[c] as number)));
    return part(sum(values.map((v, c) => (used[c] === 0 ? 0 : v * (used[c] as number)))), sum(used));
  };
  const averaged = (weights: readonly number[]): Averaged => ({
    precision: mean(precision, weights),
    recall: mean(recall, weights),
    f1: mean(f1, weights),
  });
  const all = part(sum(right), sum(support));
  return {
    precision,
    recall,
    f1,
    support,
    // a class whose targets are all ignored is not one to be right about
    macro: averaged(right.map((_, c) => (c === rest.ignoreIndex ? 0 : 1))),
    micro: { precision: all, recall: all, f1: all },
    weighted: averaged(support),
  };
}
