import { empty } from '../create/values.ts';
import { checkInteger, checkOneOf, checkOptions } from '../errors.ts';
import { checkPadding, type EmbeddingOptions, embedding } from '../ops/layers/embedding.ts';
import { type BagMode, embeddingBag } from '../ops/layers/embedding-bag.ts';
import { takes } from '../options.ts';
import type { Tensor } from '../tensor.ts';
import { normal_ } from './init.ts';
import { Module } from './module.ts';
import { built, type Parameter, parameterOf } from './parameter.ts';

/** A table of normally distributed values; the padding row is zero. */
const table = (fn: string, rows: number, width: number, padding: number): Parameter =>
  built(fn, () => {
    const weight = parameterOf(empty([rows, width]));
    normal_(weight);
    if (padding >= 0) weight.detach().select(0, padding).zero_();
    return weight;
  });

/**
 * A table that maps each of `numEmbeddings` indices to a trained row of `embeddingDim` numbers: int32 (…) to (…, embeddingDim).
 * weight is drawn from the standard normal distribution; its row `paddingIdx` is zero and gets no gradient. `nn.Embedding` in
 * PyTorch.
 *
 * @throws {RangeError} unless the sizes are integers of at least 0.
 */
export class Embedding extends Module {
  /** Rows of the table. */
  readonly numEmbeddings: number;
  /** The length of a row. */
  readonly embeddingDim: number;
  /** The row that is padding, or null. */
  readonly paddingIdx: number | null;
  /** Whether a row's gradient is divided by the number of times that its index occurs in the batch. */
  readonly scaleGradByFreq: boolean;
  /** The table: (numEmbeddings, embeddingDim). */
  readonly weight: Parameter;

  constructor(numEmbeddings: number, embeddingDim: number, options: EmbeddingOptions = {}) {
    takes('Embedding', 3, arguments);
    checkOptions('Embedding', options, ['paddingIdx', 'scaleGradByFreq']);
    super();
    this.numEmbeddings = checkInteger('Embedding', 'numEmbeddings', numEmbeddings, 0);
    this.embeddingDim = checkInteger('Embedding', 'embeddingDim', embeddingDim, 0);
    const padding = checkPadding('Embedding', options.paddingIdx, numEmbeddings);
    this.paddingIdx = padding < 0 ? null : padding;
    this.scaleGradByFreq = options.scaleGradByFreq ?? false;
    this.weight = table('Embedding', numEmbeddings, embeddingDim, padding);
  }

  /** `F.embedding` of the indices. */
  forward(input: Tensor): Tensor {
    takes('Embedding', 1, arguments);
    return embedding(input, this.weight, { paddingIdx: this.paddingIdx, scaleGradByFreq: this.scaleGradByFreq });
  }

  override extraRepr(): string {
    const padding = this.paddingIdx === null ? '' : `, padding_idx=${this.paddingIdx}`;
    return `${this.numEmbeddings}, ${this.embeddingDim}${padding}${this.scaleGradByFreq ? ', scale_grad_by_freq=True' : ''}`;
  }
}

/** Options of EmbeddingBag. */
export interface EmbeddingBagOptions {
  /** How the rows of a bag are combined. Default 'mean'. */
  mode?: BagMode;
  /** A row that bags ignore; negative counts from the end. */
  paddingIdx?: number | null;
}

/**
 * The sum, mean or maximum of the table's rows for each bag of indices. It computes the same as an Embedding followed by a
 * reduction, without storing the rows in between. `nn.EmbeddingBag` in PyTorch.
 *
 * @throws {RangeError} unless the sizes are integers of at least 0.
 */
export class EmbeddingBag extends Module {
  /** Rows of the table. */
  readonly numEmbeddings: number;
  /** The length of a row. */
  readonly embeddingDim: number;
  /** How the rows of a bag are combined. */
  readonly mode: BagMode;
  /** The row that is padding, or null. */
  readonly paddingIdx: number | null;
  /** The table: (numEmbeddings, embeddingDim). */
  readonly weight: Parameter;

  constructor(numEmbeddings: number, embeddingDim: number, options: EmbeddingBagOptions = {}) {
    takes('EmbeddingBag', 3, arguments);
    checkOptions('EmbeddingBag', options, ['mode', 'paddingIdx']);
    super();
    this.numEmbeddings = checkInteger('EmbeddingBag', 'numEmbeddings', numEmbeddings, 0);
    this.embeddingDim = checkInteger('EmbeddingBag', 'embeddingDim', embeddingDim, 0);
    this.mode = checkOneOf('EmbeddingBag', 'mode', options.mode ?? 'mean', ['sum', 'mean', 'max']);
    const padding = checkPadding('EmbeddingBag', options.paddingIdx, numEmbeddings);
    this.paddingIdx = padding < 0 ? null : padding;
    this.weight = table('EmbeddingBag', numEmbeddings, embeddingDim, padding);
  }

  /** `F.embeddingBag` of the indices: (B, K), or (N) with offsets (B). */
  forward(input: Tensor, offsets: Tensor | null = null, perSampleWeights: Tensor | null = null): Tensor {
    takes('EmbeddingBag', 3, arguments);
    return embeddingBag(input, this.weight, { offsets, mode: this.mode, paddingIdx: this.paddingIdx, perSampleWeights });
  }

  override extraRepr(): string {
    const padding = this.paddingIdx === null ? '' : `, padding_idx=${this.paddingIdx}`;
    return `${this.numEmbeddings}, ${this.embeddingDim}, mode=${this.mode}${padding}`;
  }
}
