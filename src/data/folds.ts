import { checkBoolean, checkInteger, checkOptions, failRange } from '../errors.ts';
import { takes } from '../options.ts';
import { checkGenerator, type Generator, permutation, wholly } from '../random.ts';
import { type LabelsLike, readLabels } from './labels.ts';

/** Options of `kFold` and `stratifiedKFold`. */
export interface FoldOptions {
  /** Draw the samples of each fold at random. Default false. */
  shuffle?: boolean;
  /** The generator for the shuffle. Default: the default generator. */
  generator?: Generator;
}

/** The indices of one fold, in ascending order. */
export interface Fold {
  /** The training samples: those of all other folds. */
  train: number[];
  /** The held-out samples. */
  test: number[];
}

/** The generator of a shuffle, or null. */
function shuffler(fn: string, options: FoldOptions): Generator | null {
  checkOptions(fn, options, ['shuffle', 'generator']);
  const generator = checkGenerator(fn, options.generator);
  return checkBoolean(fn, 'shuffle', options.shuffle ?? false) ? generator : null;
}

/** Folds, by the fold in which each sample is held out. */
function foldsOf(foldOf: Int32Array, k: number): Fold[] {
  return Array.from({ length: k }, (_, fold) => {
    const [train, test]: [number[], number[]] = [[], []];
    for (let i = 0; i < foldOf.length; i++) (foldOf[i] === fold ? test : train).push(i);
    return { train, test };
  });
}

/** Refuses folds whose indices, n for each, have no room in JavaScript's memory. */
function checkRoom(fn: string, n: number, k: number): void {
  if (n * k > 2 ** 27) failRange(fn, `expected at most 2^27 indices in the ${k} folds of ${n} samples, got ${n * k}`);
}

/** Sizes of k consecutive parts of n, larger ones first, that differ by at most 1. */
function parts(n: number, k: number): number[] {
  return Array.from({ length: k }, (_, i) => Math.floor(n / k) + (i < n % k ? 1 : 0));
}

/**
 * Splits n samples into k parts, each held out once: indices for `Subset`. Unshuffled parts are consecutive. `KFold` in
 * scikit-learn.
 *
 * @throws {RangeError} unless 2 ≤ k ≤ n, and for more than 2^27 indices in all folds.
 */
export function kFold(n: number, k: number, options: FoldOptions = {}): Fold[] {
  const fn = 'kFold';
  takes(fn, 3, arguments);
  checkInteger(fn, 'n', n, 2, 2 ** 31 - 1);
  checkInteger(fn, 'k', k, 2, n);
  checkRoom(fn, n, k);
  const generator = shuffler(fn, options);
  const order = generator === null ? null : permutation(n, generator);
  const foldOf = new Int32Array(n);
  let at = 0;
  for (const [fold, size] of parts(n, k).entries())
    for (let i = 0; i < size; i++, at++) foldOf[order === null ? at : (order[at] as number)] = fold;
  return foldsOf(foldOf, k);
}

/**
 * Splits samples into k parts with equal class proportions, to within one sample; each part is held out once. `StratifiedKFold`
 * in scikit-learn, which gives the same parts unshuffled.
 *
 * @param labels the class of each sample: an int32 tensor (N), or an array of integers
 * @throws {TypeError} for other labels. @throws {RangeError} unless k is at least 2 and some class has k samples.
 */
export function stratifiedKFold(labels: LabelsLike, k: number, options: FoldOptions = {}): Fold[] {
  const fn = 'stratifiedKFold';
  takes(fn, 3, arguments);
  checkInteger(fn, 'k', k, 2);
  const generator = shuffler(fn, options);
  const { n, places } = readLabels(fn, labels);
  let most = 0;
  for (const members of places.values()) most = Math.max(most, members.length);
  if (k > most) failRange(fn, `expected k of at most ${most}, the samples of the largest class, got ${k}`);
  checkRoom(fn, n, k);
  const foldOf = new Int32Array(n);
  // dealt like cards, class after class, so that the folds' sizes differ by at most 1, too
  let dealt = 0;
  const orders =
    generator === null ? null : wholly(generator, () => [...places.values()].map((m) => permutation(m.length, generator)));
  for (const [c, members] of [...places.values()].entries()) {
    const sizes = new Array<number>(k).fill(0);
    for (let i = 0; i < members.length; i++, dealt++) sizes[dealt % k]!++;
    const order = orders === null ? null : (orders[c] as Int32Array);
    let at = 0;
    for (const [fold, size] of sizes.entries())
      for (let i = 0; i < size; i++, at++) foldOf[members[order === null ? at : (order[at] as number)] as number] = fold;
  }
  return foldsOf(foldOf, k);
}
