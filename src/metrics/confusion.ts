import { brief, type Display, shownAs, tableOf } from '../display.ts';
import { checkOneOf, checkOptions, failRange } from '../errors.ts';
import { takes } from '../options.ts';
import type { Tensor } from '../tensor.ts';
import { type CountOptions, classesOf } from './classes.ts';
import { sum } from './margins.ts';
import type { SampleWeightOptions } from './weights.ts';

/** Options of `confusionMatrix`. */
export interface ConfusionMatrixOptions extends CountOptions, SampleWeightOptions {
  /**
   * Divide by the number of samples of each actual class ('true'), of each predicted class ('pred') or of all; 0/0 is 0. Default:
   * counts.
   */
  normalize?: 'true' | 'pred' | 'all';
}

/** Larger matrices would fill memory. */
const MOST = 4096;

/** More classes than this are too many to look at. */
const MOST_SHOWN = 64;

/** The matrix with its classes as row and column headers; each cell is as dark as its share of the row. */
function displayOf(matrix: readonly (readonly number[])[]): Display {
  const C = matrix.length;
  if (C > MOST_SHOWN) {
    const text = `confusion matrix of ${C} classes`;
    return { 'text/plain': text, 'text/html': text };
  }
  const rows = matrix.map((row, y) => [String(y), ...row.map(brief)]);
  const totals = matrix.map(sum);
  const shade = (y: number, c: number): number => (c === 0 ? 0 : (matrix[y]?.[c - 1] as number) / (totals[y] as number));
  return tableOf(['actual \\ predicted', ...matrix.map((_, c) => String(c))], rows, shade);
}

/**
 * How often each class was taken for each: `counts[actual][predicted]`, or shares; notebooks show it as a table.
 * `confusion_matrix` in scikit-learn.
 *
 * @param input logits of shape (C), (N, C) or (N, C, d1, …), predicted classes (int32) of the target's shape, or
 *   probabilities of class 1 (N)
 * @param target class indices, int32
 * @throws {TypeError} for other types.
 * @throws {RangeError} for shapes that differ, a class out of range, and more than 4096 classes.
 */
export function confusionMatrix(input: Tensor, target: Tensor, options: ConfusionMatrixOptions = {}): number[][] {
  const fn = 'confusionMatrix';
  takes(fn, 3, arguments);
  checkOptions(fn, options, ['numClasses', 'normalize', 'sampleWeight', 'ignoreIndex']);
  const { normalize } = options;
  if (normalize !== undefined) checkOneOf(fn, 'normalize', normalize, ['true', 'pred', 'all']);
  const { C, predicted, actual, weights } = classesOf(fn, input, target, options);
  if (C > MOST) failRange(fn, `expected at most ${MOST} classes, got ${C}; f1 and the like need no matrix`);
  const counts = Array.from({ length: C }, () => new Array<number>(C).fill(0));
  for (let i = 0; i < actual.length; i++) {
    const row = counts[actual[i] as number] as number[];
    const p = predicted[i] as number;
    row[p] = (row[p] as number) + (weights === null ? 1 : (weights[i] as number));
  }
  if (normalize === undefined) return shownAs(counts, () => displayOf(counts));
  const rows = counts.map(sum);
  const columns = counts.map((_, p) => counts.reduce((total, row) => total + (row[p] as number), 0));
  const all = sum(rows);
  const parts = counts.map((row, y) =>
    row.map((n, p) => {
      const whole = normalize === 'all' ? all : normalize === 'true' ? (rows[y] as number) : (columns[p] as number);
      return whole === 0 ? 0 : n / whole;
    }),
  );
  return shownAs(parts, () => displayOf(parts));
}
