/** Writes modules without windows or states. */
import * as act from '../../nn/activation.ts';
import { ELU, GELU, LeakyReLU, Softplus } from '../../nn/activation-options.ts';
import { Dropout } from '../../nn/dropout.ts';
import { Embedding } from '../../nn/embedding.ts';
import { Flatten, Identity, Linear } from '../../nn/linear.ts';
import type { Module } from '../../nn/module.ts';
import { BatchNorm1d, BatchNorm2d, LayerNorm } from '../../nn/norm.ts';
import type { Shape } from '../../shape.ts';
import type { Tensor } from '../../tensor.ts';
import { Concatenate, Merge, type MergeKind } from '../graph.ts';
import { CappedReLU, ChannelPReLU, ChannelsLast, KerasHardSigmoid, Permute, RepeatVector, Rescale, Reshape } from '../modules.ts';
import { checkDims, type Out, refuse, type Saved, type Site, turnedWeight, type Writer, weight } from '../writer.ts';

/** Writes the layers of a call of `module` on `inputs`, whose result has the shape `sizes`. */
export type Write<M extends Module = Module> = (w: Writer, site: Site, inputs: readonly Out[], sizes: Shape, module: M) => Out;

/** A class and how its modules are written. */
export type Rule = readonly [type: abstract new (...args: never[]) => Module, write: Write];

export const rule = <M extends Module>(type: abstract new (...args: never[]) => M, write: Write<M>): Rule => [
  type,
  write as Write,
];

const first = (inputs: readonly Out[]): Out => inputs[0] as Out;

/** An element-wise layer. */
export function elementwise(w: Writer, site: Site, x: Out, kind: string, config: Record<string, unknown>, positive = false): Out {
  const y = w.either(x);
  return w.emit(site, '', kind, config, [y], { sizes: y.sizes, moved: y.moved ?? false, order: y.order, positive });
}

/** An activation by its name there. */
export const activation = (w: Writer, site: Site, x: Out, name: string): Out =>
  elementwise(
    w,
    site,
    x,
    'Activation',
    { activation: name },
    ['relu', 'relu6', 'sigmoid', 'hard_sigmoid', 'softplus'].includes(name),
  );

/** TensorFlow.js has an activation for the approximation, but cannot read its name. */
export const gelu = (w: Writer, site: Site, x: Out, isExact: boolean): Out =>
  isExact ? activation(w, site, x, 'gelu') : refuse(site, "approximate 'none', since TensorFlow.js cannot load the other");

/** TensorFlow.js can load no other height. */
export const elu = (w: Writer, site: Site, x: Out, alpha: number): Out =>
  alpha === 1
    ? elementwise(w, site, x, 'ELU', { alpha })
    : refuse(site, 'an ELU of alpha 1, since TensorFlow.js cannot load others');

/** A softmax along `dim`, which must be the last one there. */
export function softmax(w: Writer, site: Site, x: Out, dim: number, log: boolean): Out {
  const rank = x.sizes.length;
  const at = dim < 0 ? dim + rank : dim;
  const y = at === 1 && rank > 2 ? w.channelsLast(site, x) : at === rank - 1 && rank > 2 ? w.plain(site, x) : w.either(x);
  if (at !== (y.moved ? 1 : rank - 1)) refuse(site, 'a softmax along the channels or the last dim');
  return elementwise(w, site, y, 'Activation', { activation: log ? 'log_softmax' : 'softmax' }, !log);
}

/** The last dim multiplied by a matrix (out, in). */
export function dense(w: Writer, site: Site, x: Out, sizes: Shape, matrix: Tensor, bias: Tensor | null): Out {
  const y = x.order === null ? w.plain(site, x) : x;
  const [units, last] = matrix.sizes as [number, number];
  const shape = y.order === null ? [units, last] : [units, ...y.order];
  const order = y.order === null ? [1, 0] : [...y.order.slice(1).map((_, i) => i + 2), 1, 0];
  const [, data] = turnedWeight('kernel', matrix, order, shape);
  const weights: Saved[] = [['kernel', data, [last, units]], ...(bias === null ? [] : [weight('bias', bias)])];
  const config = { units, activation: 'linear', use_bias: bias !== null };
  return w.emit(site, '', 'Dense', config, [y], { sizes }, weights);
}

/** Merges the dims from 1 on. */
export function flatten(w: Writer, site: Site, x: Out, sizes: Shape): Out {
  const y = w.either(x);
  if (y.sizes.length === 2) return y;
  const [, channels, ...rest] = y.sizes as [number, number, ...number[]];
  const isMixed = y.moved && channels > 1 && rest.some((n) => n > 1);
  return w.emit(site, '', 'Flatten', {}, [y], { sizes, order: isMixed ? [channels, ...rest] : null, positive: y.positive });
}

