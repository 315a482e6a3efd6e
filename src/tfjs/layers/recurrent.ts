/** Reads recurrent layers and wrappers. */
import { show } from '../../errors.ts';
import { GRU, LSTM, RNN } from '../../nn/recurrent.ts';
import { type Builder, checkRank, lastOf, type Numbers, type Recipe, type Value } from '../builder.ts';
import { Config, type Dim, type Dims, field, isObject } from '../config.ts';
import { BLOCKS, BothWays, type CellKind, GATES, KerasCell, Recurrent } from '../recurrent.ts';
import { reordered } from '../weights.ts';
import { dense, only, type Reader } from './core.ts';

/** The positions of PyTorch's blocks of rows among the file's columns: for a GRU, z, r, n instead of r, z, n. */
const ORDER: Readonly<Record<CellKind, readonly number[]>> = { LSTM: [0, 1, 2, 3], GRU: [1, 0, 2], SimpleRNN: [0] };

/** (rows, blocks · units) as (blocks · units, rows), with the blocks in PyTorch's order. */
function turned(data: Float32Array<ArrayBuffer>, rows: number, units: number, kind: CellKind): Float32Array<ArrayBuffer> {
  const order = ORDER[kind];
  const all = reordered(data, [rows, order.length, units], [1, 2, 0]);
  const out = new Float32Array(all.length);
  const size = units * rows;
  order.forEach((from, to) => {
    out.set(all.subarray(from * size, (from + 1) * size), to * size);
  });
  return out;
}

interface Plan {
  recipe: Omit<Recipe, 'make'> & { make(): Recurrent; state: Readonly<Record<string, Numbers>> };
  units: number;
  sequences: boolean;
}

/** A layer on inputs of `size`, with its weights under `prefix`. */
function planOf(b: Builder, cfg: Config, kind: CellKind, size: number, prefix: string, backwards: boolean): Plan {
  cfg.without('return_state', 'stateful', 'recurrent_dropout', 'time_major', 'zero_output_for_mask');
  const units = cfg.integer('units');
  const wide = BLOCKS[kind] * units;
  const useBias = cfg.flag('use_bias', true);
  const sequences = cfg.flag('return_sequences', false);
  const back = cfg.flag('go_backwards', false) !== backwards;
  const share = cfg.number('dropout', 0, 0, 1);
  const act = cfg.activation('activation', 'tanh');
  const gate = kind === 'SimpleRNN' ? 'sigmoid' : cfg.activation('recurrent_activation', 'hard_sigmoid');
  for (const name of [act, gate])
    if (!Object.hasOwn(GATES, name)) cfg.refuse(`activations among ${Object.keys(GATES).join(', ')}, got ${show(name)}`);
  const resetAfter = kind === 'GRU' && cfg.flag('reset_after', false);
  const kernel = b.weight(cfg, 'kernel', [size, wide], prefix);
  const recurrent = b.weight(cfg, 'recurrent_kernel', [units, wide], prefix);
  const bias = useBias ? b.weight(cfg, 'bias', resetAfter ? [2, wide] : [wide], prefix) : null;
  const biasAt = (row: number) => (): Float32Array<ArrayBuffer> =>
    turned(bias === null ? new Float32Array(wide) : bias.read().slice(row * wide, (row + 1) * wide), 1, units, kind);
  const isPlain =
    kind === 'SimpleRNN'
      ? act === 'tanh' || act === 'relu'
      : act === 'tanh' && gate === 'sigmoid' && (kind === 'LSTM' || resetAfter);
  const at = isPlain ? '_l0' : '';
  const state: Record<string, Numbers> = {
    [`rnn.weight_ih${at}`]: () => turned(kernel.read(), size, units, kind),
    [`rnn.weight_hh${at}`]: () => turned(recurrent.read(), units, units, kind),
  };
  if (useBias) state[`rnn.bias_ih${at}`] = biasAt(0);
  // PyTorch has two biases where the file has one: the second stays 0
  if (useBias && (isPlain || resetAfter)) state[`rnn.bias_hh${at}`] = resetAfter ? biasAt(1) : () => new Float32Array(wide);
  const options = { batchFirst: true, bias: useBias };
  const make = (): Recurrent => {
    let rnn: Recurrent['rnn'];
    if (!isPlain)
      rnn = new KerasCell(kind, size, units, { activation: act, recurrentActivation: gate, resetAfter, bias: useBias });
    else if (kind === 'LSTM') rnn = new LSTM(size, units, options);
    else if (kind === 'GRU') rnn = new GRU(size, units, options);
    else rnn = new RNN(size, units, { ...options, nonlinearity: act as 'tanh' | 'relu' });
    return new Recurrent(rnn, sequences, back, share);
  };
  const frozen = useBias && isPlain && !resetAfter ? ['rnn.bias_hh_l0'] : [];
  return { recipe: { make, state, frozen }, units, sequences };
}

