import { checkBoolean, checkOptions } from '../errors.ts';
import { takes } from '../options.ts';
import type { Tensor } from '../tensor.ts';
import { type Ranking, rank } from './ranking.ts';
import { columnOf, scoresOf } from './scores.ts';
import type { SampleWeightOptions } from './weights.ts';

/** Options of `rocCurve`. */
export interface RocCurveOptions extends SampleWeightOptions {
  /** Leave out points on the line between their neighbours. Default true. */
  dropIntermediate?: boolean;
}

/** What `rocCurve` returns: a point for each threshold, the first being (0, 0). */
export interface RocCurve {
  /** The fraction of class 0 that scores at least each threshold. */
  fpr: number[];
  /** The fraction of class 1 that scores at least each threshold. */
  tpr: number[];
  /** Falling scores, after Infinity. */
  thresholds: number[];
}

/** Whether a curve turns at an inner point. */
const turnsAt = (list: Float64Array, i: number): boolean =>
  (list[i + 1] as number) - (list[i] as number) - ((list[i] as number) - (list[i - 1] as number)) !== 0;

/** The curve of a ranking. */
export function rocOf({ thresholds, positives, negatives }: Ranking, dropIntermediate: boolean): RocCurve {
  const curve: RocCurve = { fpr: [0], tpr: [0], thresholds: [Infinity] };
  const last = thresholds.length - 1;
  for (let i = 0; i <= last; i++) {
    const keeps = !dropIntermediate || i === 0 || i === last || turnsAt(negatives, i) || turnsAt(positives, i);
    if (!keeps) continue;
    curve.fpr.push((negatives[i] as number) / (negatives[last] as number));
    curve.tpr.push((positives[i] as number) / (positives[last] as number));
    curve.thresholds.push(thresholds[i] as number);
  }
  return curve;
}

/**
 * The receiver operating characteristic: the fraction of either class that has at least each score. `roc_curve` in scikit-learn,
 * whose first threshold is infinite from 1.3 on.
 *
 * @param input scores of class 1 (N), float32: any finite numbers
 * @param target 0 or 1 (N), int32
 * @throws {TypeError} for other types. @throws {RangeError} for shapes that differ, NaN, other targets, one class alone.
 */
export function rocCurve(input: Tensor, target: Tensor, options: RocCurveOptions = {}): RocCurve {
  const fn = 'rocCurve';
  takes(fn, 3, arguments);
  checkOptions(fn, options, ['dropIntermediate', 'sampleWeight']);
  const dropIntermediate = checkBoolean(fn, 'dropIntermediate', options.dropIntermediate ?? true);
  const read = scoresOf(fn, input, target, options.sampleWeight, ['binary']);
  const { scores, hits } = columnOf(read, 0);
  return rocOf(rank(fn, 'class 1', scores, hits, read.weights), dropIntermediate);
}
