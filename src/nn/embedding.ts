import { checkInteger, checkOptions } from '../errors.ts';
import { empty } from '../ops/create.ts';
import { checkPadding, type EmbeddingOptions, embedding } from '../ops/embedding.ts';
import type { Tensor } from '../tensor.ts';
import { normal_ } from './init.ts';
import { Module } from './module.ts';
import { Parameter } from './parameter.ts';

/** A table of normal numbers; the padding row is zero. */
function table(rows: number, width: number, padding: number): Parameter {
  const weight = new Parameter(empty([rows, width]));
  normal_(weight);
  if (padding >= 0) weight.detach().select(0, padding).zero_();
  return weight;
}

/**
 * A trainable row of `embeddingDim` numbers for each of `numEmbeddings` indices: (…) of int32 to (…, embeddingDim).
 * weight is drawn from the normal distribution, its row `paddingIdx` is zero and gets no gradient. `nn.Embedding` in
 * PyTorch.
 *
 * @throws {RangeError} unless the sizes are integers of at least 0.
 */
export class Embedding extends Module {
  readonly numEmbeddings: number;
  readonly embeddingDim: number;
  readonly paddingIdx: number | null;
  readonly scaleGradByFreq: boolean;
  readonly weight: Parameter;

  constructor(numEmbeddings: number, embeddingDim: number, options: EmbeddingOptions = {}) {
    checkOptions('Embedding', options, ['paddingIdx', 'scaleGradByFreq']);
    super();
    this.numEmbeddings = checkInteger('Embedding', 'numEmbeddings', numEmbeddings, 0);
    this.embeddingDim = checkInteger('Embedding', 'embeddingDim', embeddingDim, 0);
    const padding = checkPadding('Embedding', options.paddingIdx, numEmbeddings);
    this.paddingIdx = padding < 0 ? null : padding;
    this.scaleGradByFreq = options.scaleGradByFreq ?? false;
    this.weight = table(numEmbeddings, embeddingDim, padding);
  }

  /** `F.embedding` of the indices. */
  forward(input: Tensor): Tensor {
    return embedding(input, this.weight, { paddingIdx: this.paddingIdx, scaleGradByFreq: this.scaleGradByFreq });
  }

  override extraRepr(): string {
    const padding = this.paddingIdx === null ? '' : `, padding_idx=${this.paddingIdx}`;
    return `${this.numEmbeddings}, ${this.embeddingDim}${padding}${this.scaleGradByFreq ? ', scale_grad_by_freq=True' : ''}`;
  }
}