function sequenceOf(b: Builder, cfg: Config, inputs: readonly Value[]): { x: Value; size: number } {
  const x = b.plain(cfg, only(cfg, inputs));
  checkRank(cfg, x, 3);
  return { x, size: lastOf(cfg, x) };
}

const shapeOf = (x: Value, sequences: boolean, size: number): Dims =>
  sequences ? [x.shape[0] as Dim, x.shape[1] as Dim, size] : [x.shape[0] as Dim, size];

const recurrent =
  (kind: CellKind): Reader =>
  (b, cfg, inputs) => {
    const { x, size } = sequenceOf(b, cfg, inputs);
    const { recipe, units, sequences } = planOf(b, cfg, kind, size, cfg.name, false);
    return b.add(cfg, '', recipe, [x], shapeOf(x, sequences, units));
  };

/** The layer inside a wrapper. */
function wrapped(cfg: Config, name: string): Config {
  const known = cfg.wrapped.get(name);
  if (known !== undefined) return known;
  const layer = cfg.get(name);
  const kind = isObject(layer) ? field(layer, 'class_name') : undefined;
  const fields = isObject(layer) ? field(layer, 'config') : undefined;
  if (typeof kind !== 'string' || !isObject(fields)) return cfg.refuse(`a layer as ${name}, got ${show(layer)}`);
  const own = field(fields, 'name');
  const inner = new Config(kind, typeof own === 'string' ? own : kind, fields);
  cfg.wrapped.set(name, inner);
  return inner;
}

const under = (prefix: string, state: Readonly<Record<string, Numbers>>): [string, Numbers][] =>
  Object.entries(state).map(([name, numbers]) => [`${prefix}.${name}`, numbers]);

const bidirectional: Reader = (b, cfg, inputs) => {
  const inner = wrapped(cfg, 'layer');
  const { kind } = inner;
  if (!Object.hasOwn(BLOCKS, kind)) inner.refuse(`LSTM, GRU or SimpleRNN within ${cfg.label}, got ${kind}`);
  if (cfg.get('backward_layer') !== undefined) {
    const back = wrapped(cfg, 'backward_layer');
    // the layer for the reverse direction has its own name, and may have go_backwards set
    if (back.kind !== kind || !back.isLike(inner, ['name', 'go_backwards'])) cfg.refuse('both directions alike');
  }
  const mode = cfg.word('merge_mode', 'concat', ['concat', 'sum', 'mul', 'ave']);
  const { x, size } = sequenceOf(b, cfg, inputs);
  const plan = (way: string, backwards: boolean): Plan =>
    planOf(b, inner, kind as CellKind, size, `${cfg.name}/${way}_${inner.name}`, backwards);
  const [onward, reverse] = [plan('forward', false), plan('backward', true)];
  const recipe: Recipe = {
    make: () => {
      const first = onward.recipe.make();
      return new BothWays(first, reverse.recipe.make(), mode);
    },
    state: Object.fromEntries([...under('onward', onward.recipe.state), ...under('reverse', reverse.recipe.state)]),
    frozen: ['onward', 'reverse'].flatMap((way) => (onward.recipe.frozen ?? []).map((name) => `${way}.${name}`)),
  };
  return b.add(cfg, '', recipe, [x], shapeOf(x, onward.sequences, mode === 'concat' ? 2 * onward.units : onward.units));
};

/** A dense layer at each step equals one on the last dim. */
const timeDistributed: Reader = (b, cfg, inputs) => {
  const inner = wrapped(cfg, 'layer');
  if (inner.kind !== 'Dense') cfg.refuse(`a Dense layer, got ${inner.label}`);
  return dense(b, inner, inputs, cfg.name);
};

export const recurrentLayers: Readonly<Record<string, Reader>> = {
  LSTM: /* @__PURE__ */ recurrent('LSTM'),
  GRU: /* @__PURE__ */ recurrent('GRU'),
  SimpleRNN: /* @__PURE__ */ recurrent('SimpleRNN'),
  Bidirectional: bidirectional,
  TimeDistributed: timeDistributed,
};
