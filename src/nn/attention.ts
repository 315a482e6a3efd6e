import { fillWith, newZeros } from '../array/allocate.ts';
import { checkDtype } from '../array/check.ts';
import { empty } from '../create/values.ts';
import { checkBoolean, checkInteger, checkOptions, failRange } from '../errors.ts';
import { attend } from '../ops/layers/attention.ts';
import { attendHeads, headsFit } from '../ops/layers/attention-heads.ts';
import { linear } from '../ops/linalg/linear.ts';
import { mean } from '../ops/reduce/sum.ts';
import { expand } from '../ops/shape/expand.ts';
import { cat } from '../ops/shape/join.ts';
import { chunk, narrow } from '../ops/shape/part.ts';
import { permute, transpose } from '../ops/shape/permute.ts';
import { reshape, squeeze, unsqueeze } from '../ops/shape/reshape.ts';
import { flag, integer, nullable, number, readOptions, takes } from '../options.ts';
import { sameShape, showShape } from '../shape.ts';
import type { Tensor } from '../tensor.ts';
import { note } from '../tracing.ts';
import { type AttentionSizes, checkMasks, masked } from './attention-masks.ts';
import { xavierNormal_, xavierUniform_, zeros_ } from './init.ts';
import { Linear } from './linear.ts';
import { Module } from './module.ts';
import { built, type Parameter, parameterOf, within } from './parameter.ts';

const RULES = {
  dropout: /* @__PURE__ */ number(0, 0, 1),
  bias: /* @__PURE__ */ flag(true),
  addBiasKv: /* @__PURE__ */ flag(false),
  addZeroAttn: /* @__PURE__ */ flag(false),
  kdim: /* @__PURE__ */ nullable(/* @__PURE__ */ integer(1, 1)),
  vdim: /* @__PURE__ */ nullable(/* @__PURE__ */ integer(1, 1)),
  batchFirst: /* @__PURE__ */ flag(false),
};

/** Options of MultiheadAttention. */
export interface MultiheadAttentionOptions {
  /** The probability with which a weight is dropped in training. Default 0. */
  dropout?: number;
  /** Whether the projections have biases. Default true. */
  bias?: boolean;
  /** Whether a learned key and value are appended. Default false. */
  addBiasKv?: boolean;
  /** Whether a key and a value of zeros are appended. Default false. */
  addZeroAttn?: boolean;
  /** The size of keys. Default embedDim. */
  kdim?: number | null;
  /** The size of values. Default embedDim. */
  vdim?: number | null;
  /** Whether the batch comes first, (N, L, E), rather than (L, N, E). Default false. */
  batchFirst?: boolean;
}

/** Options of a call. */
export interface MultiheadAttentionCall {
  /** (N, S), or (S) without a batch: bool, true for keys that no query sees; or float32, added to the scores. */
  keyPaddingMask?: Tensor | null;
  /** (L, S) or (N·heads, L, S): bool, true where a key is not seen; or float32, added to the scores. */
  attnMask?: Tensor | null;
  /** Whether to return the weights, too. Default true. */
  needWeights?: boolean;
  /** Whether to average the weights over heads. Default true. */
  averageAttnWeights?: boolean;
}

/** The projection of the heads' results, under the name that PyTorch prints. */
class NonDynamicallyQuantizableLinear extends Linear {}

/**
 * Attention with several heads, each on its own projection of queries, keys and values. Parameters: in_proj_weight (3·E, E), or
 * q_proj_weight (E, E), k_proj_weight (E, kdim) and v_proj_weight (E, vdim) if keys or values have other sizes, all with Xavier
 * initialisation; in_proj_bias (3·E), 0; bias_k and bias_v (1, 1, E), if used; and the module out_proj, whose bias is 0.
 * `nn.MultiheadAttention` in PyTorch (Vaswani and others, 2017).
 *
 * @throws {RangeError} unless numHeads divides embedDim, and for options out of range.
 */
