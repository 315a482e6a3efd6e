/** Writes recurrent modules. */
import { GRU, LSTM, RNN } from '../../nn/recurrent.ts';
import type { Tensor } from '../../tensor.ts';
import { BLOCKS, BothWays, type CellKind, KerasCell, Recurrent } from '../recurrent.ts';
import { reordered } from '../weights.ts';
import { checkDims, numbersOf, type Out, refuse, type Saved, type Site, type Writer } from '../writer.ts';
import { type Rule, rule } from './simple.ts';

/** The positions of the file's blocks of columns among PyTorch's rows: a GRU has z, r, n instead of r, z, n. */
const ORDER: Readonly<Record<CellKind, readonly number[]>> = { LSTM: [0, 1, 2, 3], GRU: [1, 0, 2], SimpleRNN: [0] };

/** (blocks · units, columns) as (columns, blocks · units), with the blocks in the file's order. */
function turned(data: Float32Array<ArrayBuffer>, columns: number, kind: CellKind): Float32Array<ArrayBuffer> {
  const order = ORDER[kind];
  const size = data.length / order.length;
  const sorted = new Float32Array(data.length);
  order.forEach((from, to) => {
    sorted.set(data.subarray(from * size, (from + 1) * size), to * size);
  });
  return columns === 0 ? sorted : reordered(sorted, [data.length / columns, columns], [1, 0]);
}

interface Cell {
  kind: CellKind;
  config: Record<string, unknown>;
  weights: Saved[];
}

/** A cell with these parameters. */
function cellOf(
  site: Site,
  kind: CellKind,
  names: { activation: string; gate: string },
  p: { ih: Tensor; hh: Tensor; biasIh: Tensor | null; biasHh: Tensor | null },
  way: { sequences: boolean; backwards: boolean; dropout: number },
): Cell {
  const [units, inputs] = [p.hh.sizes[1] as number, p.ih.sizes[1] as number];
  const wide = BLOCKS[kind] * units;
  const weights: Saved[] = [
    ['kernel', turned(numbersOf(p.ih), inputs, kind), [inputs, wide]],
    ['recurrent_kernel', turned(numbersOf(p.hh), units, kind), [units, wide]],
  ];
  if (p.biasIh !== null) {
    const sum = numbersOf(p.biasIh);
    const more = p.biasHh === null ? null : numbersOf(p.biasHh);
    weights.push(['bias', turned(more === null ? sum : sum.map((n, i) => n + (more[i] as number)), 0, kind), [wide]]);
  }
  const config = {
    units,
    activation: names.activation,
    ...(kind !== 'SimpleRNN' && { recurrent_activation: names.gate }),
    use_bias: p.biasIh !== null,
    dropout: way.dropout,
    recurrent_dropout: 0,
    return_sequences: way.sequences,
    return_state: false,
    go_backwards: way.backwards,
    stateful: false,
    unroll: false,
    ...(kind === 'GRU' && { reset_after: false }),
  };
  return { kind, config: { ...config, trainable: site.trainable }, weights };
}

const GRU_REMEDY = 'a GRU that resets the state before its product, as TensorFlow.js has it, or an LSTM';

/** The cell of a PyTorch layer, or of a step-by-step one. */
function cellFor(
  site: Site,
  rnn: Recurrent['rnn'],
  place: string,
  way: { sequences: boolean; backwards: boolean; dropout: number },
): Cell {
  if (rnn instanceof KerasCell) {
    if (rnn.resetAfter) refuse(site, GRU_REMEDY);
    const { weight_ih: ih, weight_hh: hh, bias_ih: biasIh } = rnn;
    const names = { activation: rnn.activation, gate: rnn.recurrentActivation };
    return cellOf(site, rnn.kind, names, { ih, hh, biasIh, biasHh: null }, way);
  }
  if (rnn instanceof GRU) refuse(site, GRU_REMEDY);
  if (rnn.projSize > 0) refuse(site, 'an LSTM without a projection');
  const kind = rnn instanceof LSTM ? 'LSTM' : 'SimpleRNN';
  const names = { activation: rnn instanceof RNN ? rnn.nonlinearity : 'tanh', gate: 'sigmoid' };
  const p = {
    ih: rnn[`weight_ih_${place}`] as Tensor,
    hh: rnn[`weight_hh_${place}`] as Tensor,
    biasIh: rnn.bias ? (rnn[`bias_ih_${place}`] as Tensor) : null,
    biasHh: rnn.bias ? (rnn[`bias_hh_${place}`] as Tensor) : null,
  };
  return cellOf(site, kind, names, p, way);
}

