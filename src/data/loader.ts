import { isList } from '../core.ts';
import { tensor } from '../create/values.ts';
import {
  checkBoolean,
  checkInteger,
  checkOptions,
  failRange,
  failType,
  nameMemoryError,
  OutOfMemoryError,
  show,
} from '../errors.ts';
import { whole } from '../frame.ts';
import { indexSelect } from '../ops/index/index-select.ts';
import { takes } from '../options.ts';
import { baseSeed, checkGenerator, defaultGenerator, type Generator } from '../random.ts';
import type { Tensor } from '../tensor.ts';
import { inOrder, streamed } from './ahead.ts';
import { type Batch, collate } from './collate.ts';
import { beneath, checkDataset, checkIndex, type Dataset, sizeOf, TensorDataset } from './dataset.ts';
import { drawn, type Owned, own, release } from './owned.ts';
import { PASS, type Pass, passBy } from './pass.ts';
import { RandomSampler, type Sampler, SequentialSampler } from './sampler.ts';
import { SOURCES, type Sources, sourcesOf } from './sources.ts';

/** Options of `DataLoader`. */
export interface DataLoaderOptions<Sample, B> {
  /** Samples in a batch. Default 1. */
  batchSize?: number;
  /** Draw the samples in a new random order at each pass. */
  shuffle?: boolean;
  /** The order of the samples, instead of `shuffle`. */
  sampler?: Sampler;
  /** Leave out a last batch that is not full. */
  dropLast?: boolean;
  /** The generator for the order. Default: the default generator. */
  generator?: Generator;
  /** How samples become a batch. Default: tensors are stacked. */
  collate?: (samples: Sample[]) => B;
  /** How many batches `for await` fetches ahead while one is in use, if samples are promises. Default 0. */
  prefetch?: number;
}

const FN = 'DataLoader';
const KNOWN = ['batchSize', 'shuffle', 'sampler', 'dropLast', 'generator', 'collate', 'prefetch'];

type Batches<B> = globalThis.Generator<B, void, undefined>;

/** Draws batches one by one; null at the end. */
interface Draws<B> {
  next: () => Owned<B> | Promise<Owned<B>> | null;
  end: () => unknown;
}

function checkSampler(sampler: unknown): void {
  if (!isList(sampler)) failType(FN, `expected a sampler that yields indices when it is iterated, got ${show(sampler)}`);
}

/**
 * Draws batches from a dataset: `for (const [inputs, targets] of loader)`, or `for await` where samples come as promises:
 * from a `get` that returns them, or an async iterable dataset. A batch is the loader's, which frees it when the next one is
 * drawn or the loop is left, unless `keep(t)` took it out. So are samples that come as promises: a dataset that returns a
 * tensor twice must `keep` it. `torch.utils.data.DataLoader` in PyTorch, which gives the same batches for the same seed.
 *
 * @throws {TypeError} for options of the wrong kind. @throws {RangeError} for a batchSize below 1, or both `shuffle` and
 *   `sampler`; when it is drawn, for an index outside the dataset.
 */
export class DataLoader<Sample, B = Batch<Sample>> {
  /** The dataset. */
  readonly dataset: Dataset<Sample> | AsyncIterable<Sample>;
  /** Samples in a batch. */
  readonly batchSize: number;
  /** Whether a last batch of fewer samples is left out. */
  readonly dropLast: boolean;
  /** How many batches `for await` fetches ahead while one is in use. */
  readonly prefetch: number;
  readonly #sampler: Sampler | null;
  readonly #generator: Generator;
  readonly #custom: boolean;
  readonly #collate: (samples: Sample[]) => B;

  constructor(dataset: Dataset<Sample> | AsyncIterable<Sample>, options: DataLoaderOptions<Sample, B> = {}) {
    takes('DataLoader', 2, arguments);
    checkOptions(FN, options, KNOWN);
    const { batchSize = 1, shuffle = false, sampler, dropLast = false, generator, prefetch = 0 } = options;
    if (typeof dataset !== 'object' || dataset === null)
      failType(FN, `expected a dataset of { length, get }, got ${show(dataset)}`);
    this.batchSize = checkInteger(FN, 'batchSize', batchSize, 1);
    this.dropLast = checkBoolean(FN, 'dropLast', dropLast);
    this.prefetch = checkInteger(FN, 'prefetch', prefetch, 0);
    this.#generator = checkGenerator(FN, generator);
    checkBoolean(FN, 'shuffle', shuffle);
    if (sampler !== undefined) checkSampler(sampler);
    if (shuffle && sampler !== undefined) failRange(FN, 'expected shuffle or a sampler, got both');
    if (options.collate !== undefined && typeof options.collate !== 'function')
      failType(FN, `expected collate to be a function, got ${show(options.collate)}`);
    this.dataset = dataset;
    this.#custom = options.collate !== undefined;
    this.#collate = options.collate ?? ((samples) => whole(FN, () => collate(FN, samples)) as B);
    if (Symbol.asyncIterator in dataset) {
      if (typeof dataset[Symbol.asyncIterator] !== 'function')
        failType(FN, `expected an async iterable dataset, got ${show(dataset[Symbol.asyncIterator])} as its iterator`);
      if (shuffle || sampler !== undefined)
        failRange(FN, 'expected no shuffle or sampler for an async iterable dataset, got one; shuffle at its source');
      this.#sampler = null;
    } else {
      checkDataset(FN, dataset);
      const random = (): Sampler => new RandomSampler(dataset, generator === undefined ? {} : { generator });
      this.#sampler = sampler ?? (shuffle ? random() : new SequentialSampler(dataset));
    }
  }