export class MultiheadAttention extends Module {
  /** The size of queries and results. */
  readonly embedDim: number;
  /** The size of keys. */
  readonly kdim: number;
  /** The size of values. */
  readonly vdim: number;
  /** The number of heads. */
  readonly numHeads: number;
  /** The probability with which a weight is dropped in training. */
  readonly dropout: number;
  /** Whether inputs are (N, L, E) rather than (L, N, E). */
  readonly batchFirst: boolean;
  /** Whether a key and a value of zeros are appended. */
  readonly addZeroAttn: boolean;
  /** The projection of queries (E, E); null if in_proj_weight is used. */
  readonly q_proj_weight: Parameter | null;
  /** The projection of keys (E, kdim), or null. */
  readonly k_proj_weight: Parameter | null;
  /** The projection of values (E, vdim), or null. */
  readonly v_proj_weight: Parameter | null;
  /** The stacked projections of queries, keys and values: (3·E, E), or null. */
  readonly in_proj_weight: Parameter | null;
  /** Their biases: (3·E), or null. */
  readonly in_proj_bias: Parameter | null;
  /** The key that is appended (1, 1, E), or null. */
  readonly bias_k: Parameter | null;
  /** The value that is appended (1, 1, E), or null. */
  readonly bias_v: Parameter | null;
  /** The projection of the heads' results. */
  readonly out_proj: Linear;

  constructor(embedDim: number, numHeads: number, options: MultiheadAttentionOptions = {}) {
    takes('MultiheadAttention', 3, arguments);
    const { dropout, bias, addBiasKv, addZeroAttn, kdim, vdim, batchFirst } = readOptions('MultiheadAttention', RULES, options);
    super();
    const E = checkInteger('MultiheadAttention', 'embedDim', embedDim, 1);
    this.embedDim = E;
    this.numHeads = checkInteger('MultiheadAttention', 'numHeads', numHeads, 1);
    if (E % numHeads !== 0)
      failRange('MultiheadAttention', `expected embedDim that numHeads ${numHeads} divides, got ${embedDim}`);
    this.kdim = kdim ?? E;
    this.vdim = vdim ?? E;
    this.dropout = dropout;
    this.batchFirst = batchFirst;
    this.addZeroAttn = addZeroAttn;
    const apart = this.kdim !== E || this.vdim !== E;
    const made = (wanted: boolean, shape: number[]): Parameter | null => (wanted ? parameterOf(empty(shape)) : null);
    const own = built('MultiheadAttention', () => ({
      q: made(apart, [E, E]),
      k: made(apart, [E, this.kdim]),
      v: made(apart, [E, this.vdim]),
      all: made(!apart, [3 * E, E]),
      bias: bias ? parameterOf(fillWith(empty([3 * E]), 0)) : null,
      biasK: made(addBiasKv, [1, 1, E]),
      biasV: made(addBiasKv, [1, 1, E]),
      // PyTorch draws the outer projection first
      out: new NonDynamicallyQuantizableLinear(E, E, { bias }),
    }));
    this.q_proj_weight = own.q;
    this.k_proj_weight = own.k;
    this.v_proj_weight = own.v;
    this.in_proj_weight = own.all;
    this.in_proj_bias = own.bias;
    this.bias_k = own.biasK;
    this.bias_v = own.biasV;
    this.out_proj = own.out;
    if (this.out_proj.bias !== null) zeros_(this.out_proj.bias);
    for (const weight of [this.in_proj_weight, this.q_proj_weight, this.k_proj_weight, this.v_proj_weight])
      if (weight !== null) xavierUniform_(weight);
    for (const more of [this.bias_k, this.bias_v]) if (more !== null) xavierNormal_(more);
  }

