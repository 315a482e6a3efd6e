/** Reads layers without windows or states: dense, shapes, activations, embedding, merging. */
import { show } from '../../errors.ts';
import { LogSoftmax, Mish, ReLU, ReLU6, SELU, Sigmoid, SiLU, Softmax, Softsign, Tanh } from '../../nn/activation.ts';
import { ELU, GELU, LeakyReLU, Softplus } from '../../nn/activation-options.ts';
import { Dropout } from '../../nn/dropout.ts';
import { Embedding } from '../../nn/embedding.ts';
import { Flatten, Linear } from '../../nn/linear.ts';
import type { Module } from '../../nn/module.ts';
import { type Builder, checkRank, lastOf, productOf, type Value } from '../builder.ts';
import { type Config, type Dim, type Dims, dimsOf, showDims } from '../config.ts';
import { Concatenate, Merge, type MergeKind } from '../graph.ts';
import { CappedReLU, ChannelPReLU, Exponential, KerasHardSigmoid, Permute, RepeatVector, Rescale, Reshape } from '../modules.ts';
import { reordered } from '../weights.ts';

/** Adds the steps of a layer and returns its result. */
export type Reader = (b: Builder, cfg: Config, inputs: readonly Value[]) => Value;

/** The only input of a layer. */
export function only(cfg: Config, inputs: readonly Value[]): Value {
  if (inputs.length !== 1) cfg.misfit(`one input, got ${inputs.length}`);
  return inputs[0] as Value;
}

/** Adds a module that keeps the shape and works in any layout. */
const alike = (b: Builder, cfg: Config, part: string, x: Value, make: () => Module, variant?: string): Value =>
  b.add(cfg, part, { make, ...(variant !== undefined && { variant }) }, [x], x.shape, x);

const ACTIVATIONS: Readonly<Record<string, () => Module>> = {
  relu: () => new ReLU(),
  relu6: () => new ReLU6(),
  elu: () => new ELU(),
  selu: () => new SELU(),
  sigmoid: () => new Sigmoid(),
  hard_sigmoid: () => new KerasHardSigmoid(),
  softplus: () => new Softplus(),
  softsign: () => new Softsign(),
  tanh: () => new Tanh(),
  swish: () => new SiLU(),
  silu: () => new SiLU(),
  mish: () => new Mish(),
  gelu: () => new GELU(),
  gelu_new: () => new GELU({ approximate: 'tanh' }),
  exponential: () => new Exponential(),
};

/** The dim here that is `axis` of the value in the file. */
function dimOf(cfg: Config, x: Value, axis: number): number {
  const rank = x.shape.length;
  const at = axis < 0 ? axis + rank : axis;
  if (at < 1 || at >= rank) cfg.misfit(`an axis within the samples of ${showDims(x.shape)}, got ${axis}`);
  if (!x.moved) return at;
  return at === rank - 1 ? 1 : at + 1;
}

function softmax(b: Builder, cfg: Config, part: string, x: Value, axis: number, log: boolean): Value {
  const dim = dimOf(cfg, x, axis);
  return alike(b, cfg, part, x, () => (log ? new LogSoftmax(dim) : new Softmax(dim)), String(dim));
}

/** The value after the named activation. */
export function activate(b: Builder, cfg: Config, x: Value, name: string, part: string = name): Value {
  if (name === 'linear') return x;
  if (name === 'softmax' || name === 'log_softmax') return softmax(b, cfg, part, x, -1, name === 'log_softmax');
  const make = Object.hasOwn(ACTIVATIONS, name) ? ACTIVATIONS[name] : undefined;
  if (make === undefined)
    cfg.refuse(`an activation among linear, softmax, log_softmax, ${Object.keys(ACTIVATIONS).join(', ')}, got ${show(name)}`);
  return alike(b, cfg, part, x, make);
}

/** A dense layer whose weights are under `prefix`. */
export function dense(b: Builder, cfg: Config, inputs: readonly Value[], prefix: string = cfg.name): Value {
  const given = only(cfg, inputs);
  // the rows of the weights are reordered as the samples were flattened
  const order = b.shared ? null : given.order;
  const x = order === null ? b.plain(cfg, given) : given;
  const last = lastOf(cfg, x);
  const units = cfg.integer('units');
  const useBias = cfg.flag('use_bias', true);
  const kernel = b.weight(cfg, 'kernel', [last, units], prefix);
  const bias = useBias ? b.weight(cfg, 'bias', [units], prefix) : null;
  const sizes = order === null ? [last, units] : [...order, units];
  const k = sizes.length - 1;
  const perm = order === null ? [1, 0] : [k, k - 1, ...order.slice(0, -1).map((_, i) => i)];
  const state = {
    weight: () => reordered(kernel.read(), sizes, perm),
    ...(bias !== null && { bias: bias.read }),
  };
  const y = b.add(
    cfg,
    '',
    { make: () => new Linear(last, units, { bias: useBias }), state },
    [x],
    [...x.shape.slice(0, -1), units],
  );
  return activate(b, cfg, y, cfg.activation('activation'));
}

