import { checkOptions } from '../errors.ts';
import { takes } from '../options.ts';
import type { Tensor } from '../tensor.ts';
import { type Ranking, rank } from './ranking.ts';
import { columnOf, scoresOf } from './scores.ts';
import type { SampleWeightOptions } from './weights.ts';

/** Options of `prCurve`. */
export interface PrCurveOptions extends SampleWeightOptions {}

/** What `prCurve` returns: a point for each threshold, and (0, 1) at the end. */
export interface PrCurve {
  /** Of the samples that score at least each threshold, the fraction of class 1; then 1. */
  precision: number[];
  /** The fraction of class 1 that scores at least each threshold; then 0. */
  recall: number[];
  /** Rising scores, one fewer than points. */
  thresholds: number[];
}

/** The curve of a ranking. */
export function prOf({ thresholds, positives, negatives }: Ranking): PrCurve {
  const all = positives.at(-1) as number;
  const curve: PrCurve = { precision: [], recall: [], thresholds: [] };
  for (let i = thresholds.length - 1; i >= 0; i--) {
    const of = positives[i] as number;
    curve.precision.push(of / (of + (negatives[i] as number)));
    curve.recall.push(of / all);
    curve.thresholds.push(thresholds[i] as number);
  }
  curve.precision.push(1);
  curve.recall.push(0);
  return curve;
}

/**
 * Precision and recall if samples with at least a given score are predicted as class 1, for each score. `precision_recall_curve` in scikit-learn.
 *
 * @param input scores of class 1 (N), float32: any finite numbers
 * @param target 0 or 1 (N), int32
 * @throws {TypeError} for other types. @throws {RangeError} for shapes that differ, NaN, other targets, one class alone.
 */
export function prCurve(input: Tensor, target: Tensor, options: PrCurveOptions = {}): PrCurve {
  const fn = 'prCurve';
  takes(fn, 3, arguments);
  checkOptions(fn, options, ['sampleWeight']);
  const read = scoresOf(fn, input, target, options.sampleWeight, ['binary']);
  const { scores, hits } = columnOf(read, 0);
  return prOf(rank(fn, 'class 1', scores, hits, read.weights));
}
