import { checkBoolean, checkInteger, checkOptions, failRange } from '../errors.ts';
import { takes } from '../options.ts';
import { Generator, permutation } from '../random.ts';
import { sizeOf } from './dataset.ts';
import type { Sampler, Sized } from './sampler.ts';

/** Options of `DistributedSampler`. */
export interface DistributedSamplerOptions {
  /** How many processes share the samples. */
  numReplicas: number;
  /** Which of them this one is, from 0 on. */
  rank: number;
  /** Draw the samples in an order that changes with the epoch. Default true. */
  shuffle?: boolean;
  /** The seed of the order, the same in every process. Default 0. */
  seed?: number;
  /** Leave out samples that do not divide evenly, instead of repeating some. */
  dropLast?: boolean;
}

/**
 * One process's share of the samples; all shares have the same size. `torch.utils.data.DistributedSampler` in PyTorch, which
 * gives the same order. Call `setEpoch` before each epoch; otherwise every epoch has the same order.
 */
export class DistributedSampler implements Sampler {
  /** How many processes share the samples. */
  readonly numReplicas: number;
  /** Which of them this one is. */
  readonly rank: number;
  /** Whether the order changes with the epoch. */
  readonly shuffle: boolean;
  /** The seed of the order. */
  readonly seed: number;
  /** Whether samples that do not divide evenly are left out. */
  readonly dropLast: boolean;
  readonly #dataset: Sized;
  #epoch = 0;

  /** @throws {RangeError} for a rank outside [0, numReplicas). */
  constructor(dataset: Sized, options: DistributedSamplerOptions) {
    takes('DistributedSampler', 2, arguments);
    const fn = 'DistributedSampler';
    checkOptions(fn, options, ['numReplicas', 'rank', 'shuffle', 'seed', 'dropLast']);
    sizeOf(fn, dataset);
    this.numReplicas = checkInteger(fn, 'numReplicas', options?.numReplicas, 1);
    this.rank = checkInteger(fn, 'rank', options?.rank, 0);
    if (this.rank >= this.numReplicas) failRange(fn, `expected rank in [0, ${this.numReplicas}), got ${this.rank}`);
    this.shuffle = checkBoolean(fn, 'shuffle', options.shuffle ?? true);
    this.seed = checkInteger(fn, 'seed', options.seed ?? 0, 0);
    this.dropLast = checkBoolean(fn, 'dropLast', options.dropLast ?? false);
    this.#dataset = dataset;
  }

  /** The epoch that determines the next order. */
  get epoch(): number {
    return this.#epoch;
  }

  /** How many indices a pass yields, in every process. */
  get length(): number {
    const size = sizeOf('DistributedSampler', this.#dataset);
    return this.dropLast ? Math.floor(size / this.numReplicas) : Math.ceil(size / this.numReplicas);
  }

  /** Chooses the order of the next pass. `set_epoch` in PyTorch. */
  setEpoch(epoch: number): void {
    takes('DistributedSampler', 1, arguments);
    this.#epoch = checkInteger('setEpoch', 'epoch', epoch, 0);
  }

  /** Begins a pass. */
  *[Symbol.iterator](): Iterator<number> {
    const size = sizeOf('DistributedSampler', this.#dataset);
    const order = this.shuffle ? permutation(size, new Generator(this.seed + this.#epoch)) : null;
    const total = this.length * this.numReplicas;
    // samples from the start are repeated to make the shares equal
    for (let i = this.rank; i < total; i += this.numReplicas) yield order === null ? i % size : (order[i % size] as number);
  }
}
