import { checkTensor } from '../array/check.ts';
import { checkInteger, checkOptions, failRange, failType, show } from '../errors.ts';
import { select } from '../ops/shape/part.ts';
import { checkGenerator, type Generator, permutation } from '../random.ts';
import { showShape } from '../shape.ts';
import type { Tensor } from '../tensor.ts';

/** Anything with a number of samples and a way to get each. `torch.utils.data.Dataset` in PyTorch. */
export interface Dataset<Sample> {
  /** How many samples there are. */
  readonly length: number;
  /** The sample at `index`, from 0 on. */
  get(index: number): Sample;
}

/** Refuses what has no samples to give. */
export function checkDataset(fn: string, dataset: unknown): void {
  const { length, get } = (dataset ?? {}) as Partial<Dataset<unknown>>;
  if (typeof length !== 'number' || typeof get !== 'function')
    failType(fn, `expected a dataset of { length, get }, got ${show(dataset)}`);
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
    const shapes = tensors.map((t) => showShape(t.shape)).join(' and ');
    if (tensors.some((t) => t.shape[0] !== tensors[0]?.shape[0]))
      failRange('TensorDataset', `expected tensors of one size in dim 0, got shapes ${shapes}`);
    this.tensors = tensors;
    this.length = tensors[0]?.shape[0] as number;
  }

  /** The views at `index` of every tensor. */
  get(index: number): T {
    return this.tensors.map((t) => select(t, 0, index)) as unknown as T;
  }
}

/** The samples of a dataset at the given indices. `Subset` in PyTorch. */
export class Subset<Sample> implements Dataset<Sample> {
  /** What the samples are taken from. */
  readonly dataset: Dataset<Sample>;
  /** The places of the samples there. */
  readonly indices: readonly number[];

  /** @throws {RangeError} for an index outside the dataset. */
  constructor(dataset: Dataset<Sample>, indices: Iterable<number>) {
    checkDataset('Subset', dataset);
    if (typeof indices !== 'object' || indices === null || !(Symbol.iterator in indices))
      failType('Subset', `expected indices to be an array of integers, got ${show(indices)}`);
    this.dataset = dataset;
    this.indices = [...indices];
    for (const i of this.indices) {
      checkInteger('Subset', 'indices', i, 0);
      if (i >= dataset.length) failRange('Subset', `expected indices in [0, ${dataset.length}), got ${i}`);
    }
  }

  /** The number of samples. */
  get length(): number {
    return this.indices.length;
  }

  /** Sample `index` of the subset. */
  get(index: number): Sample {
    const at = this.indices[index] ?? failRange('Subset', `expected index in [0, ${this.length}), got ${index}`);
    return this.dataset.get(at);
  }
}

/**
 * Cuts a dataset into random subsets of the given sizes, or of the given shares if those add up to 1. `random_split` in
 * PyTorch, which draws the same ones for the same seed.
 *
 * @throws {RangeError} if the sizes do not add up to the dataset's.
 */
export function randomSplit<Sample>(
  dataset: Dataset<Sample>,
  lengths: readonly number[],
  options?: { generator?: Generator },
): Subset<Sample>[] {
  checkOptions('randomSplit', options, ['generator']);
  checkDataset('randomSplit', dataset);
  if (!Array.isArray(lengths)) failType('randomSplit', `expected an array of lengths, got ${show(lengths)}`);
  const generator = checkGenerator('randomSplit', options?.generator);
  const total = lengths.reduce((a, b) => a + b, 0);
  const shares = Math.abs(total - 1) < 1e-9 && lengths.every((x) => x >= 0 && x <= 1) && dataset.length !== 1;
  const sizes = shares ? fromShares(lengths, dataset.length) : lengths.map((x) => checkInteger('randomSplit', 'lengths', x, 0));
  const sum = sizes.reduce((a, b) => a + b, 0);
  if (sum !== dataset.length) failRange('randomSplit', `expected lengths that add up to ${dataset.length}, got ${show(lengths)}`);
  const order = [...permutation(dataset.length, generator)];
  let start = 0;
  return sizes.map((size) => new Subset(dataset, order.slice(start, (start += size))));
}

/** Whole sizes: each share rounded down, what is left given one by one to the first. */
function fromShares(shares: readonly number[], n: number): number[] {
  const sizes = shares.map((share) => Math.floor(share * n));
  const left = n - sizes.reduce((a, b) => a + b, 0);
  return sizes.map((size, i) => size + (i < left ? 1 : 0));
}
