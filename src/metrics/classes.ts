/** The inputs of metrics on classes: predicted and true classes, as plain integers. */

import { checkTensor } from '../array/check.ts';
import { drop } from '../array/copy.ts';
import { noGrad } from '../autograd/tape.ts';
import { checkInteger, failRange, failType } from '../errors.ts';
import { checkIgnored, checkInput, checkTarget, targetShape } from '../ops/loss/targets.ts';
import { argmax } from '../ops/reduce/extremum.ts';
import { composed } from '../scope.ts';
import { sameShape, showShape } from '../shape.ts';
import type { Tensor } from '../tensor.ts';
import { checkFinite, checkProbabilities } from './scores.ts';
import { readWeights } from './weights.ts';

/** What all metrics of classes take. */
export interface ClassOptions {
  /** Targets of this value are ignored. Default −100. */
  ignoreIndex?: number;
}

/** What metrics that count by the class take. */
export interface CountOptions extends ClassOptions {
  /** How many classes there are. Default as many as logits, or up to the greatest class that occurs. */
  numClasses?: number;
}

/** What `classesOf` looks at among a metric's options. */
interface Reading {
  numClasses?: number | undefined;
  ignoreIndex?: number | undefined;
  sampleWeight?: Tensor | undefined;
}

/** Predictions and targets of the positions that count. */
export interface Classes {
  /** How many classes there are. */
  C: number;
  /** Whether that was said, or shown by logits, rather than seen from the classes that occur. */
  known: boolean;
  predicted: Int32Array;
  actual: Int32Array;
  weights: Float32Array | null;
}

/** With more classes than this, one value per class would fill memory. */
export const MOST_CLASSES = 2 ** 22;

/** Refuses logits and targets that do not match; returns the number of classes. */
export function checkLogits(fn: string, input: Tensor, target: Tensor, ignoreIndex?: number): number {
  checkInput(fn, input);
  const C = input.sizes[input.ndim > 1 ? 1 : 0] as number;
  drop(checkTarget(fn, target, input.sizes, C, targetShape(input), checkIgnored(fn, ignoreIndex)).target, target);
  return C;
}

/** The probability of class 1 for each sample, rather than logits of one sample. */
const isBinary = (input: Tensor, target: Tensor): boolean => input.ndim === 1 && target.ndim === 1;

/** The classes that scores predict; NaN counts as the greatest logit. */
function predictedBy(fn: string, input: Tensor, target: Tensor): Int32Array {
  if (!isBinary(input, target)) return composed(fn, () => argmax(input, input.ndim > 1 ? 1 : 0).toTypedArray() as Int32Array);
  const p = input.toTypedArray() as Float32Array;
  checkProbabilities(fn, p, input.sizes);
  return Int32Array.from(p, (x) => (x > 0.5 ? 1 : 0));
}

/** Refuses predicted classes and targets that do not match. */
function checkPredictions(fn: string, input: Tensor, target: Tensor, C: number, ignoreIndex: number): void {
  if (!sameShape(input.sizes, target.sizes))
    failRange(fn, `expected target of shape ${showShape(input.sizes)}, as the predicted classes, got ${showShape(target.sizes)}`);
  drop(checkTarget(fn, target, input.sizes, C, target.sizes, ignoreIndex).target, target);
}

function greatest(classes: Int32Array): number {
  let most = -1;
  for (const c of classes) if (c > most) most = c;
  return most;
}

/**
 * The classes predicted and meant of all positions that count. Logits have their class dim first or second; (N) with as many
 * targets are probabilities of class 1. `strict` refuses logits that are NaN or infinite.
 */
export function classesOf(fn: string, input: Tensor, target: Tensor, options: Reading, strict: boolean = false): Classes {
  const { numClasses } = options;
  checkTensor(fn, 'input', input);
  checkTensor(fn, 'target', target);
  if (input.dtype === 'bool') failType(fn, "expected input of logits or int32 classes, got bool; convert it with to('int32')");
  if (numClasses !== undefined) checkInteger(fn, 'numClasses', numClasses, 1, MOST_CLASSES);
  const ignoreIndex = checkIgnored(fn, options.ignoreIndex);
  const scored = input.dtype === 'float32';
  let C = numClasses ?? MOST_CLASSES;
  if (scored && !isBinary(input, target)) C = checkLogits(fn, input, target, ignoreIndex);
  else checkPredictions(fn, input, target, scored ? (C = 2) : C, ignoreIndex);
  if (scored && numClasses !== undefined && numClasses !== C)
    failRange(fn, `expected numClasses ${C}, that of the scores, got ${numClasses}`);
  if (scored && strict) checkFinite(fn, input.toTypedArray() as Float32Array, input.sizes);
  const weights = readWeights(fn, options.sampleWeight, target.sizes);
  const meant = target.toTypedArray() as Int32Array;
  const counts = (_: number, i: number): boolean => meant[i] !== ignoreIndex;
  const all = scored ? noGrad(() => predictedBy(fn, input, target)) : (input.toTypedArray() as Int32Array);
  const predicted = all.filter(counts);
  const actual = meant.filter(counts);
  const bad = predicted.find((c) => c < 0 || c >= C);
  if (bad !== undefined) failRange(fn, `expected input of classes in [0, ${C}), got ${bad}`);
  const known = scored || numClasses !== undefined;
  if (!known) C = Math.max(greatest(predicted), greatest(actual)) + 1;
  return { C, known, predicted, actual, weights: weights?.filter(counts) ?? null };
}
