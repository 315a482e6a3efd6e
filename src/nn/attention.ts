import { fillWith } from '../array/allocate.ts';
import { checkDtype } from '../array/check.ts';
import { empty } from '../create/values.ts';
import { checkBoolean, checkInteger, checkNumber, checkOptions, failRange } from '../errors.ts';
import { applyMask, attend, checkMask } from '../ops/layers/attention.ts';
import { linear } from '../ops/linalg/linear.ts';
import { mean } from '../ops/reduce/sum.ts';
import { chunk, narrow } from '../ops/shape/part.ts';
import { permute, transpose } from '../ops/shape/permute.ts';
import { reshape, squeeze, unsqueeze } from '../ops/shape/reshape.ts';
import { takes } from '../options.ts';
import { scope } from '../scope.ts';
import { showShape } from '../shape.ts';
import type { Tensor } from '../tensor.ts';
import { xavierUniform_, zeros_ } from './init.ts';
import { Linear } from './linear.ts';
import { Module } from './module.ts';
import { type Parameter, parameterOf } from './parameter.ts';

/** Options of MultiheadAttention. */
export interface MultiheadAttentionOptions {
  /** The probability with which a weight is dropped while training; 0 if absent. */
  dropout?: number;
  /** Whether the projections have biases; true if absent. */
  bias?: boolean;
  /** Whether the batch comes first, (N, L, E), rather than (L, N, E); false if absent. */
  batchFirst?: boolean;
}

/** Options of a call. */
export interface MultiheadAttentionCall {
  /** (N, S), or (S) without a batch: bool, true for keys that nobody sees; or float32, added to the scores. */
  keyPaddingMask?: Tensor | null;
  /** (L, S) or (N·heads, L, S): bool, true where a key is not seen; or float32, added to the scores. */
  attnMask?: Tensor | null;
  /** Whether the weights are wanted too; true if absent. */
  needWeights?: boolean;
  /** Whether the weights are the mean over heads; true if absent. */
  averageAttnWeights?: boolean;
}

/** The projection of the heads' results, under the name that PyTorch prints. */
class NonDynamicallyQuantizableLinear extends Linear {}

/**
 * Attention of several heads at once, each on its own projection of queries, keys and values. Parameters: in_proj_weight
 * (3·E, E), Xavier's, in_proj_bias (3·E), 0, and the module out_proj, whose bias is 0. `nn.MultiheadAttention` in
 * PyTorch (Vaswani and others, 2017).
 *
 * @throws {RangeError} unless numHeads divides embedDim.
 */
export class MultiheadAttention extends Module {
  /** The length of queries, keys, values and results. */
  readonly embedDim: number;
  /** The number of heads. */
  readonly numHeads: number;
  /** The probability with which a weight is dropped while training. */
  readonly dropout: number;
  /** Whether inputs are (N, L, E) rather than (L, N, E). */
  readonly batchFirst: boolean;
  /** The projections of queries, keys and values, one above the other: (3·E, E). */
  readonly in_proj_weight: Parameter;
  /** Their biases: (3·E), or null. */
  readonly in_proj_bias: Parameter | null;
  /** The projection of the heads' results. */
  readonly out_proj: Linear;

  constructor(embedDim: number, numHeads: number, options: MultiheadAttentionOptions = {}) {
    takes('MultiheadAttention', 3, arguments);
    checkOptions('MultiheadAttention', options, ['dropout', 'bias', 'batchFirst']);
    super();
    this.embedDim = checkInteger('MultiheadAttention', 'embedDim', embedDim, 1);
    this.numHeads = checkInteger('MultiheadAttention', 'numHeads', numHeads, 1);
    if (embedDim % numHeads !== 0)
      failRange('MultiheadAttention', `expected embedDim that numHeads ${numHeads} divides, got ${embedDim}`);
    this.dropout = checkNumber('MultiheadAttention', 'dropout', options.dropout ?? 0, 0, 1);
    this.batchFirst = options.batchFirst ?? false;
    const bias = checkBoolean('MultiheadAttention', 'bias', options.bias === undefined ? true : options.bias);
    this.in_proj_weight = parameterOf(empty([3 * embedDim, embedDim]));
    this.in_proj_bias = bias ? parameterOf(fillWith(empty([3 * embedDim]), 0)) : null;
    // PyTorch draws the outer projection first
    this.out_proj = new NonDynamicallyQuantizableLinear(embedDim, embedDim, { bias });
    if (this.out_proj.bias !== null) zeros_(this.out_proj.bias);
    xavierUniform_(this.in_proj_weight);
  }

