/** Recurrent cells: one step at a time. */

import { GRU_CELL, LSTM_CELL, RNN_RELU, RNN_TANH } from '../../bindings/wasm/constants.ts';
import { newZeros } from '../array/allocate.ts';
import { checkDtype } from '../array/check.ts';
import { failRange, failType, show } from '../errors.ts';
import { recurrentLayer } from '../ops/layers/recurrent.ts';
import { gatesOf } from '../ops/layers/recurrent-plan.ts';
import { clone } from '../ops/shape/copies.ts';
import { squeeze, unsqueeze } from '../ops/shape/reshape.ts';
import { flag, type OptionsOf, oneOf, readOptions, takes } from '../options.ts';
import { sameShape, showShape } from '../shape.ts';
import type { Tensor } from '../tensor.ts';
import { note } from '../tracing.ts';
import { Module } from './module.ts';
import { built, type Parameter, within } from './parameter.ts';
import { biasBeside, checkSize, drawn } from './recurrent-base.ts';

const COMMON = { bias: /* @__PURE__ */ flag(true) };
const OF_RNN = { ...COMMON, nonlinearity: /* @__PURE__ */ oneOf('tanh', ['tanh', 'relu']) };

/** Options of RNNCell. */
export type RNNCellOptions = OptionsOf<typeof OF_RNN>;

/** What the three cells share. */
abstract class Cell extends Module {
  /** The size of the input. */
  readonly inputSize: number;
  /** The size of the state. */
  readonly hiddenSize: number;
  /** Whether there are biases. */
  readonly bias: boolean;
  /** (gates·H, I). */
  weight_ih!: Parameter;
  /** (gates·H, H). */
  weight_hh!: Parameter;
  /** (gates·H), or null. */
  bias_ih!: Parameter | null;
  /** (gates·H), or null. */
  bias_hh!: Parameter | null;

  constructor(fn: string, kind: number, inputSize: number, hiddenSize: number, bias: boolean) {
    super();
    this.inputSize = checkSize(fn, 'inputSize', inputSize, 0);
    this.hiddenSize = checkSize(fn, 'hiddenSize', hiddenSize, 1);
    this.bias = bias;
    const gates = gatesOf(kind) * hiddenSize;
    built(fn, () => {
      this.weight_ih = drawn(hiddenSize, [gates, inputSize]);
      this.weight_hh = drawn(hiddenSize, [gates, hiddenSize]);
      this.bias_ih = bias ? drawn(hiddenSize, [gates]) : null;
      this.bias_hh = bias ? drawn(hiddenSize, [gates]) : null;
    });
  }

  /** The next state, and the next cells of an LSTM. */
  protected run(fn: string, kind: number, input: Tensor, states: readonly [string, unknown][] | null): Tensor[] {
    checkDtype(fn, 'input', input, 'float32');
    const { inputSize: I, hiddenSize: H } = this;
    if ((input.ndim !== 1 && input.ndim !== 2) || input.sizes[input.ndim - 1] !== I)
      failRange(fn, `expected input of shape [N, ${I}] or [${I}], got ${showShape(input.sizes)}`);
    const shape = [...input.sizes.slice(0, -1), H];
    const given = states?.map(([what, state]) => {
      const t = checkDtype(fn, what, state, 'float32');
      if (!sameShape(t.sizes, shape)) failRange(fn, `expected ${what} of shape ${showShape(shape)}, got ${showShape(t.sizes)}`);
      return t;
    });
    const single = input.ndim === 1;
    return within(fn, () => {
      const toBatch = (t: Tensor): Tensor => (single ? unsqueeze(t, 0) : t);
      const x = toBatch(input);
      const state = (i: number): Tensor =>
        given ? toBatch(given[i] as Tensor) : note(newZeros(x, [x.sizes[0] as number, H]), 'zeros', []);
      const { weight_ih: ih, weight_hh: hh, bias_ih, bias_hh } = this;
      const biasIh = biasBeside(bias_ih, bias_hh);
      const weights = { suffix: '', ih, hh, biasIh, biasHh: biasBeside(bias_hh, bias_ih), hr: null };
      const { y, c } = recurrentLayer(fn, kind, unsqueeze(x, 0), state(0), kind === LSTM_CELL ? state(1) : null, weights, false);
      const h = squeeze(y, 0);
      // clones, so that changing one in place does not affect the other
      return (c === null ? [h] : [clone(h), clone(c)]).map((t) => (single ? squeeze(t, 0) : t));
    });
  }