/** Reshapes samples. */
export function reshape(w: Writer, site: Site, x: Out, sizes: Shape): Out {
  if (sizes[0] !== x.sizes[0] || sizes.length < 2) refuse(site, 'a change of shape that leaves the batch in dim 0');
  if (sizes.length === 2) return flatten(w, site, x, sizes);
  const y = w.plain(site, x);
  return w.emit(site, '', 'Reshape', { target_shape: sizes.slice(1) }, [y], { sizes, positive: y.positive });
}

/** Reorders the dims; between the layouts of images this needs no layer. */
export function permute(w: Writer, site: Site, x: Out, dims: readonly number[], sizes: Shape): Out {
  const rank = dims.length;
  if (dims[0] !== 0) refuse(site, 'an order of dims that leaves the batch in dim 0');
  const isFirst = rank > 2 && rank < 5 && dims.every((d, i) => d === (i === 0 ? 0 : i === 1 ? rank - 1 : i - 1));
  const isLast = rank > 2 && rank < 5 && dims.every((d, i) => d === (i === 0 ? 0 : i === rank - 1 ? 1 : i + 1));
  if (isFirst && x.moved !== true) return { ...w.plain(site, x), sizes, moved: true };
  if (isLast && (x.moved || (x.moved === null && rank === 4))) return { ...w.channelsLast(site, x), sizes, moved: false };
  const y = w.plain(site, x);
  return w.emit(site, '', 'Permute', { dims: dims.slice(1) }, [y], { sizes, positive: y.positive });
}

/** Inputs in one layout. */
function aligned(w: Writer, site: Site, inputs: readonly Out[]): Out[] {
  const all = inputs.map((x) => w.either(x));
  const rank = all[0]?.sizes.length;
  const isMoved = all.some((x) => x.moved) && all.every((x) => x.sizes.length === rank);
  return all.map((x) => (isMoved ? w.channelsLast(site, x) : w.plain(site, x)));
}

const KINDS: Readonly<Record<MergeKind, string>> = {
  add: 'Add',
  multiply: 'Multiply',
  average: 'Average',
  maximum: 'Maximum',
  minimum: 'Minimum',
};

export function merge(w: Writer, site: Site, inputs: readonly Out[], sizes: Shape, kind: MergeKind): Out {
  const all = aligned(w, site, inputs);
  if (all.some((x) => x.sizes.length !== sizes.length)) refuse(site, 'inputs of as many dims');
  const positive = all.every((x) => x.positive);
  return w.emit(site, '', KINDS[kind], {}, all, { sizes, moved: (all[0] as Out).moved ?? false, positive });
}

export function concatenate(w: Writer, site: Site, inputs: readonly Out[], sizes: Shape, dim: number): Out {
  const all = aligned(w, site, inputs);
  const rank = sizes.length;
  const at = dim < 0 ? dim + rank : dim;
  if (at === 0) refuse(site, 'a dim other than the batch');
  const { moved } = all[0] as Out;
  const axis = moved ? (at === 1 ? rank - 1 : at - 1) : at;
  const positive = all.every((x) => x.positive);
  return w.emit(site, '', 'Concatenate', { axis }, all, { sizes, moved: moved ?? false, positive });
}

/** x·scale + offset. */
export const rescale = (w: Writer, site: Site, x: Out, scale: number, offset: number): Out =>
  elementwise(w, site, x, 'Rescaling', { scale, offset });

const plainly =
  (name: string): Write =>
  (w, site, inputs) =>
    activation(w, site, first(inputs), name);

const batchNorm: Write<BatchNorm1d | BatchNorm2d> = (w, site, inputs, sizes, m) => {
  if (m.running_mean === null || m.running_var === null) return refuse(site, 'a normalisation with running statistics');
  const x = sizes.length === 2 ? w.plain(site, first(inputs)) : w.channelsLast(site, first(inputs));
  const weights: Saved[] = [
    ...(m.weight === null ? [] : [weight('gamma', m.weight)]),
    ...(m.bias === null ? [] : [weight('beta', m.bias)]),
    weight('moving_mean', m.running_mean),
    weight('moving_variance', m.running_var),
  ];
  // a mean over all batches, which has no counterpart, starts as a slow moving average
  const momentum = m.momentum === null ? 0.99 : 1 - m.momentum;
  const config = { axis: -1, momentum, epsilon: m.eps, center: m.bias !== null, scale: m.weight !== null };
  return w.emit(site, '', 'BatchNormalization', config, [x], { sizes, moved: x.moved ?? false }, weights);
};

const layerNorm: Write<LayerNorm> = (w, site, inputs, sizes, m) => {
  const x = w.plain(site, first(inputs));
  const axis = m.normalizedShape.map((_, i) => sizes.length - m.normalizedShape.length + i);
  if (axis[0] === 0) refuse(site, 'a normalisation that leaves out the batch');
  const weights = [
    ...(m.weight === null ? [] : [weight('gamma', m.weight)]),
    ...(m.bias === null ? [] : [weight('beta', m.bias)]),
  ];
  const config = { axis, epsilon: m.eps, center: m.bias !== null, scale: m.weight !== null };
  return w.emit(site, '', 'LayerNormalization', config, [x], { sizes }, weights);
};