  /**
   * The attention's result, of the query's shape, and the weights (N, L, S), or (N, heads, L, S) unless averaged; null if not
   * requested. Without a batch, N is left out everywhere. Appended keys count in S.
   *
   * @throws {RangeError} if shapes do not agree.
   */
  forward(
    query: Tensor,
    key: Tensor,
    value: Tensor,
    options: MultiheadAttentionCall = {},
  ): [output: Tensor, weights: Tensor | null] {
    const fn = 'MultiheadAttention';
    takes(fn, 4, arguments);
    checkOptions(fn, options, ['keyPaddingMask', 'attnMask', 'needWeights', 'averageAttnWeights']);
    const { keyPaddingMask = null, attnMask = null, needWeights = true, averageAttnWeights = true } = options;
    checkBoolean(fn, 'needWeights', needWeights);
    checkBoolean(fn, 'averageAttnWeights', averageAttnWeights);
    const sizes = this.check(query, key, value);
    checkMasks(fn, { attnMask, keyPaddingMask }, sizes);
    const { N, L, batched } = sizes;
    /** To (N, L, E), and back. */
    const toBatch = (x: Tensor): Tensor => (!batched ? unsqueeze(x, 0) : this.batchFirst ? x : transpose(x, 0, 1));
    const fromBatch = (x: Tensor): Tensor => (!batched ? squeeze(x, 0) : this.batchFirst ? x : transpose(x, 0, 1));
    return within(
      fn,
      () => {
        const projected = this.project(query, key, value).map(toBatch) as [Tensor, Tensor, Tensor];
        const q = this.heads(projected[0]);
        const k = this.heads(this.followed(projected[1], this.bias_k));
        const v = this.heads(this.followed(projected[2], this.bias_v));
        const extra = (k.sizes[2] as number) - sizes.S;
        const scale = Math.sqrt(this.numHeads / this.embedDim);
        const dropout = this.training ? this.dropout : 0;
        const alone = !needWeights && attnMask === null && keyPaddingMask === null && dropout === 0 && headsFit(q, k, v);
        const { output, weights } = alone
          ? { output: attendHeads(fn, q, k, v, scale, false), weights: null }
          : attend(q, k, v, scale, (scores) => masked(scores, attnMask, keyPaddingMask, sizes, extra), dropout);
        const joined = reshape(permute(output, [0, 2, 1, 3]), [N, L, this.embedDim]);
        const seen = !needWeights || weights === null ? null : averageAttnWeights ? mean(weights, 1) : weights;
        return [fromBatch(this.out_proj.forward(joined)), seen !== null && !batched ? squeeze(seen, 0) : seen];
      },
      this.training && this.dropout > 0,
    );
  }

  /** Queries, keys and values in the heads' spaces; one product if all three are the same. */
  private project(query: Tensor, key: Tensor, value: Tensor): Tensor[] {
    const { in_proj_weight: weight, in_proj_bias: bias, embedDim: E } = this;
    if (weight !== null && query === key && key === value) return chunk(linear(query, weight, bias), 3, -1);
    const apart = [this.q_proj_weight, this.k_proj_weight, this.v_proj_weight];
    return [query, key, value].map((x, i) =>
      linear(
        x,
        weight === null ? (apart[i] as Parameter) : narrow(weight, 0, i * E, E),
        bias === null ? null : narrow(bias, 0, i * E, E),
      ),
    );
  }

  /** Keys or values (N, S, E), followed by those that the options append. */
  private followed(x: Tensor, learned: Parameter | null): Tensor {
    const shape = [x.sizes[0] as number, 1, this.embedDim];
    const parts = [x];
    if (learned !== null) parts.push(expand(learned, shape));
    if (this.addZeroAttn) parts.push(note(newZeros(x, shape), 'zeros', []));
    return parts.length === 1 ? x : cat(parts, 1);
  }

  /** (N, L, E) to (N, heads, L, E / heads). */
  private heads(x: Tensor): Tensor {
    const [N, L, E] = x.sizes as [number, number, number];
    return permute(reshape(x, [N, L, this.numHeads, E / this.numHeads]), [0, 2, 1, 3]);
  }

  private check(query: Tensor, key: Tensor, value: Tensor): AttentionSizes {
    const fn = 'MultiheadAttention';
    const inputs = [
      ['query', query, this.embedDim],
      ['key', key, this.kdim],
      ['value', value, this.vdim],
    ] as const;
    for (const [what, t, width] of inputs) {
      checkDtype(fn, what, t, 'float32');
      const fits = (t.ndim === 2 || t.ndim === 3) && t.ndim === query.ndim && t.sizes.at(-1) === width;
      if (!fits)
        failRange(
          fn,
          `expected ${what} of 2 or 3 dims like the query, the last of size ${width}, got shape ${showShape(t.sizes)}`,
        );
    }
    const batched = query.ndim === 3;
    const [batch, length] = !batched ? [-1, 0] : this.batchFirst ? [0, 1] : [1, 0];
    if (!sameShape(key.sizes.slice(0, -1), value.sizes.slice(0, -1)) || query.sizes[batch] !== key.sizes[batch]) {
      failRange(
        fn,
        `expected as many keys as values, and the query's batch, got ${[query, key, value].map((t) => showShape(t.sizes)).join(', ')}`,
      );
    }
    const sizeOf = (t: Tensor): number => t.sizes[length] as number;
    return { N: query.sizes[batch] ?? 1, H: this.numHeads, L: sizeOf(query), S: sizeOf(key), batched };
  }
}