/** Two cells as one bidirectional layer. */
function bothWays(
  w: Writer,
  site: Site,
  part: string,
  x: Out,
  sizes: readonly number[],
  mode: string,
  onward: Cell,
  back: Cell,
): Out {
  const inner = { class_name: onward.kind, config: { ...onward.config, name: 'rnn' } };
  const under = (way: string, { weights }: Cell): Saved[] =>
    weights.map(([name, data, shape]) => [`${way}_rnn/${name}`, data, shape] as const);
  const weights = [...under('forward', onward), ...under('backward', back)];
  return w.emit(site, part, 'Bidirectional', { merge_mode: mode, layer: inner }, [x], { sizes }, weights);
}

/** A PyTorch layer, which may become several: its states at each step. */
function layersOf(w: Writer, site: Site, given: Out, rnn: LSTM | GRU | RNN): Out {
  checkDims(site, given, 3);
  if (!rnn.batchFirst) refuse(site, 'batchFirst: true');
  let x = w.plain(site, given);
  const [n, steps] = x.sizes as [number, number];
  for (let i = 0; i < rnn.numLayers; i++) {
    const part = i === 0 ? '' : `l${i}`;
    if (i > 0 && rnn.dropout > 0) x = w.emit(site, `dropout${i}`, 'Dropout', { rate: rnn.dropout }, [x], { sizes: x.sizes });
    const cell = cellFor(site, rnn, `l${i}`, { sequences: true, backwards: false, dropout: 0 });
    const sizes = [n, steps, rnn.hiddenSize * (rnn.bidirectional ? 2 : 1)];
    if (rnn.bidirectional) {
      const back = cellFor(site, rnn, `l${i}_reverse`, { sequences: true, backwards: false, dropout: 0 });
      x = bothWays(w, site, part, x, sizes, 'concat', cell, back);
    } else x = w.emit(site, part, cell.kind, cell.config, [x], { sizes }, cell.weights);
  }
  return x;
}

const place = (rnn: Recurrent['rnn']): string => (rnn instanceof KerasCell ? '' : 'l0');

export const recurrentRules = (): Rule[] => [
  rule(LSTM, (w, site, [x], _, m) => layersOf(w, site, x as Out, m)),
  rule(GRU, (w, site, [x], _, m) => layersOf(w, site, x as Out, m)),
  rule(RNN, (w, site, [x], _, m) => layersOf(w, site, x as Out, m)),
  rule(Recurrent, (w, site, [given], sizes, m) => {
    const x = w.plain(site, given as Out);
    const way = { sequences: m.returnSequences, backwards: m.goBackwards, dropout: m.dropout };
    const { kind, config, weights } = cellFor(site, m.rnn, place(m.rnn), way);
    return w.emit(site, '', kind, config, [x], { sizes }, weights);
  }),
  rule(BothWays, (w, site, [given], sizes, m) => {
    const x = w.plain(site, given as Out);
    const { onward, reverse } = m;
    // the file only has the direction of the first
    const way = { sequences: onward.returnSequences, backwards: onward.goBackwards, dropout: onward.dropout };
    const cells = [onward, reverse].map(({ rnn }) => cellFor(site, rnn, place(rnn), way)) as [Cell, Cell];
    return bothWays(w, site, '', x, sizes, m.mode, ...cells);
  }),
];