const flatten: Reader = (b, cfg, inputs) => {
  const x = only(cfg, inputs);
  const sizes = x.shape.slice(1);
  const size = productOf(sizes);
  const known = size !== null && sizes.every((s) => s !== null);
  const isFirst = cfg.word('data_format', 'channels_last', ['channels_last', 'channels_first']) === 'channels_first';
  if (x.shape.length <= 2) return x;
  let from = x;
  let order: number[] | null = null;
  // flattened with the channels last, although its channels come first here
  if (isFirst) {
    from = b.plain(cfg, x);
    order = [...sizes.slice(1), sizes[0]] as number[];
  } else if (x.moved) order = sizes as number[];
  if (order !== null && !known) {
    if (isFirst) cfg.misfit(`a shape of known sizes, got ${showDims(x.shape)}`);
    from = b.plain(cfg, x);
    order = null;
  }
  if (order?.[order.length - 1] === 1 || order?.slice(0, -1).every((n) => n === 1)) order = null;
  return b.add(cfg, '', { make: () => new Flatten() }, [from], [x.shape[0] as Dim, size], { order });
};

const reshape: Reader = (b, cfg, inputs) => {
  const x = b.plain(cfg, only(cfg, inputs));
  const target = cfg.get('target_shape');
  if (!Array.isArray(target)) return cfg.refuse(`target_shape to be an array, got ${show(target)}`);
  const size = productOf(x.shape.slice(1));
  const open = target.findIndex((n: unknown) => n === null || n === -1);
  const rest = dimsOf(`target_shape of ${cfg.label}`, [null, ...target.filter((_: unknown, i) => i !== open)]).slice(1);
  const product = productOf(rest);
  if (product === null || (size !== null && (open < 0 ? product !== size : size % product !== 0)))
    return cfg.misfit(`a target_shape for samples of ${showDims(x.shape)}, got ${show(target)}`);
  const dims = [...rest] as Dim[];
  if (open >= 0) dims.splice(open, 0, size === null ? null : size / product);
  const shape = dims.map((n) => n ?? -1);
  return b.add(cfg, '', { make: () => new Reshape(shape) }, [x], [x.shape[0] as Dim, ...dims]);
};

const permute: Reader = (b, cfg, inputs) => {
  const x = b.plain(cfg, only(cfg, inputs));
  const dims = cfg.integers('dims', x.shape.length - 1, undefined);
  if (new Set(dims).size < dims.length || Math.max(...dims) > dims.length)
    cfg.misfit(`each dim of ${showDims(x.shape)} once, got ${show(dims)}`);
  return b.add(
    cfg,
    '',
    { make: () => new Permute([0, ...dims]) },
    [x],
    [0, ...dims].map((d) => x.shape[d] as Dim),
  );
};

const repeatVector: Reader = (b, cfg, inputs) => {
  const x = b.plain(cfg, only(cfg, inputs));
  checkRank(cfg, x, 2);
  const n = cfg.integer('n');
  return b.add(cfg, '', { make: () => new RepeatVector(n) }, [x], [x.shape[0] as Dim, n, x.shape[1] as Dim]);
};

const embedding: Reader = (b, cfg, inputs) => {
  const x = b.plain(cfg, only(cfg, inputs));
  cfg.without('mask_zero');
  const [rows, width] = [cfg.integer('input_dim'), cfg.integer('output_dim')];
  const table = b.weight(cfg, 'embeddings', [rows, width]);
  return b.add(cfg, '', { make: () => new Embedding(rows, width), state: { weight: table.read } }, [x], [...x.shape, width]);
};

/** The shape to which two shapes broadcast. */
function together(cfg: Config, a: Dims, b: Dims): Dims {
  if (a.length !== b.length) cfg.misfit(`inputs of as many dims, got ${showDims(a)} and ${showDims(b)}`);
  return a.map((m, d) => {
    const n = b[d] as Dim;
    if (m === n || n === 1) return m;
    if (m === 1) return n;
    if (m !== null && n !== null) cfg.misfit(`inputs of shapes that agree, got ${showDims(a)} and ${showDims(b)}`);
    return m ?? n;
  });
}

/** Several inputs in one layout: channels first if any of them has it. */
function aligned(b: Builder, cfg: Config, inputs: readonly Value[]): Value[] {
  if (inputs.length < 2) cfg.misfit(`at least two inputs, got ${inputs.length}`);
  const isMoved = inputs.some((x) => x.moved) && inputs.every((x) => x.shape.length === inputs[0]?.shape.length);
  return inputs.map((x) => (isMoved ? b.channelsFirst(cfg, x) : b.plain(cfg, x)));
}