  /**
   * The attention's result, of the query's shape, and the weights (N, L, S), or (N, heads, L, S) unless averaged; null
   * unless wanted. Without a batch, N is left out everywhere.
   *
   * @throws {RangeError} if shapes do not agree.
   */
  forward(
    query: Tensor,
    key: Tensor,
    value: Tensor,
    options: MultiheadAttentionCall = {},
  ): [output: Tensor, weights: Tensor | null] {
    takes('MultiheadAttention', 4, arguments);
    checkOptions('MultiheadAttention', options, ['keyPaddingMask', 'attnMask', 'needWeights', 'averageAttnWeights']);
    this.check(query, key, value);
    const { keyPaddingMask = null, attnMask = null, needWeights = true, averageAttnWeights = true } = options;
    if (attnMask !== null) checkMask('MultiheadAttention', 'attnMask', attnMask);
    const batched = query.ndim === 3;
    /** To (N, L, E), and back. */
    const toBatch = (x: Tensor): Tensor => (!batched ? unsqueeze(x, 0) : this.batchFirst ? x : transpose(x, 0, 1));
    const fromBatch = (x: Tensor): Tensor => (!batched ? squeeze(x, 0) : this.batchFirst ? x : transpose(x, 0, 1));
    return scope(() => {
      const [q, k, v] = this.project(query, key, value).map((x) => this.heads(toBatch(x))) as [Tensor, Tensor, Tensor];
      const [N, H, L] = q.sizes as [number, number, number];
      const S = k.sizes[2] as number;
      const hide = (scores: Tensor): Tensor => {
        let masked = scores;
        if (attnMask !== null)
          masked = applyMask(
            masked,
            this.mask(
              'attnMask',
              attnMask,
              [
                [L, S],
                [N * H, L, S],
              ],
              attnMask.ndim === 3 ? [N, H, L, S] : [L, S],
            ),
          );
        if (keyPaddingMask !== null)
          masked = applyMask(masked, this.mask('keyPaddingMask', keyPaddingMask, batched ? [[N, S]] : [[S]], [N, 1, 1, S]));
        return masked;
      };
      const { output, weights } = attend(q, k, v, 1 / Math.sqrt(this.embedDim / H), hide, this.training ? this.dropout : 0);
      const joined = reshape(permute(output, [0, 2, 1, 3]), [N, L, this.embedDim]);
      const seen = !needWeights ? null : averageAttnWeights ? mean(weights, 1) : weights;
      return [fromBatch(this.out_proj.forward(joined)), seen !== null && !batched ? squeeze(seen, 0) : seen];
    });
  }

  /** Queries, keys and values in the heads' spaces; one product where all three are the same. */
  private project(query: Tensor, key: Tensor, value: Tensor): Tensor[] {
    const { in_proj_weight: weight, in_proj_bias: bias, embedDim: E } = this;
    if (query === key && key === value) return chunk(linear(query, weight, bias), 3, -1);
    return [query, key, value].map((x, i) =>
      linear(x, narrow(weight, 0, i * E, E), bias === null ? null : narrow(bias, 0, i * E, E)),
    );
  }

  /** (N, L, E) to (N, heads, L, E / heads). */
  private heads(x: Tensor): Tensor {
    const [N, L, E] = x.sizes as [number, number, number];
    return permute(reshape(x, [N, L, this.numHeads, E / this.numHeads]), [0, 2, 1, 3]);
  }

  private mask(what: string, mask: Tensor, allowed: readonly number[][], shape: readonly number[]): Tensor {
    checkMask('MultiheadAttention', what, mask);
    if (!allowed.some((s) => showShape(s) === showShape(mask.sizes))) {
      failRange(
        'MultiheadAttention',
        `expected ${what} of shape ${allowed.map(showShape).join(' or ')}, got ${showShape(mask.sizes)}`,
      );
    }
    return reshape(mask, shape);
  }

  private check(query: Tensor, key: Tensor, value: Tensor): void {
    for (const [what, t] of [
      ['query', query],
      ['key', key],
      ['value', value],
    ] as const) {
      checkDtype('MultiheadAttention', what, t, 'float32');
      const fits = (t.ndim === 2 || t.ndim === 3) && t.ndim === query.ndim && t.sizes.at(-1) === this.embedDim;
      if (!fits)
        failRange(
          'MultiheadAttention',
          `expected ${what} of 2 or 3 dims like the query, the last of size ${this.embedDim}, got shape ${showShape(t.sizes)}`,
        );
    }
    const batch = this.batchFirst ? 0 : 1;
    if (showShape(key.sizes) !== showShape(value.sizes) || (query.ndim === 3 && query.sizes[batch] !== key.sizes[batch])) {
      failRange(
        'MultiheadAttention',
        `expected key and value of one shape, and the query's batch, got ${[query, key, value].map((t) => showShape(t.sizes)).join(', ')}`,
      );
    }
  }
}
