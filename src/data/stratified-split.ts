import { checkNumber, checkOptions, failRange, failType, show } from '../errors.ts';
import { takes } from '../options.ts';
import { checkGenerator, type Generator, permutation } from '../random.ts';
import { fromShares } from './dataset.ts';
import { type LabelsLike, readLabels } from './labels.ts';

/**
 * How many of each class go to each part: its share rounded down or up, so that the parts come to their sizes. What is left of
 * a class goes one by one to the parts that want most.
 */
function allocate(counts: readonly number[], fractions: readonly number[], sizes: readonly number[]): number[][] {
  const table = counts.map((count) => fractions.map((fraction) => Math.floor(fraction * count)));
  const wanted = sizes.map((size, p) => table.reduce((left, row) => left - (row[p] as number), size));
  const rests = table.map((row, c) => fractions.map((fraction, p) => fraction * (counts[c] as number) - (row[p] as number)));
  for (const [c, row] of table.entries()) {
    const left = row.reduce((rest, taken) => rest - taken, counts[c] as number);
    const rest = rests[c] as number[];
    const byWant = [...fractions.keys()].sort(
      (a, b) => (wanted[b] as number) - (wanted[a] as number) || (rest[b] as number) - (rest[a] as number),
    );
    for (const p of byWant.slice(0, left)) {
      row[p]!++;
      wanted[p]!--;
    }
  }
  return table;
}

/**
 * Cuts samples at random into parts of the given fractions, in each of which every class has its share, within one sample:
 * arrays of indices for `Subset`. `train_test_split` with `stratify` in scikit-learn, into any number of parts.
 *
 * @param labels the class of each sample: an int32 tensor (N), or an array of integers
 * @param fractions numbers in [0, 1] that add up to 1
 * @throws {TypeError} for other labels. @throws {RangeError} for other fractions.
 */
export function stratifiedSplit(
  labels: LabelsLike,
  fractions: readonly number[],
  options: { generator?: Generator } = {},
): number[][] {
  const fn = 'stratifiedSplit';
  takes(fn, 3, arguments);
  checkOptions(fn, options, ['generator']);
  const generator = checkGenerator(fn, options.generator);
  if (!Array.isArray(fractions)) failType(fn, `expected fractions as an array of numbers, got ${show(fractions)}`);
  const total = fractions.reduce((sum: number, f, i) => sum + checkNumber(fn, `fractions[${i}]`, f, 0, 1), 0);
  if (Math.abs(total - 1) > 1e-9) failRange(fn, `expected fractions that add up to 1, got ${show(fractions)}`);
  const { n, places } = readLabels(fn, labels);
  const classOf = new Int32Array(n);
  for (const [c, members] of [...places.values()].entries()) for (const i of members) classOf[i] = c;
  const counts = [...places.values()].map((members) => members.length);
  const left = allocate(counts, fractions, fromShares(fractions, n));
  const split: number[][] = fractions.map(() => []);
  for (const i of permutation(n, generator)) {
    const row = left[classOf[i] as number] as number[];
    const p = row.findIndex((count) => count > 0);
    row[p]!--;
    (split[p] as number[]).push(i);
  }
  return split;
}