const merge =
  (kind: MergeKind): Reader =>
  (b, cfg, inputs) => {
    const all = aligned(b, cfg, inputs);
    const shape = all.map((x) => x.shape).reduce((p, q) => together(cfg, p, q));
    return b.add(cfg, '', { make: () => new Merge(kind) }, all, shape, { moved: (all[0] as Value).moved });
  };

const concatenate: Reader = (b, cfg, inputs) => {
  const all = aligned(b, cfg, inputs);
  const [first] = all as [Value];
  const axis = cfg.integer('axis', -1, -8);
  const dim = dimOf(cfg, first, axis);
  const at = axis < 0 ? axis + first.shape.length : axis;
  const shape = all
    .map((x) => x.shape)
    .reduce((p, q) => {
      const whole = p.map((m, d) => (d === at ? 1 : m));
      if (q.length !== p.length || q.some((n, d) => d !== at && n !== null && whole[d] !== null && n !== whole[d]))
        cfg.misfit(`inputs alike but for axis ${axis}, got ${showDims(p)} and ${showDims(q)}`);
      const [m, n] = [p[at] as Dim, q[at] as Dim];
      return p.map((size, d) => (d === at ? (m === null || n === null ? null : m + n) : (size ?? (q[d] as Dim))));
    });
  return b.add(cfg, '', { make: () => new Concatenate(dim), variant: String(dim) }, all, shape, { moved: first.moved });
};

const preluOf: Reader = (b, cfg, inputs) => {
  const x = b.plain(cfg, only(cfg, inputs));
  const given: unknown = cfg.get('shared_axes') ?? [];
  if (!Array.isArray(given)) return cfg.refuse(`shared_axes to be an array, got ${show(given)}`);
  const shape = x.shape.slice(1).map((size, d) => {
    if (given.includes(d + 1)) return 1;
    return size ?? cfg.misfit(`samples of known size, got ${showDims(x.shape)}`);
  });
  const alpha = b.weight(cfg, 'alpha', shape);
  return b.add(cfg, '', { make: () => new ChannelPReLU(shape), state: { weight: alpha.read } }, [x], x.shape);
};

const reluOf: Reader = (b, cfg, inputs) => {
  cfg.without('negative_slope', 'threshold');
  const most = cfg.get('max_value') === undefined ? null : cfg.number('max_value', 0, 0);
  const make = (): Module => (most === null ? new ReLU() : most === 6 ? new ReLU6() : new CappedReLU(most));
  return alike(b, cfg, '', only(cfg, inputs), make);
};

export const coreLayers: Readonly<Record<string, Reader>> = {
  Dense: (b, cfg, inputs) => dense(b, cfg, inputs),
  Activation: (b, cfg, inputs) => activate(b, cfg, only(cfg, inputs), cfg.activation('activation'), ''),
  Dropout: (b, cfg, inputs) => {
    cfg.without('noise_shape');
    const rate = cfg.number('rate', 0.5, 0, 1);
    return alike(b, cfg, '', only(cfg, inputs), () => new Dropout(rate));
  },
  Flatten: flatten,
  Reshape: reshape,
  Permute: permute,
  RepeatVector: repeatVector,
  Embedding: embedding,
  ReLU: reluOf,
  LeakyReLU: (b, cfg, inputs) => {
    const negativeSlope = cfg.number(cfg.get('alpha') === undefined ? 'negative_slope' : 'alpha', 0.3);
    return alike(b, cfg, '', only(cfg, inputs), () => new LeakyReLU({ negativeSlope }));
  },
  ELU: (b, cfg, inputs) => {
    const alpha = cfg.number('alpha', 1);
    return alike(b, cfg, '', only(cfg, inputs), () => new ELU({ alpha }));
  },
  PReLU: preluOf,
  Softmax: (b, cfg, inputs) => {
    const x = only(cfg, inputs);
    return softmax(b, cfg, '', x, cfg.integer('axis', -1, -8), false);
  },
  Rescaling: (b, cfg, inputs) => {
    const [scale, offset] = [cfg.number('scale', 1), cfg.number('offset', 0)];
    return alike(b, cfg, '', only(cfg, inputs), () => new Rescale(scale, offset));
  },
  Add: /* @__PURE__ */ merge('add'),
  Multiply: /* @__PURE__ */ merge('multiply'),
  Average: /* @__PURE__ */ merge('average'),
  Maximum: /* @__PURE__ */ merge('maximum'),
  Minimum: /* @__PURE__ */ merge('minimum'),
  Concatenate: concatenate,
};
