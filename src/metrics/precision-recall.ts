import { checkOptions, failRange, failType, show } from '../errors.ts';
import { IGNORED } from '../ops/loss/targets.ts';
import { takes } from '../options.ts';
import type { Tensor } from '../tensor.ts';
import { type CountOptions, classesOf } from './classes.ts';
import { Margins, sum } from './margins.ts';

/** Options of `precisionRecallF1`. */
export interface PrecisionRecallF1Options extends CountOptions {
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

/** What `precisionRecallF1` returns. */
export interface PrecisionRecallF1 {
  /** Of the samples predicted as each class, the fraction that belongs to it. */
  precision: number[];
  /** Of the samples of each class, the fraction predicted as it. */
  recall: number[];
  /** The harmonic mean of precision and recall, by class. */
  f1: number[];
  /** How many targets each class had. */
  support: number[];
  /** The mean over the classes that count. */
  macro: Averaged;
  /** From the counts of all classes together; all three are the accuracy, where each sample is of one class. */
  micro: Averaged;
  /** The mean over the classes that count, weighted by their support. */
  weighted: Averaged;
}

/** Refuses a value that cannot stand for 0/0. */
export function checkZeroDivision(fn: string, zeroDivision: unknown = 0): number {
  if (typeof zeroDivision !== 'number') failType(fn, `expected zeroDivision to be a number, got ${show(zeroDivision)}`);
  if (zeroDivision !== 0 && zeroDivision !== 1 && !Number.isNaN(zeroDivision))
    failRange(fn, `expected zeroDivision to be 0, 1 or NaN, got ${zeroDivision}`);
  return zeroDivision;
}

/** Every figure, of counts. The means are over all known classes, else those that occur; never the one that is ignored. */
export function figuresOf(margins: Margins, zeroDivision: number, ignoreIndex: number): PrecisionRecallF1 {
  const { C, known } = margins;
  const [right, support, taken] = [margins.right, margins.support, margins.taken].map((counts) => Array.from(counts)) as [
    number[],
    number[],
    number[],
  ];
  const part = (some: number, all: number): number => (all === 0 ? zeroDivision : some / all);
  const precision = right.map((tp, c) => part(tp, taken[c] as number));
  const recall = right.map((tp, c) => part(tp, support[c] as number));
  const f1 = right.map((tp, c) => part(2 * tp, (taken[c] as number) + (support[c] as number)));
  const counted: number[] = [];
  for (let c = 0; c < C; c++)
    if (c !== ignoreIndex && (known || (support[c] as number) + (taken[c] as number) > 0)) counted.push(c);
  const mean = (values: readonly number[], weights: readonly number[] | null): number => {
    let [total, weight] = [0, 0];
    for (const c of counted) {
      const [value, w] = [values[c] as number, weights === null ? 1 : (weights[c] as number)];
      if (w === 0 || Number.isNaN(value)) continue;
      total += w * value;
      weight += w;
    }
    return part(total, weight);
  };
  const averaged = (weights: readonly number[] | null): Averaged => ({
    precision: mean(precision, weights),
    recall: mean(recall, weights),
    f1: mean(f1, weights),
  });
  const [hits, claims, truths] = [sum(right), sum(taken), sum(support)];
  return {
    precision,
    recall,
    f1,
    support,
    macro: averaged(null),
    micro: { precision: part(hits, claims), recall: part(hits, truths), f1: part(2 * hits, claims + truths) },
    weighted: averaged(support),
  };
}

/**
 * Precision, recall and F1 by class, and their macro, micro and weighted means: plain numbers. Of logits, or with
 * `numClasses`, the means are over all classes, those that never occur among them; of predicted classes alone, over those
 * that occur. The class that `ignoreIndex` names is in none. As `precision_recall_fscore_support` of scikit-learn.
 *
 * @param input logits of shape (C), (N, C) or (N, C, d1, …), predicted classes (int32) of the target's shape, or
 *   probabilities of class 1 (N)
 * @param target class indices, int32
 * @throws {TypeError} for other types. @throws {RangeError} for shapes that differ, or a class out of range.
 */
export function precisionRecallF1(input: Tensor, target: Tensor, options: PrecisionRecallF1Options = {}): PrecisionRecallF1 {
  const fn = 'precisionRecallF1';
  takes(fn, 3, arguments);
  checkOptions(fn, options, ['numClasses', 'ignoreIndex', 'zeroDivision']);
  const zeroDivision = checkZeroDivision(fn, options.zeroDivision);
  const margins = new Margins();
  margins.add(classesOf(fn, input, target, options));
  return figuresOf(margins, zeroDivision, options.ignoreIndex ?? IGNORED);
}