  /**
   * The number of batches in a pass, for the dataset's current length.
   * @throws {TypeError} for an async iterable dataset or a sampler of unknown length. @throws {RangeError} for one that is no count.
   */
  get length(): number {
    if (this.#sampler === null) failType('length', 'expected a dataset with a length, got an async iterable');
    const { length } = this.#sampler;
    if (typeof length !== 'number') failType('length', `expected a sampler with a length, got ${show(this.#sampler)}`);
    const full = checkInteger('length', 'length of the sampler', length, 0) / this.batchSize;
    return this.dropLast ? Math.floor(full) : Math.ceil(full);
  }

  /** The batches of one pass. */
  [Symbol.iterator](): Batches<B> {
    return this.#loop(this.#batches());
  }

  *#loop(batches: Draws<B>): Batches<B> {
    let held: readonly Tensor[] = [];
    try {
      for (;;) {
        release(held);
        held = [];
        const made = batches.next();
        if (made === null) break;
        if (made instanceof Promise) {
          made.then(
            ({ tensors }) => release(tensors),
            () => {},
          );
          failType(FN, 'expected samples, got a promise of one from get; draw the batches with for await');
        }
        held = made.tensors;
        yield made.batch;
      }
    } finally {
      release(held);
      batches.end();
    }
  }

  /** The batches of one pass, for samples that come as promises; of any other, those of the synchronous loop. */
  [Symbol.asyncIterator](): AsyncGenerator<B, void, undefined> {
    return this.#asyncLoop(this[PASS]());
  }

  async *#asyncLoop(pass: Pass<B>): AsyncGenerator<B, void, undefined> {
    try {
      for (let batch = await pass.next(); batch !== null; batch = await pass.next()) yield batch;
    } finally {
      await pass.close();
    }
  }

  /** @internal */
  [PASS](): Pass<B> {
    const { dataset, batchSize, dropLast, prefetch } = this;
    const batchOf = ({ done, value }: IteratorResult<B>): B | null => (done ? null : value);
    // a subclass may have a loop of its own
    const own = DataLoader.prototype;
    if (this[Symbol.asyncIterator] !== own[Symbol.asyncIterator]) return passBy(this[Symbol.asyncIterator](), batchOf);
    if (this[Symbol.iterator] !== own[Symbol.iterator]) return passBy(this[Symbol.iterator](), batchOf);
    if (Symbol.asyncIterator in dataset) {
      // opened by the first draw: a pass that never began has nothing to close
      let iterator: AsyncIterator<Sample> | undefined;
      const next = (): Promise<IteratorResult<Sample>> => (iterator ??= dataset[Symbol.asyncIterator]()).next();
      return inOrder(streamed({ next }, batchSize, dropLast, this.#collate), prefetch, () => iterator?.return?.());
    }
    const { next, end } = this.#batches();
    return inOrder(next, prefetch, end);
  }

  /** The batches of a pass; null at the end. */
  #batches(): Draws<B> {
    const generators = [...new Set([this.#generator, defaultGenerator])];
    const states = generators.map(({ words }) => words.slice());
    // PyTorch draws this seed for its workers when a pass is opened, so it is part of the stream
    if (this.#sampler !== null) baseSeed(this.#generator);
    const indices = this.#indices();
    let begun = false;
    const next = (): Owned<B> | Promise<Owned<B>> | null => {
      try {
        const { done, value } = indices.next();
        const made = done ? null : this.#draw(value);
        begun = true;
        return made;
      } catch (error) {
        // if memory runs out before the first batch, the pass counts as not begun
        if (!begun && error instanceof OutOfMemoryError) generators.forEach((g, i) => g.words.set(states[i] as Int32Array));
        throw nameMemoryError(FN, error);
      }
    };
    return { next, end: () => indices.return() };
  }

  /** @internal */
  [SOURCES](): Sources {
    const { generators, samplers } = this.#sampler === null ? { generators: [], samplers: [] } : sourcesOf(this.#sampler);
    return { generators: [this.#generator, ...generators], samplers };
  }

  /** The indices of each batch of a pass, checked. */
  *#indices(): Batches<number[]> {
    if (this.#sampler === null) failType(FN, 'expected a dataset with a length, got an async iterable; use for await');
    const size = sizeOf(FN, this.dataset as Dataset<Sample>);
    let indices: number[] = [];
    for (const index of this.#sampler) {
      indices.push(checkIndex(FN, index, size));
      if (indices.length < this.batchSize) continue;
      yield indices;
      indices = [];
    }
    if (indices.length > 0 && !this.dropLast) yield indices;
  }

  #draw(given: readonly number[]): Owned<B> | Promise<Owned<B>> {
    const { dataset, indices } = beneath(this.dataset as Dataset<Sample>, given);
    if (!this.#custom && dataset instanceof TensorDataset && dataset.get === TensorDataset.prototype.get) {
      const made = own(() => {
        const index = tensor(new Int32Array(indices));
        return dataset.tensors.map((t: Tensor) => indexSelect(t, 0, index));
      });
      return made as Owned<unknown> as Owned<B>;
    }
    return drawn(indices, (i) => dataset.get(i), this.#collate);
  }
}
