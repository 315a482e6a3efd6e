import { checkTensor } from '../array/check.ts';
import { noGrad } from '../autograd/tape.ts';
import { checkInteger, checkOptions, failRange, failType, show } from '../errors.ts';
import { checkIgnored } from '../ops/loss/targets.ts';
import { topk as greatest } from '../ops/reduce/sort.ts';
import { transpose } from '../ops/shape/permute.ts';
import { reshape } from '../ops/shape/reshape.ts';
import { takes } from '../options.ts';
import { composed } from '../scope.ts';
import { numelOf } from '../shape.ts';
import type { Tensor } from '../tensor.ts';
import { type ClassOptions, checkLogits, classesOf } from './classes.ts';
import { type Tally, tallied } from './state.ts';

/** Options of `accuracy`. */
export interface AccuracyOptions<K = number | readonly number[]> extends ClassOptions {
  /** How many of the greatest logits may hold the target. Default 1. Several give an array. */
  topk?: K;
}

/** For each position that counts, how many classes come before its target. */
function ranks(input: Tensor, target: Tensor, most: number, ignoreIndex: number): number[] {
  return composed('accuracy', () =>
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

/** Accuracy as counts that batches add to. */
export class AccuracyTally implements Tally<number | number[]> {
  readonly #options: AccuracyOptions;
  readonly #wanted: readonly number[];
  readonly #several: boolean;
  #right: number[] = [];
  #all = 0;

  constructor(options: AccuracyOptions = {}) {
    const fn = 'accuracy';
    checkOptions(fn, options, ['topk', 'ignoreIndex']);
    const { topk = 1, ignoreIndex } = options;
    checkIgnored(fn, ignoreIndex);
    this.#options = options;
    this.#several = Array.isArray(topk);
    const several: unknown[] = Array.isArray(topk) ? topk : [topk];
    if (several.length === 0) failRange(fn, 'expected at least one topk, got none');
    this.#wanted = Array.from(several, (k) => checkInteger(fn, 'topk', k, 1));
    this.reset();
  }

  reset(): void {
    this.#right = this.#wanted.map(() => 0);
    this.#all = 0;
  }

  update(input: Tensor, target: Tensor): void {
    const most = this.#wanted.reduce((a, b) => Math.max(a, b));
    if (most > 1) return this.#addRanks(input, target, most);
    const { predicted, actual } = classesOf('accuracy', input, target, this.#options);
    let right = 0;
    for (let i = 0; i < actual.length; i++) if (predicted[i] === actual[i]) right++;
    this.#right = this.#right.map((before) => before + right);
    this.#all += actual.length;
  }

  #addRanks(input: Tensor, target: Tensor, most: number): void {
    const fn = 'accuracy';
    const { topk, ignoreIndex } = this.#options;
    if (checkTensor(fn, 'input', input).dtype !== 'float32')
      failType(fn, `expected input of logits for topk ${show(topk)}, got ${input.dtype}`);
    const C = checkLogits(fn, input, target, ignoreIndex);
    if (most > C) failRange(fn, `expected topk at most ${C}, the number of classes, got ${most}`);
    const found = ranks(input, target, most, checkIgnored(fn, ignoreIndex));
    this.#right = this.#right.map((before, at) => before + found.filter((rank) => rank < (this.#wanted[at] as number)).length);
    this.#all += found.length;
  }

  compute(): number | number[] {
    const parts = this.#right.map((right) => right / this.#all);
    return this.#several ? parts : (parts[0] as number);
  }
}

/**
 * The part of the targets that is among the `topk` greatest logits: a number in [0, 1], NaN of no targets. An array of
 * `topk`s gives an array, as PyTorch's ImageNet example does.
 *
 * @param input logits of shape (C), (N, C) or (N, C, d1, …), predicted classes (int32) of the target's shape, or
 *   probabilities of class 1 (N)
 * @param target class indices, int32
 * @throws {TypeError} for other types. @throws {RangeError} for shapes that differ, or a class out of range.
 */
export function accuracy(input: Tensor, target: Tensor, options: AccuracyOptions<readonly number[]> & { topk: object }): number[];
export function accuracy(input: Tensor, target: Tensor, options?: AccuracyOptions<number>): number;
export function accuracy(input: Tensor, target: Tensor, options?: AccuracyOptions): number | number[] {
  takes('accuracy', 3, arguments);
  return tallied(new AccuracyTally(options), input, target);
}