  override extraRepr(): string {
    return `${this.inputSize}, ${this.hiddenSize}${this.bias ? '' : ', bias=False'}`;
  }
}

const one = (hx: unknown): [string, unknown][] | null => (hx === undefined || hx === null ? null : [['hx', hx]]);

/**
 * A step of a simple recurrent cell: h' = tanh(W_ih·x + b_ih + W_hh·h + b_hh), or relu of it. Parameters: weight_ih (H, I),
 * weight_hh (H, H), bias_ih and bias_hh (H), drawn in this order from U(−1/√H, 1/√H). `nn.RNNCell` in PyTorch.
 *
 * @throws {RangeError} unless the sizes are integers, hiddenSize of at least 1.
 */
export class RNNCell extends Cell {
  /** The activation. */
  readonly nonlinearity: 'tanh' | 'relu';

  constructor(inputSize: number, hiddenSize: number, options?: RNNCellOptions) {
    takes('RNNCell', 3, arguments);
    const { bias, nonlinearity } = readOptions('RNNCell', OF_RNN, options);
    super('RNNCell', RNN_TANH, inputSize, hiddenSize, bias);
    this.nonlinearity = nonlinearity;
  }

  /** The next state (N, H) from input (N, I) and the state hx (N, H) (default 0); or all without N. */
  forward(input: Tensor, hx?: Tensor | null): Tensor {
    takes('RNNCell', 2, arguments);
    return this.run('RNNCell', this.nonlinearity === 'relu' ? RNN_RELU : RNN_TANH, input, one(hx))[0] as Tensor;
  }

  override extraRepr(): string {
    return super.extraRepr() + (this.nonlinearity === 'tanh' ? '' : `, nonlinearity=${this.nonlinearity}`);
  }
}

/**
 * A step of a gated recurrent unit, with the formulas of GRU and the parameters of RNNCell, of 3·H rows in the order r, z, n.
 * `nn.GRUCell` in PyTorch.
 *
 * @throws {RangeError} unless the sizes are integers, hiddenSize of at least 1.
 */
export class GRUCell extends Cell {
  constructor(inputSize: number, hiddenSize: number, options?: { bias?: boolean }) {
    takes('GRUCell', 3, arguments);
    super('GRUCell', GRU_CELL, inputSize, hiddenSize, readOptions('GRUCell', COMMON, options).bias);
  }

  /** The next state (N, H) from input (N, I) and the state hx (N, H) (default 0); or all without N. */
  forward(input: Tensor, hx?: Tensor | null): Tensor {
    takes('GRUCell', 2, arguments);
    return this.run('GRUCell', GRU_CELL, input, one(hx))[0] as Tensor;
  }
}

/**
 * A step of long short-term memory, with the formulas of LSTM and the parameters of RNNCell, of 4·H rows in the order
 * i, f, g, o. `nn.LSTMCell` in PyTorch.
 *
 * @throws {RangeError} unless the sizes are integers, hiddenSize of at least 1.
 */
export class LSTMCell extends Cell {
  constructor(inputSize: number, hiddenSize: number, options?: { bias?: boolean }) {
    takes('LSTMCell', 3, arguments);
    super('LSTMCell', LSTM_CELL, inputSize, hiddenSize, readOptions('LSTMCell', COMMON, options).bias);
  }

  /** The next state and cells, both (N, H), from input (N, I) and hx, [h, c] (default 0); or all without N. */
  forward(input: Tensor, hx?: readonly [h: Tensor, c: Tensor] | null): [h: Tensor, c: Tensor] {
    takes('LSTMCell', 2, arguments);
    let states: [string, unknown][] | null = null;
    if (hx !== undefined && hx !== null) {
      if (!Array.isArray(hx) || hx.length !== 2) failType('LSTMCell', `expected hx to be [h, c], got ${show(hx)}`);
      states = [
        ['h', hx[0]],
        ['c', hx[1]],
      ];
    }
    return this.run('LSTMCell', LSTM_CELL, input, states) as [Tensor, Tensor];
  }
}
