import { failRange } from '../errors.ts';
import { ascendingOrder } from './order.ts';

/** Samples in descending order of their scores, by what has at least each score. */
export interface Ranking {
  /** The scores that occur, in descending order. */
  thresholds: Float64Array;
  /** The weight of class 1 with at least that score. */
  positives: Float64Array;
  /** The weight of the others with at least that score. */
  negatives: Float64Array;
}

/**
 * Ranks samples by their scores; `hits` is 1 for those of the class, and `what` names it. Samples of weight 0 are left out.
 * @throws {RangeError} unless samples both of the class and of others have weight.
 */
export function rank(fn: string, what: string, scores: Float32Array, hits: Uint8Array, weights: Float32Array | null): Ranking {
  const order = ascendingOrder(scores);
  const thresholds = new Float64Array(scores.length);
  const positives = new Float64Array(scores.length);
  const negatives = new Float64Array(scores.length);
  let [at, of, others] = [-1, 0, 0];
  for (let k = order.length - 1; k >= 0; k--) {
    const i = order[k] as number;
    const weight = weights === null ? 1 : (weights[i] as number);
    if (weight === 0) continue;
    if (at < 0 || scores[i] !== thresholds[at]) thresholds[++at] = scores[i] as number;
    if (hits[i] === 1) of += weight;
    else others += weight;
    positives[at] = of;
    negatives[at] = others;
  }
  if (of === 0 || others === 0) {
    failRange(fn, `expected targets both of ${what} and of others, got ${of === 0 ? 'none of it' : 'it alone'}`);
  }
  const cut = (all: Float64Array) => all.subarray(0, at + 1);
  return { thresholds: cut(thresholds), positives: cut(positives), negatives: cut(negatives) };
}
