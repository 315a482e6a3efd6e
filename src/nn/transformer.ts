/** The encoder of a transformer. */

import { checkDtype } from '../array/check.ts';
import { checkInteger, checkOneOf, checkOptions, failRange, failType, show } from '../errors.ts';
import { gelu, relu } from '../ops/elementwise/activation.ts';
import { add } from '../ops/elementwise/arithmetic.ts';
import { flag, integer, number, type Rule, readOptions, takes } from '../options.ts';
import { showShape } from '../shape.ts';
import { checkSync } from '../synchronous.ts';
import type { Tensor } from '../tensor.ts';
import { MultiheadAttention } from './attention.ts';
import { checkMasks } from './attention-masks.ts';
import { ModuleList } from './container.ts';
import { copyModule } from './copy.ts';
import { Dropout } from './dropout.ts';
import { Linear } from './linear.ts';
import { type Layer, Module } from './module.ts';
import { LayerNorm } from './norm.ts';
import { built, MOST_LAYERS, within } from './parameter.ts';

type Activate = (x: Tensor) => Tensor;

/** 'relu', 'gelu', or a function or module of one tensor. */
export type EncoderActivation = 'relu' | 'gelu' | Activate | Layer;

const activation: Rule<EncoderActivation> = {
  initial: 'relu',
  check: (fn, what, value) => {
    if (value instanceof Module) return value as Layer;
    if (typeof value === 'function') {
      checkSync(fn, value);
      return value as Activate;
    }
    return checkOneOf<'relu' | 'gelu'>(fn, what, value, ['relu', 'gelu']);
  },
};

const RULES = {
  dimFeedforward: /* @__PURE__ */ integer(2048, 0),
  dropout: /* @__PURE__ */ number(0.1, 0, 1),
  activation,
  layerNormEps: /* @__PURE__ */ number(1e-5),
  batchFirst: /* @__PURE__ */ flag(false),
  normFirst: /* @__PURE__ */ flag(false),
};

/** Options of TransformerEncoderLayer. */
export interface TransformerEncoderLayerOptions {
  /** The width of the inner layer. Default 2048. */
  dimFeedforward?: number;
  /** The probability of dropping a weight of the attention or an element of a result. Default 0.1. */
  dropout?: number;
  /** The activation between the two linear layers. Default 'relu'. */
  activation?: EncoderActivation;
  /** The eps of both normalisations. Default 1e-5. */
  layerNormEps?: number;
  /** Whether the batch comes first, (N, L, E), rather than (L, N, E). Default false. */
  batchFirst?: boolean;
  /** Whether to normalise before attention and the linear layers, instead of after them. Default false. */
  normFirst?: boolean;
}

/** Masks of a TransformerEncoderLayer's call. */
export interface EncoderLayerCall {
  /** (L, L) or (N·heads, L, L): bool, true where a key is hidden; or float32, added to the scores. */
  srcMask?: Tensor | null;
  /** (N, L), or (L) without a batch: bool, true for keys that are hidden from all queries; or float32, added to the scores. */
  srcKeyPaddingMask?: Tensor | null;
}

/**
 * Attention of a sequence to itself, then two linear layers with an activation between them; each is added to its input
 * and normalised. Parameters, in this order: self_attn, linear1, linear2, norm1, norm2. `nn.TransformerEncoderLayer` in
 * PyTorch (Vaswani and others, 2017).
 *
 * @throws {RangeError} unless nhead divides dModel, and for options out of range.
 */
export class TransformerEncoderLayer extends Module {
  /** Attention. */
  readonly self_attn: MultiheadAttention;
  /** From dModel to dimFeedforward. */
  readonly linear1: Linear;
  /** After the activation. */
  readonly dropout: Dropout;
  /** From dimFeedforward to dModel. */
  readonly linear2: Linear;
  /** The normalisation of the attention. */
  readonly norm1: LayerNorm;
  /** The normalisation of the linear layers. */
  readonly norm2: LayerNorm;
  /** After attention. */
  readonly dropout1: Dropout;
  /** After the linear layers. */
  readonly dropout2: Dropout;
  /** Whether to normalise first. */
  readonly normFirst: boolean;
  /** The activation between the linear layers. */
  readonly activation: Activate | Layer;

  constructor(dModel: number, nhead: number, options: TransformerEncoderLayerOptions = {}) {
    const fn = 'TransformerEncoderLayer';
    takes(fn, 3, arguments);
    const { dimFeedforward, dropout, activation, layerNormEps, batchFirst, normFirst } = readOptions(fn, RULES, options);
    checkInteger(fn, 'dModel', dModel, 1, 2 ** 31 - 1);
    if (dModel % checkInteger(fn, 'nhead', nhead, 1) !== 0)
      failRange(fn, `expected dModel that nhead ${nhead} divides, got ${dModel}`);
    super();
    const own = built(fn, () => ({
      attention: new MultiheadAttention(dModel, nhead, { dropout, batchFirst }),
      linear1: new Linear(dModel, dimFeedforward),
      linear2: new Linear(dimFeedforward, dModel),
      norm1: new LayerNorm(dModel, { eps: layerNormEps }),
      norm2: new LayerNorm(dModel, { eps: layerNormEps }),
    }));
    this.self_attn = own.attention;
    this.linear1 = own.linear1;
    this.dropout = new Dropout(dropout);
    this.linear2 = own.linear2;
    this.norm1 = own.norm1;
    this.norm2 = own.norm2;
    this.dropout1 = new Dropout(dropout);
    this.dropout2 = new Dropout(dropout);
    this.normFirst = normFirst;
    this.activation = activation === 'relu' ? relu : activation === 'gelu' ? gelu : activation;
  }

