import { checkTensor } from '../array/check.ts';
import { drop } from '../array/copy.ts';
import { tensor } from '../create/values.ts';
import { checkInteger, checkOptions } from '../errors.ts';
import { whole } from '../frame.ts';
import { checkIgnored, checkTarget } from '../ops/loss/targets.ts';
import { takes } from '../options.ts';
import type { Tensor } from '../tensor.ts';
import { type CountOptions, MOST_CLASSES } from './classes.ts';

/** Options of `classWeights`. */
export interface ClassWeightsOptions extends CountOptions {}

/**
 * Weights that let every class count as much as any other, for the `weight` of a loss: N / (C · count), a tensor (C); 0 for a
 * class that does not occur. `compute_class_weight('balanced', …)` in scikit-learn.
 *
 * @param target class indices of any shape, int32
 * @throws {TypeError} for other types. @throws {RangeError} for a class out of range.
 */
export function classWeights(target: Tensor, options: ClassWeightsOptions = {}): Tensor {
  const fn = 'classWeights';
  takes(fn, 2, arguments);
  checkOptions(fn, options, ['numClasses', 'ignoreIndex']);
  const { numClasses } = options;
  if (numClasses !== undefined) checkInteger(fn, 'numClasses', numClasses, 1, MOST_CLASSES);
  const ignoreIndex = checkIgnored(fn, options.ignoreIndex);
  const { sizes } = checkTensor(fn, 'target', target);
  drop(checkTarget(fn, target, sizes, numClasses ?? MOST_CLASSES, sizes, ignoreIndex).target, target);
  const classes = (target.toTypedArray() as Int32Array).filter((y) => y !== ignoreIndex);
  let C = numClasses ?? 0;
  if (numClasses === undefined) for (const y of classes) C = Math.max(C, y + 1);
  const counts = new Float32Array(C);
  for (const y of classes) counts[y]!++;
  return whole(fn, () => tensor(counts.map((count) => (count === 0 ? 0 : classes.length / (C * count)))));
}
