import { tensor } from '../create/values.ts';
import { checkInteger, checkOptions, failRange, failType, show } from '../errors.ts';
import { enter, leave } from '../frame.ts';
import { indexSelect } from '../ops/index/index-select.ts';
import { baseSeed, checkGenerator, type Generator } from '../random.ts';
import { Tensor } from '../tensor.ts';
import { type Batch, collate } from './collate.ts';
import { checkDataset, type Dataset, TensorDataset } from './dataset.ts';
import { RandomSampler, type Sampler, SequentialSampler } from './sampler.ts';

/** Options of `DataLoader`. */
export interface DataLoaderOptions<Sample, B> {
  /** Samples in a batch; 1 if absent. */
  batchSize?: number;
  /** Draw the samples in a new random order at each pass. */
  shuffle?: boolean;
  /** The order of the samples, instead of `shuffle`. */
  sampler?: Sampler;
  /** Leave out a last batch that is not full. */
  dropLast?: boolean;
  /** Where the order comes from; the default generator if absent. */
  generator?: Generator;
  /** How samples become a batch; tensors are stacked if absent. */
  collate?: (samples: Sample[]) => B;
}

const KNOWN = ['batchSize', 'shuffle', 'sampler', 'dropLast', 'generator', 'collate'];

/** Every tensor of a batch: the loader's to free. */
function tensorsOf(batch: unknown, found: Set<Tensor> = new Set()): Set<Tensor> {
  if (batch instanceof Tensor) found.add(batch);
  else if (Array.isArray(batch)) for (const item of batch) tensorsOf(item, found);
  else if (typeof batch === 'object' && batch !== null) for (const item of Object.values(batch)) tensorsOf(item, found);
  return found;
}

/**
 * Draws batches from a dataset: `for (const [inputs, targets] of loader)`, or `for await` of an async iterable dataset.
 * A batch is the loader's, which frees it when the next one is drawn or the loop is left, unless `keep(t)` took it out.
 * `torch.utils.data.DataLoader` in PyTorch, which gives the same batches for the same seed.
 *
 * @throws {RangeError} for a batchSize below 1, or both `shuffle` and `sampler`.
 */
export class DataLoader<Sample, B = Batch<Sample>> {
  /** What the samples come from. */
  readonly dataset: Dataset<Sample> | AsyncIterable<Sample>;
  /** Samples in a batch. */
  readonly batchSize: number;
  /** Whether a last batch of fewer samples is left out. */
  readonly dropLast: boolean;
  readonly #sampler: Sampler | null;
  readonly #generator: Generator;
  readonly #collate: ((samples: Sample[]) => B) | undefined;

  constructor(dataset: Dataset<Sample> | AsyncIterable<Sample>, options: DataLoaderOptions<Sample, B> = {}) {
    checkOptions('DataLoader', options, KNOWN);
    const { batchSize = 1, shuffle = false, sampler, dropLast = false, generator, collate } = options;
    if (typeof dataset !== 'object' || dataset === null)
      failType('DataLoader', `expected a dataset of { length, get }, got ${show(dataset)}`);
    this.batchSize = checkInteger('DataLoader', 'batchSize', batchSize, 1);
    this.#generator = checkGenerator('DataLoader', generator);
    if (shuffle && sampler !== undefined) failRange('DataLoader', 'expected shuffle or a sampler, got both');
    this.dataset = dataset;
    this.dropLast = dropLast;
    this.#collate = collate;
    if (Symbol.asyncIterator in dataset) {
      if (shuffle || sampler !== undefined)
        failRange('DataLoader', 'expected no shuffle or sampler for an async iterable dataset, got one; shuffle at its source');
      this.#sampler = null;
    } else {
      checkDataset('DataLoader', dataset);
      const random = (): Sampler => new RandomSampler(dataset, generator === undefined ? {} : { generator });
      this.#sampler = sampler ?? (shuffle ? random() : new SequentialSampler(dataset));
    }
  }

  /** The number of batches in a pass. @throws {TypeError} for an async iterable dataset, whose length is not known. */
  get length(): number {
    if (this.#sampler === null) failType('length', 'expected a dataset with a length, got an async iterable');
    const full = this.#sampler.length / this.batchSize;
    return this.dropLast ? Math.floor(full) : Math.ceil(full);
  }

  /** The batches of one pass. */
  *[Symbol.iterator](): Generator_<B> {
    if (this.#sampler === null) failType('DataLoader', 'expected a dataset with a length, got an async iterable; use for await');
    // drawn by PyTorch at each pass for its workers, and so part of the stream
    baseSeed(this.#generator);
    let held: Tensor[] = [];
    let indices: number[] = [];
    try {
      for (const index of this.#sampler) {
        indices.push(index);
        if (indices.length < this.batchSize) continue;
        const [batch, tensors] = this.#gather(indices, held);
        indices = [];
        held = tensors;
        yield batch;
      }
      if (indices.length > 0 && !this.dropLast) {
        const [batch, tensors] = this.#gather(indices, held);
        held = tensors;
        yield batch;
      }
    } finally {
      free(held);
    }
  }

  /** The batches of one pass over an async iterable dataset; of any other, those of the synchronous loop. */
  async *[Symbol.asyncIterator](): AsyncGenerator<B, void, undefined> {
    if (!(Symbol.asyncIterator in this.dataset)) {
      for (const batch of { [Symbol.iterator]: () => this[Symbol.iterator]() }) yield batch;
      return;
    }
    let held: Tensor[] = [];
    let samples: Sample[] = [];
    try {
      for await (const sample of this.dataset) {
        samples.push(sample);
        if (samples.length < this.batchSize) continue;
        const full = samples;
        const [batch, tensors] = this.#own(() => this.#collated(full), held);
        samples = [];
        held = tensors;
        yield batch;
      }
      if (samples.length > 0 && !this.dropLast) {
        const [batch, tensors] = this.#own(() => this.#collated(samples), held);
        held = tensors;
        yield batch;
      }
    } finally {
      free(held);
    }
  }

  #collated(samples: Sample[]): B {
    return this.#collate === undefined ? (collate('DataLoader', samples) as B) : this.#collate(samples);
  }

  #gather(indices: number[], before: Tensor[]): [B, Tensor[]] {
    const { dataset } = this;
    return this.#own(() => {
      if (dataset instanceof TensorDataset && this.#collate === undefined) {
        const index = tensor(Int32Array.from(indices));
        return dataset.tensors.map((t: Tensor) => indexSelect(t, 0, index)) as B;
      }
      return this.#collated(indices.map((i) => (dataset as Dataset<Sample>).get(i)));
    }, before);
  }

  /** Makes a batch after freeing the one before; what it leaves behind is freed, what it returns becomes the loader's. */
  #own(make: () => B, before: Tensor[]): [B, Tensor[]] {
    free(before);
    const frame = enter();
    let tensors = new Set<Tensor>();
    try {
      const batch = make();
      // tensors that were there before the batch, such as a dataset's own, stay their owner's
      tensors = new Set([...tensorsOf(batch)].filter((t) => t.owner === 'scope'));
      for (const t of tensors) {
        t.finalize();
        t.owner = 'held';
      }
      return [batch, [...tensors]];
    } finally {
      leave(frame);
    }
  }
}

type Generator_<B> = globalThis.Generator<B, void, undefined>;

function free(batch: Tensor[]): void {
  for (const t of batch) if (t.owner === 'held') t.dispose();
}
