import { checkTensor } from '../array/check.ts';
import { isList } from '../core.ts';
import { checkInteger, checkNumber, checkOptions, failRange, failType, show } from '../errors.ts';
import { select } from '../ops/shape/part.ts';
import { takes } from '../options.ts';
import { checkGenerator, type Generator, permutation } from '../random.ts';
import { showShape } from '../shape.ts';
import type { Tensor } from '../tensor.ts';

/** Anything with a number of samples and a way to get each. `torch.utils.data.Dataset` in PyTorch. */
export interface Dataset<Sample> {
  /** How many samples there are; read anew at each pass. */
  readonly length: number;
  /** The sample at `index`, from 0 on, or a promise of it, for a loader that is drawn with `for await`. */
  get(index: number): Sample | PromiseLike<Sample>;
}

/** Refuses a value without a number of samples; returns the current number. */
export function sizeOf(fn: string, dataset: { readonly length: number }): number {
  const size: unknown = dataset?.length;
  if (typeof size !== 'number' || typeof dataset !== 'object')
    failType(fn, `expected a dataset with a length, got ${show(dataset)}`);
  return checkInteger(fn, 'length of the dataset', size, 0);
}

/** Refuses anything without samples. */
export function checkDataset(fn: string, dataset: unknown): void {
  const { length, get } = (dataset ?? {}) as Partial<Dataset<unknown>>;
  if (typeof length !== 'number' || typeof get !== 'function')
    failType(fn, `expected a dataset of { length, get }, got ${show(dataset)}`);
  checkInteger(fn, 'length of the dataset', length, 0);
}

/** Refuses an index outside [0, size); returns it. */
export function checkIndex(fn: string, index: unknown, size: number): number {
  if (typeof index === 'number' && index >= 0 && index < size && Number.isInteger(index)) return index;
  if (typeof index !== 'number') failType(fn, `expected an integer as index, got ${show(index)}`);
  failRange(fn, `expected an integer in [0, ${size}) as index, got ${index}`);
}

/** A sample of tensors for each index of dim 0: (features[i], labels[i], …). `TensorDataset` in PyTorch. */
export class TensorDataset<T extends readonly Tensor[]> implements Dataset<T> {
  /** The tensors, whose first dims agree. */
  readonly tensors: T;
  /** How many samples there are. */
  readonly length: number;

  /** @throws {RangeError} unless all have dims and dim 0 of one size. */
  constructor(...tensors: T) {
    if (tensors.length === 0) failRange('TensorDataset', 'expected at least one tensor, got none');
    for (const t of tensors) {
      checkTensor('TensorDataset', 'tensors', t);
      if (t.ndim === 0) failRange('TensorDataset', 'expected tensors with dims, got a scalar');
    }
    const shapes = tensors.map((t) => showShape(t.sizes)).join(' and ');
    if (tensors.some((t) => t.sizes[0] !== tensors[0]?.shape[0]))
      failRange('TensorDataset', `expected tensors of one size in dim 0, got shapes ${shapes}`);
    this.tensors = Object.freeze(tensors);
    this.length = tensors[0]?.shape[0] as number;
  }

  /** The views at `index` of every tensor. */
  get(index: number): T {
    takes('TensorDataset', 1, arguments);
    checkIndex('TensorDataset', index, this.length);
    return this.tensors.map((t) => select(t, 0, index)) as unknown as T;
  }
}

/** The samples of a dataset at the given indices. `Subset` in PyTorch. */
export class Subset<Sample> implements Dataset<Sample> {
  /** The dataset that the samples are taken from. */
  readonly dataset: Dataset<Sample>;
  /** The samples' indices in that dataset. */
  readonly indices: readonly number[];

  /** @throws {RangeError} for an index outside the dataset. */
  constructor(dataset: Dataset<Sample>, indices: Iterable<number>) {
    takes('Subset', 2, arguments);
    checkDataset('Subset', dataset);
    if (!isList(indices)) failType('Subset', `expected indices to be an array of integers, got ${show(indices)}`);
    this.dataset = dataset;
    this.indices = Object.freeze([...indices]);
    for (const i of this.indices) checkIndex('Subset', i, dataset.length);
  }

  /** The number of samples. */
  get length(): number {
    return this.indices.length;
  }

  /** Sample `index` of the subset. */
  get(index: number): Sample | PromiseLike<Sample> {
    takes('Subset', 1, arguments);
    return this.dataset.get(this.indices[checkIndex('Subset', index, this.length)] as number);
  }
}

/** The indices of a subset's samples in the innermost dataset. A subclass with its own `get` is not looked through. */
export function beneath<Sample>(
  dataset: Dataset<Sample>,
  indices: readonly number[],
): { dataset: Dataset<Sample>; indices: readonly number[] } {
  let at = dataset;
  let places = indices;
  while (at instanceof Subset && at.get === Subset.prototype.get) {
    const { indices } = at;
    places = places.map((i) => indices[i] as number);
    at = at.dataset;
  }
  return { dataset: at, indices: places };
}

/**
 * Splits a dataset into random subsets of the given sizes, or of the given shares if those add up to 1. `random_split` in
 * PyTorch, which draws the same ones for the same seed.
 *
 * @throws {RangeError} if the sizes do not add up to the dataset's.
 */
export function randomSplit<Sample>(
  dataset: Dataset<Sample>,
  lengths: readonly number[],
  options?: { generator?: Generator },
): Subset<Sample>[] {
  takes('randomSplit', 3, arguments);
  checkOptions('randomSplit', options, ['generator']);
  checkDataset('randomSplit', dataset);
  if (!Array.isArray(lengths)) failType('randomSplit', `expected an array of lengths, got ${show(lengths)}`);
  for (const length of lengths) checkNumber('randomSplit', 'lengths', length, 0);
  const generator = checkGenerator('randomSplit', options?.generator);
  const total = lengths.reduce((a, b) => a + b, 0);
  const shares = Math.abs(total - 1) < 1e-9 && lengths.every((x) => x >= 0 && x <= 1);
  const sizes = shares ? fromShares(lengths, dataset.length) : lengths.map((x) => checkInteger('randomSplit', 'lengths', x, 0));
  const sum = sizes.reduce((a, b) => a + b, 0);
  if (sum !== dataset.length) failRange('randomSplit', `expected lengths that add up to ${dataset.length}, got ${show(lengths)}`);
  const order = [...permutation(dataset.length, generator)];
  let start = 0;
  return sizes.map((size) => new Subset(dataset, order.slice(start, (start += size))));
}

/** Integer sizes: each share rounded down, with the remainder handed out one by one from the first. */
export function fromShares(shares: readonly number[], n: number): number[] {
  const sizes = shares.map((share) => Math.floor(share * n));
  const left = n - sizes.reduce((a, b) => a + b, 0);
  return sizes.map((size, i) => size + (i < left ? 1 : 0));
}