const embedding: Write<Embedding> = (w, site, inputs, sizes, m) => {
  const x = w.plain(site, first(inputs));
  const config = { input_dim: m.numEmbeddings, output_dim: m.embeddingDim, mask_zero: false, input_length: null };
  return w.emit(site, '', 'Embedding', config, [x], { sizes }, [weight('embeddings', m.weight)]);
};

const prelu: Write<ChannelPReLU> = (w, site, inputs, sizes, m) => {
  const x = w.plain(site, first(inputs));
  const shared = m.weight.sizes.flatMap((n, d) => (n === 1 && x.sizes[d + 1] !== 1 ? [d + 1] : []));
  return w.emit(site, '', 'PReLU', { shared_axes: shared.length > 0 ? shared : null }, [x], { sizes }, [
    weight('alpha', m.weight),
  ]);
};

export const simpleRules = (): Rule[] => [
  rule(Linear, (w, site, [x], sizes, m) => dense(w, site, x as Out, sizes, m.weight, m.bias)),
  rule(Flatten, (w, site, [x], sizes, m) => {
    if (m.startDim !== 1 && m.startDim !== 1 - (x as Out).sizes.length) refuse(site, 'startDim 1');
    return reshape(w, site, x as Out, sizes);
  }),
  rule(Identity, (w, _, inputs) => w.either(first(inputs))),
  rule(Dropout, (w, site, [x], _, m) => elementwise(w, site, x as Out, 'Dropout', { rate: m.p }, x?.positive)),
  rule(Embedding, embedding),
  rule(BatchNorm1d, batchNorm),
  rule(BatchNorm2d, batchNorm),
  rule(LayerNorm, layerNorm),
  rule(act.ReLU, plainly('relu')),
  rule(act.ReLU6, plainly('relu6')),
  rule(act.SELU, plainly('selu')),
  rule(act.Sigmoid, plainly('sigmoid')),
  rule(act.SiLU, plainly('swish')),
  rule(act.Mish, plainly('mish')),
  rule(act.Softsign, plainly('softsign')),
  rule(act.Tanh, plainly('tanh')),
  rule(KerasHardSigmoid, plainly('hard_sigmoid')),
  rule(act.Softmax, (w, site, [x], _, m) => softmax(w, site, x as Out, m.dim, false)),
  rule(act.LogSoftmax, (w, site, [x], _, m) => softmax(w, site, x as Out, m.dim, true)),
  rule(GELU, (w, site, [x], _, m) => gelu(w, site, x as Out, m.approximate === 'none')),
  rule(Softplus, (w, site, [x], _, m) => {
    if (m.beta !== 1 || m.threshold < 17) refuse(site, 'a softplus of beta 1 and a threshold of at least 17');
    return activation(w, site, x as Out, 'softplus');
  }),
  rule(LeakyReLU, (w, site, [x], _, m) => elementwise(w, site, x as Out, 'LeakyReLU', { alpha: m.negativeSlope })),
  rule(ELU, (w, site, [x], _, m) => elu(w, site, x as Out, m.alpha)),
  rule(CappedReLU, (w, site, [x], _, m) => elementwise(w, site, x as Out, 'ReLU', { max_value: m.most }, true)),
  rule(ChannelPReLU, prelu),
  rule(Rescale, (w, site, [x], _, m) => rescale(w, site, x as Out, m.scale, m.offset)),
  rule(Permute, (w, site, [x], sizes, m) => permute(w, site, x as Out, m.dims, sizes)),
  rule(Reshape, (w, site, [x], sizes) => reshape(w, site, x as Out, sizes)),
  rule(ChannelsLast, (w, site, [x], sizes, m) => {
    const { order, ...given } = x as Out;
    // flattened there with the channels last, as this makes it here
    if (order !== null && order.join() === m.shape.join()) return { ...given, order: null };
    const [n] = sizes as [number];
    const folded = reshape(w, site, x as Out, [n, ...m.shape]);
    const dims = m.shape.slice(1).map((_, i) => i + 2);
    const last = [n, ...m.shape.slice(1), m.shape[0] as number];
    const apart = { ...site, module: null };
    return reshape(w, apart, permute(w, apart, folded, [0, ...dims, 1], last), sizes);
  }),
  rule(RepeatVector, (w, site, [x], sizes, m) => {
    const y = w.plain(site, x as Out);
    checkDims(site, y, 2);
    return w.emit(site, '', 'RepeatVector', { n: m.times }, [y], { sizes, positive: y.positive });
  }),
  rule(Merge, (w, site, inputs, sizes, m) => merge(w, site, inputs, sizes, m.kind)),
  rule(Concatenate, (w, site, inputs, sizes, m) => concatenate(w, site, inputs, sizes, m.dim)),
];
