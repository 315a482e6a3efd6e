/** Conversion of recurrent layers to ONNX. */
import { GRU_CELL, LSTM_CELL, RNN_RELU } from '../../bindings/wasm/constants.ts';
import type { Calls } from '../calls.ts';
import { type Builder, type Conversion, type Conversions, input, refuse } from './builder.ts';
import type { Step } from './trace.ts';

/** ONNX has an LSTM's gates in the order i o f g instead of i f g o, and a GRU's as z r n instead of r z n. */
const ORDER = { LSTM: [0, 3, 1, 2], GRU: [1, 0, 2], RNN: [0] };

/** One output of the node: 0 is the states of all steps, 2 an LSTM's last cells. */
function outputOf(g: Builder, step: Step<Calls['recurrent']>, which: 0 | 2): string {
  const { kind, reverse, H, h0, c0, ih, hh, biasIh, biasHh, hr } = step.how;
  if (hr !== null) refuse(step, 'with a projection');
  const op = kind === LSTM_CELL ? 'LSTM' : kind === GRU_CELL ? 'GRU' : 'RNN';
  const first = g.integers([0]);
  const gates = (name: string): string => {
    const parts = ORDER[op].map((gate) => g.node('Slice', [name, g.integers([gate * H]), g.integers([(gate + 1) * H]), first]));
    return parts.length === 1 ? name : g.node('Concat', parts, { axis: 0 });
  };
  const one = (name: string): string => g.node('Unsqueeze', [name, first]);
  const both = biasIh === null || biasHh === null ? [] : [biasIh, biasHh].map((b) => gates(g.value(b)));
  const bias = both.length === 0 ? '' : one(g.node('Concat', both, { axis: 0 }));
  const inputs = [input(g, step, 'float32'), one(gates(g.value(ih))), one(gates(g.value(hh))), bias, '', one(g.value(h0))];
  if (c0 !== null) inputs.push(one(g.value(c0)));
  const direction = reverse ? 'reverse' : 'forward';
  // in a GRU, r multiplies the state's product including its bias
  const more =
    op === 'GRU' ? { linear_before_reset: 1 } : op === 'RNN' ? { activations: [kind === RNN_RELU ? 'Relu' : 'Tanh'] } : {};
  return g.output(which, op === 'LSTM' ? 3 : 2, op, inputs, { direction, hidden_size: H, ...more });
}

const recurrent: Conversion<Calls['recurrent']> = (g, step) => g.node('Squeeze', [outputOf(g, step, 0), g.integers([1])]);
const recurrentCells: Conversion<Calls['recurrent']> = (g, step) => g.node('Squeeze', [outputOf(g, step, 2), g.integers([0])]);

export const recurrentOps: Conversions = { recurrent, recurrentCells };
