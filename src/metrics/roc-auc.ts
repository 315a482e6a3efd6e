import { checkNumber, checkOneOf, checkOptions, failRange } from '../errors.ts';
import { takes } from '../options.ts';
import type { Tensor } from '../tensor.ts';
import { AVERAGES, type Average, averaged } from './average.ts';
import { rank } from './ranking.ts';
import { rocOf } from './roc-curve.ts';
import { type Scores, scoresOf } from './scores.ts';
import type { SampleWeightOptions } from './weights.ts';

/** Options of `rocAuc`. */
export interface RocAucOptions<A = Exclude<Average, 'none'>> extends SampleWeightOptions {
  /** How figures of classes or labels become one. Default 'macro'. 'none' gives an array. */
  average?: A;
  /** Classes each against the rest ('ovr'), if absent, or in pairs ('ovo'), which are not moved by how many each has. */
  multiClass?: 'ovr' | 'ovo';
  /** The area up to this false positive rate only, in (0, 1], scaled so that 1/2 is guessing (McClish, 1989). */
  maxFpr?: number;
}

/** The area under a curve by trapezoids. */
function trapezoids(x: readonly number[], y: readonly number[]): number {
  let area = 0;
  for (let i = 1; i < x.length; i++)
    area += (((x[i] as number) - (x[i - 1] as number)) * ((y[i] as number) + (y[i - 1] as number))) / 2;
  return area;
}

function areaOf(
  fn: string,
  what: string,
  scores: Float32Array,
  hits: Uint8Array,
  weights: Float32Array | null,
  maxFpr: number,
): number {
  const { fpr, tpr } = rocOf(rank(fn, what, scores, hits, weights), true);
  if (maxFpr === 1) return trapezoids(fpr, tpr);
  const stop = fpr.findIndex((x) => x > maxFpr);
  const [x0, x1, y0, y1] = [fpr[stop - 1], fpr[stop], tpr[stop - 1], tpr[stop]] as [number, number, number, number];
  const end = y0 + ((maxFpr - x0) / (x1 - x0)) * (y1 - y0);
  const area = trapezoids([...fpr.slice(0, stop), maxFpr], [...tpr.slice(0, stop), end]);
  const guessed = maxFpr ** 2 / 2;
  return (1 + (area - guessed) / (maxFpr - guessed)) / 2;
}

/** The mean over pairs of classes that occur, of the areas of either's scores among the samples of both. */
function ofPairs(fn: string, { L, scores, target }: Scores, weighted: boolean): number {
  const members = new Map<number, number[]>();
  target.forEach((y, i) => {
    const list = members.get(y);
    if (list === undefined) members.set(y, [i]);
    else list.push(i);
  });
  if (members.size < 2) failRange(fn, 'expected targets of at least 2 classes, got 1');
  const classes = [...members].sort(([a], [b]) => a - b);
  let [total, all] = [0, 0];
  for (const [k, [a, ofA]] of classes.entries())
    for (const [b, ofB] of classes.slice(k + 1)) {
      const both = [...ofA, ...ofB];
      const area = (c: number): number => {
        const hits = Uint8Array.from(both, (i) => Number(target[i] === c));
        const column = Float32Array.from(both, (i) => scores[i * L + c] as number);
        return areaOf(fn, `class ${c}`, column, hits, null, 1);
      };
      const weight = weighted ? both.length : 1;
      total += (weight * (area(a) + area(b))) / 2;
      all += weight;
    }
  return total / all;
}

/** Refuses what has no meaning for several classes. */
function checkClasses(fn: string, { N, L, scores }: Scores, options: RocAucOptions<Average>): void {
  if (options.maxFpr !== undefined && options.maxFpr !== 1)
    failRange(fn, `expected no maxFpr for several classes, got ${options.maxFpr}`);
  for (let i = 0; i < N; i++) {
    let sum = 0;
    for (let c = 0; c < L; c++) sum += scores[i * L + c] as number;
    if (Math.abs(sum - 1) > 1e-3)
      failRange(fn, `expected rows of probabilities, which add up to 1, got ${sum} in row ${i}; of logits take softmax(1)`);
  }
  if (options.multiClass !== 'ovo') return;
  if (options.sampleWeight !== undefined) failRange(fn, "expected no sampleWeight for multiClass 'ovo', got one");
  if (options.average === 'micro' || options.average === 'none')
    failRange(fn, `expected average 'macro' or 'weighted' for multiClass 'ovo', got '${options.average}'`);
}

/**
 * The area under the ROC curve: how likely a sample of the class has a greater score than one that is not. Of class 1, or
 * averaged over classes or labels. `roc_auc_score` in scikit-learn.
 *
 * @param input scores, float32: of class 1 (N) or of labels (N, L), any finite numbers; probabilities of classes (N, C)
 * @param target 0 or 1 (N), classes (N), or 0 and 1 for each label (N, L); int32
 * @throws {TypeError} for other types.
 * @throws {RangeError} for shapes that differ, NaN, targets out of range, and a class that is all of the targets or none.
 */
export function rocAuc(input: Tensor, target: Tensor, options: RocAucOptions<Average> & { average: 'none' }): number[];
export function rocAuc(input: Tensor, target: Tensor, options?: RocAucOptions): number;
export function rocAuc(input: Tensor, target: Tensor, options: RocAucOptions<Average> = {}): number | number[] {
  const fn = 'rocAuc';
  takes(fn, 3, arguments);
  checkOptions(fn, options, ['average', 'multiClass', 'maxFpr', 'sampleWeight']);
  const average = checkOneOf(fn, 'average', options.average ?? 'macro', AVERAGES);
  const multiClass = checkOneOf(fn, 'multiClass', options.multiClass ?? 'ovr', ['ovr', 'ovo']);
  const maxFpr = checkNumber(fn, 'maxFpr', options.maxFpr ?? 1, Number.MIN_VALUE, 1);
  const read = scoresOf(fn, input, target, options.sampleWeight, ['binary', 'classes', 'labels']);
  if (read.kind === 'classes') {
    checkClasses(fn, read, options);
    if (multiClass === 'ovo') return ofPairs(fn, read, average === 'weighted');
  }
  return averaged(read, average, (what, scores, hits, weights) => areaOf(fn, what, scores, hits, weights, maxFpr));
}
