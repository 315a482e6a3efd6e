import { checkOneOf, checkOptions } from '../errors.ts';
import { takes } from '../options.ts';
import type { Tensor } from '../tensor.ts';
import { AVERAGES, type Average, averaged } from './average.ts';
import { prOf } from './pr-curve.ts';
import { rank } from './ranking.ts';
import { scoresOf } from './scores.ts';
import type { SampleWeightOptions } from './weights.ts';

/** Options of `averagePrecision`. */
export interface AveragePrecisionOptions<A = Exclude<Average, 'none'>> extends SampleWeightOptions {
  /** How figures of classes or labels become one. Default 'macro'. 'none' gives an array. */
  average?: A;
}

/** The sum of precisions, each times the recall that its threshold adds: no interpolation. */
function areaOf(precision: readonly number[], recall: readonly number[]): number {
  let area = 0;
  for (let i = 0; i < recall.length - 1; i++)
    area += ((recall[i] as number) - (recall[i + 1] as number)) * (precision[i] as number);
  return area;
}

/**
 * Average precision, the area under the precision-recall curve: of class 1, or averaged over classes, each against the rest,
 * or labels. `average_precision_score` in scikit-learn.
 *
 * @param input scores, float32: of class 1 (N), of classes (N, C) or of labels (N, L); any finite numbers
 * @param target 0 or 1 (N), classes (N), or 0 and 1 for each label (N, L); int32
 * @throws {TypeError} for other types.
 * @throws {RangeError} for shapes that differ, NaN, targets out of range, and a class that is all of the targets or none.
 */
export function averagePrecision(
  input: Tensor,
  target: Tensor,
  options: AveragePrecisionOptions<Average> & { average: 'none' },
): number[];
export function averagePrecision(input: Tensor, target: Tensor, options?: AveragePrecisionOptions): number;
export function averagePrecision(
  input: Tensor,
  target: Tensor,
  options: AveragePrecisionOptions<Average> = {},
): number | number[] {
  const fn = 'averagePrecision';
  takes(fn, 3, arguments);
  checkOptions(fn, options, ['average', 'sampleWeight']);
  const average = checkOneOf(fn, 'average', options.average ?? 'macro', AVERAGES);
  const read = scoresOf(fn, input, target, options.sampleWeight, ['binary', 'classes', 'labels']);
  return averaged(read, average, (what, scores, hits, weights) => {
    const { precision, recall } = prOf(rank(fn, what, scores, hits, weights));
    return areaOf(precision, recall);
  });
}
