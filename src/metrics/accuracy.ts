import { noGrad } from '../autograd/tape.ts';
import { checkInteger, checkOptions, failRange, failType, show } from '../errors.ts';
import { topk as greatest } from '../ops/reduce/sort.ts';
import { transpose } from '../ops/shape/permute.ts';
import { reshape } from '../ops/shape/reshape.ts';
import { scope } from '../scope.ts';
import { numelOf } from '../shape.ts';
import { Tensor } from '../tensor.ts';
import { type ClassOptions, checkLogits, classesOf } from './classes.ts';

/** Options of `accuracy`. */
export interface AccuracyOptions<K = number | readonly number[]> extends ClassOptions {
  /** How many of the greatest logits may hold the target; 1 if absent. Several give an array. */
  topk?: K;
}

/** For each position that counts, how many classes come before its target. */
function ranks(input: Tensor, target: Tensor, most: number, ignoreIndex: number): number[] {
  return scope(() =>
    noGrad(() => {
      const classesLast =
        input.ndim > 1 ? transpose(reshape(input, [...input.sizes.slice(0, 2), numelOf(input.sizes.slice(2))]), 1, 2) : input;
      const places = greatest(classesLast, most).indices.toTypedArray();
      const found: number[] = [];
      target.toTypedArray().forEach((meant, i) => {
        if (meant === ignoreIndex) return;
        const at = places.subarray(i * most, (i + 1) * most).indexOf(meant);
        found.push(at < 0 ? most : at);
      });
      return found;
    }),
  );
}

/**
 * The part of the targets that is among the `topk` greatest logits: a number in [0, 1], NaN of no targets. An array of
 * `topk`s gives an array, as PyTorch's ImageNet example does.
 *
 * @param input logits of shape (C), (N, C) or (N, C, d1, …), or predicted classes (int32) of the target's shape
 * @param target class indices, int32
 * @throws {TypeError} for other types. @throws {RangeError} for shapes that differ, or a class out of range.
 */
export function accuracy(input: Tensor, target: Tensor, options?: AccuracyOptions<number>): number;
export function accuracy(input: Tensor, target: Tensor, options: AccuracyOptions<readonly number[]>): number[];
export function accuracy(input: Tensor, target: Tensor, options: AccuracyOptions = {}): number | number[] {
  const fn = 'accuracy';
  checkOptions(fn, options, ['topk', 'ignoreIndex']);
  const { topk = 1, ignoreIndex = -100 } = options;
  const several: unknown[] = Array.isArray(topk) ? topk : [topk];
  if (several.length === 0) failRange(fn, 'expected at least one topk, got none');
  const wanted = several.map((k) => checkInteger(fn, 'topk', k, 1));
  const most = Math.max(...wanted);
  const hits = (right: number, all: number): number => right / all;
  if (most === 1) {
    const { predicted, actual } = classesOf(fn, input, target, { ignoreIndex });
    const part = hits(predicted.filter((p, i) => p === actual[i]).length, actual.length);
    return Array.isArray(topk) ? wanted.map(() => part) : part;
  }
  if (input instanceof Tensor && input.dtype !== 'float32')
    failType(fn, `expected input of logits for topk ${show(topk)}, got ${input.dtype}`);
  const C = checkLogits(fn, input, target, ignoreIndex);
  if (most > C) failRange(fn, `expected topk at most ${C}, the number of classes, got ${most}`);
  const found = ranks(input, target, most, ignoreIndex);
  const parts = wanted.map((k) => hits(found.filter((rank) => rank < k).length, found.length));
  return Array.isArray(topk) ? parts : (parts[0] as number);
}
