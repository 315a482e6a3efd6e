import { checkInteger, checkOneOf, checkOptions } from '../errors.ts';
import { takes } from '../options.ts';
import type { Tensor } from '../tensor.ts';
import { probabilitiesOf } from './scores.ts';

/** Options of `calibrationCurve`. */
export interface CalibrationCurveOptions {
  /** How many bins. Default 5. */
  nBins?: number;
  /** Bins of equal width ('uniform', the default) or of equal numbers of samples ('quantile'). */
  strategy?: 'uniform' | 'quantile';
}

/** What `calibrationCurve` returns: a point for each bin that has samples. */
export interface CalibrationCurve {
  /** The fraction of class 1 in each bin. */
  probTrue: number[];
  /** The mean probability in each bin. */
  probPred: number[];
}

/** More bins than any number of samples could fill. */
export const MOST_BINS = 2 ** 20;

/** The quantile of ascending numbers by linear interpolation, rounded as numpy's percentiles are. */
function quantile(sorted: Float64Array, q: number): number {
  const place = ((q * 100) / 100) * (sorted.length - 1);
  const low = Math.floor(place);
  const t = place - low;
  const a = sorted[low] as number;
  const b = sorted[Math.min(low + 1, sorted.length - 1)] as number;
  return t >= 0.5 ? b - (b - a) * (1 - t) : a + (b - a) * t;
}

/** How many of the ascending edges are below p. */
function binOf(edges: readonly number[], p: number): number {
  let [low, high] = [0, edges.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((edges[middle] as number) < p) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * How often class 1 came where it was given about such a probability, for a reliability diagram. A bin holds its upper edge;
 * empty bins are left out. `calibration_curve` in scikit-learn.
 *
 * @param input probabilities of class 1 (N), float32
 * @param target 0 or 1 (N), int32
 * @throws {TypeError} for other types. @throws {RangeError} for shapes that differ, and for numbers out of range.
 */
export function calibrationCurve(input: Tensor, target: Tensor, options: CalibrationCurveOptions = {}): CalibrationCurve {
  const fn = 'calibrationCurve';
  takes(fn, 3, arguments);
  checkOptions(fn, options, ['nBins', 'strategy']);
  const nBins = checkInteger(fn, 'nBins', options.nBins ?? 5, 1, MOST_BINS);
  const strategy = checkOneOf(fn, 'strategy', options.strategy ?? 'uniform', ['uniform', 'quantile']);
  const { scores, target: meant } = probabilitiesOf(fn, input, target, undefined, ['binary']);
  const shares = Array.from({ length: nBins - 1 }, (_, i) => (i + 1) * (1 / nBins));
  const sorted = strategy === 'quantile' ? Float64Array.from(scores).sort() : null;
  const edges = sorted === null ? shares : shares.map((q) => quantile(sorted, q));
  const [counts, hits, sums] = [0, 1, 2].map(() => new Float64Array(nBins)) as [Float64Array, Float64Array, Float64Array];
  scores.forEach((p, i) => {
    const b = binOf(edges, p);
    counts[b]!++;
    hits[b]! += meant[i] as number;
    sums[b]! += p;
  });
  const curve: CalibrationCurve = { probTrue: [], probPred: [] };
  counts.forEach((n, b) => {
    if (n === 0) return;
    curve.probTrue.push((hits[b] as number) / n);
    curve.probPred.push((sums[b] as number) / n);
  });
  return curve;
}
