/** What metrics read: classes predicted and meant, as plain integers. */

import { checkTensor } from '../array/check.ts';
import { drop } from '../array/copy.ts';
import { noGrad } from '../autograd/tape.ts';
import { checkInteger, checkNumber, failRange, failType } from '../errors.ts';
import { checkInput, checkTarget, IGNORED, targetShape } from '../ops/loss/targets.ts';
import { argmax } from '../ops/reduce/extremum.ts';
import { scope } from '../scope.ts';
import { sameShape, showShape } from '../shape.ts';
import type { Tensor } from '../tensor.ts';

/** What all metrics of classes take. */
export interface ClassOptions {
  /** Targets of this value count for nothing; −100 if absent. */
  ignoreIndex?: number;
}

/** Refuses logits and targets that do not fit each other; gives the number of classes. */
export function checkLogits(fn: string, input: Tensor, target: Tensor, ignoreIndex: number = IGNORED): number {
  checkInput(fn, input);
  const C = input.sizes[input.ndim > 1 ? 1 : 0] as number;
  checkNumber(fn, 'ignoreIndex', ignoreIndex);
  drop(checkTarget(fn, target, input.sizes, C, targetShape(input), ignoreIndex).target, target);
  return C;
}

/** Refuses predicted classes and targets that do not fit each other; gives the number of classes. */
function checkPredictions(
  fn: string,
  input: Tensor,
  target: Tensor,
  numClasses: number | undefined,
  ignoreIndex: number,
): number {
  checkTensor(fn, 'target', target);
  if (!sameShape(input.sizes, target.sizes))
    failRange(fn, `expected target of shape ${showShape(input.sizes)}, as the predicted classes, got ${showShape(target.sizes)}`);
  const greatest = (t: Tensor): number => {
    let most = -1;
    for (const x of t.toTypedArray()) if (x !== ignoreIndex && x > most) most = x;
    return most;
  };
  const C = numClasses ?? Math.max(greatest(input), greatest(target)) + 1;
  drop(checkTarget(fn, target, input.sizes, C, target.sizes, ignoreIndex).target, target);
  const bad = input.toTypedArray().find((x) => x < 0 || x >= C);
  if (bad !== undefined) failRange(fn, `expected input of classes in [0, ${C}), got ${bad}`);
  return C;
}

/** The classes predicted and meant of all positions that count. Logits have their class dim first or second. */
export function classesOf(
  fn: string,
  input: Tensor,
  target: Tensor,
  { ignoreIndex = IGNORED, numClasses }: ClassOptions & { numClasses?: number },
): { C: number; predicted: Int32Array; actual: Int32Array } {
  checkTensor(fn, 'input', input);
  if (input.dtype === 'bool') failType(fn, "expected input of logits or int32 classes, got bool; convert it with to('int32')");
  if (numClasses !== undefined) checkInteger(fn, 'numClasses', numClasses, 1);
  const logits = input.dtype === 'float32';
  const C = logits
    ? checkLogits(fn, input, target, ignoreIndex)
    : checkPredictions(fn, input, target, numClasses, checkNumber(fn, 'ignoreIndex', ignoreIndex));
  if (numClasses !== undefined && numClasses !== C)
    failRange(fn, `expected numClasses ${C}, that of the logits, got ${numClasses}`);
  return scope(() =>
    noGrad(() => {
      const all = logits ? argmax(input, input.ndim > 1 ? 1 : 0) : input;
      const meant = target.toTypedArray();
      const counts = (_: number, i: number): boolean => meant[i] !== ignoreIndex;
      return {
        C,
        predicted: all.toTypedArray().filter(counts) as Int32Array,
        actual: meant.filter(counts) as Int32Array,
      };
    }),
  );
}