  /**
   * The sequence after this layer, of the shape of `src`: (L, N, E), (N, L, E) if batchFirst, or (L, E).
   * @throws {RangeError} for other shapes.
   */
  forward(src: Tensor, options: EncoderLayerCall = {}): Tensor {
    takes('TransformerEncoderLayer', 2, arguments);
    checkOptions('TransformerEncoderLayer', options, ['srcMask', 'srcKeyPaddingMask']);
    const { srcMask = null, srcKeyPaddingMask = null } = options;
    this.check(src, srcMask, srcKeyPaddingMask);
    const attention = (x: Tensor): Tensor => {
      const masks = { attnMask: srcMask, keyPaddingMask: srcKeyPaddingMask, needWeights: false };
      return this.dropout1.forward(this.self_attn.forward(x, x, x, masks)[0]);
    };
    const { norm1, norm2 } = this;
    return within(
      'TransformerEncoderLayer',
      () => {
        if (this.normFirst) {
          const x = add(src, attention(norm1.forward(src)));
          return add(x, this.feed(norm2.forward(x)));
        }
        const x = norm1.forward(add(src, attention(src)));
        return norm2.forward(add(x, this.feed(x)));
      },
      this.training && this.dropout.p > 0,
    );
  }

  /** The linear layers. */
  private feed(x: Tensor): Tensor {
    const { activation } = this;
    const inner = this.linear1.forward(x);
    const active = activation instanceof Module ? activation.forward(inner) : activation(inner);
    return this.dropout2.forward(this.linear2.forward(this.dropout.forward(active)));
  }

  private check(src: Tensor, srcMask: Tensor | null, srcKeyPaddingMask: Tensor | null): void {
    const { sizes } = checkDtype('TransformerEncoderLayer', 'src', src, 'float32');
    const { embedDim, numHeads: H, batchFirst } = this.self_attn;
    if ((sizes.length !== 2 && sizes.length !== 3) || sizes.at(-1) !== embedDim) {
      failRange(
        'TransformerEncoderLayer',
        `expected src of 2 or 3 dims, the last of size ${embedDim}, got shape ${showShape(sizes)}`,
      );
    }
    const batched = sizes.length === 3;
    const [N, L] = (!batched ? [1, sizes[0]] : batchFirst ? sizes : [sizes[1], sizes[0]]) as [number, number];
    checkMasks('TransformerEncoderLayer', { srcMask, srcKeyPaddingMask }, { N, H, L, S: L, batched });
  }
}

/** A module that can be a layer of an encoder. */
export type EncoderLayer = Module & { forward(src: Tensor, options?: EncoderLayerCall): Tensor };

/** Masks of a TransformerEncoder's call, as its layers take them. */
export interface EncoderCall {
  /** The `srcMask` of each layer. */
  mask?: Tensor | null;
  /** The `srcKeyPaddingMask` of each layer. */
  srcKeyPaddingMask?: Tensor | null;
}

/**
 * A sequence of layers, each a deep copy of `encoderLayer`, which the caller keeps; and optionally a normalisation at the end.
 * `nn.TransformerEncoder` in PyTorch.
 *
 * @throws {TypeError} unless the layer, and the norm if given, are modules. @throws {RangeError} for fewer than one layer.
 */
export class TransformerEncoder<M extends EncoderLayer = EncoderLayer> extends Module {
  /** The layers. */
  readonly layers: ModuleList<M>;
  /** The number of layers. */
  readonly numLayers: number;
  /** The normalisation at the end, or null. */
  readonly norm: Layer | null;

  constructor(encoderLayer: M, numLayers: number, options: { norm?: Layer | null } = {}) {
    const fn = 'TransformerEncoder';
    takes(fn, 3, arguments);
    checkOptions(fn, options, ['norm']);
    const { norm = null } = options;
    if (!(encoderLayer instanceof Module)) failType(fn, `expected encoderLayer to be a module, got ${show(encoderLayer)}`);
    if (norm !== null && !(norm instanceof Module)) failType(fn, `expected norm to be a module, got ${show(norm)}`);
    checkInteger(fn, 'numLayers', numLayers, 1, MOST_LAYERS);
    super();
    this.layers = copies(encoderLayer, numLayers);
    this.numLayers = numLayers;
    this.norm = norm;
  }

  /** The sequence after all layers, of the shape of `src`. @throws {RangeError} for shapes that the layers do not accept. */
  forward(src: Tensor, options: EncoderCall = {}): Tensor {
    takes('TransformerEncoder', 2, arguments);
    checkOptions('TransformerEncoder', options, ['mask', 'srcKeyPaddingMask']);
    const { mask: srcMask = null, srcKeyPaddingMask = null } = options;
    return within(
      'TransformerEncoder',
      () => {
        let x = src;
        for (const layer of this.layers) x = layer.forward(x, { srcMask, srcKeyPaddingMask });
        return this.norm === null ? x : this.norm.forward(x);
      },
      this.training,
    );
  }
}

/** Deep copies of a module; if memory runs out, none is kept. */
function copies<M extends Module>(module: M, n: number): ModuleList<M> {
  const made = new ModuleList<M>();
  try {
    for (let i = 0; i < n; i++) made.append(copyModule(module, 'TransformerEncoder'));
  } catch (error) {
    made.dispose();
    throw error;
  }
  return made;
}
