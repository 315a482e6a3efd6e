/** Layers of recurrent cells along sequences. */

import { GRU_CELL, LSTM_CELL, RNN_RELU, RNN_TANH } from '../../bindings/wasm/constants.ts';
import { failType, show } from '../errors.ts';
import { flag, integer, number, type OptionsOf, oneOf, readOptions, takes } from '../options.ts';
import type { Tensor } from '../tensor.ts';
import { MOST_LAYERS } from './parameter.ts';
import { Recurrent } from './recurrent-base.ts';

const COMMON = {
  numLayers: /* @__PURE__ */ integer(1, 1, MOST_LAYERS),
  bias: /* @__PURE__ */ flag(true),
  batchFirst: /* @__PURE__ */ flag(false),
  dropout: /* @__PURE__ */ number(0, 0, 1),
  bidirectional: /* @__PURE__ */ flag(false),
};
const OF_RNN = { ...COMMON, nonlinearity: /* @__PURE__ */ oneOf('tanh', ['tanh', 'relu']) };
const OF_LSTM = { ...COMMON, projSize: /* @__PURE__ */ integer(0, 0) };

/** Options of GRU. */
export type GRUOptions = OptionsOf<typeof COMMON>;
/** Options of RNN. */
export type RNNOptions = OptionsOf<typeof OF_RNN>;
/** Options of LSTM. */
export type LSTMOptions = OptionsOf<typeof OF_LSTM>;

/**
 * Layers of simple recurrent cells: hₜ = tanh(W_ih·xₜ + b_ih + W_hh·hₜ₋₁ + b_hh), or relu of it. The parameters of each layer and
 * direction are weight_ih (H, I), weight_hh (H, H), bias_ih and bias_hh (H), drawn in this order from U(−1/√H, 1/√H); from the
 * second layer on, I is the size of the previous layer's states, of both directions together. `nn.RNN` in PyTorch (Elman, 1990).
 *
 * @throws {RangeError} unless the sizes are integers, hiddenSize of at least 1, and the options are within their bounds.
 */
export class RNN extends Recurrent {
  /** The activation of the cells. */
  readonly nonlinearity: 'tanh' | 'relu';

  constructor(inputSize: number, hiddenSize: number, options?: RNNOptions) {
    takes('RNN', 3, arguments);
    const settings = readOptions('RNN', OF_RNN, options);
    super('RNN', RNN_TANH, inputSize, hiddenSize, settings);
    this.nonlinearity = settings.nonlinearity;
  }

  /**
   * The states of the last layer at each step, and the last states of each layer and direction. Shapes: input (L, N, I), or (N,
   * L, I) with batchFirst, or (L, I); output the same with D·H, where D is 2 if bidirectional, else 1; hx (default 0) and the
   * last states (layers·D, N, H), without N if the input has none.
   *
   * @throws {RangeError} if shapes do not agree.
   */
  forward(input: Tensor, hx?: Tensor | null): [output: Tensor, hN: Tensor] {
    takes('RNN', 2, arguments);
    const h0 = this.oneState('RNN', input, hx);
    const [output, h] = this.run('RNN', this.nonlinearity === 'relu' ? RNN_RELU : RNN_TANH, input, h0, null);
    return [output, h];
  }
}

/**
 * Layers of gated recurrent units: hₜ = (1 − z)·n + z·hₜ₋₁ with n = tanh(W_in·xₜ + b_in + r·(W_hn·hₜ₋₁ + b_hn)) and the sigmoids r
 * and z. Parameters as those of RNN, with 3·H rows in the order r, z, n. `nn.GRU` in PyTorch (Cho and others, 2014).
 *
 * @throws {RangeError} unless the sizes are integers, hiddenSize of at least 1, and the options are within their bounds.
 */
export class GRU extends Recurrent {
  constructor(inputSize: number, hiddenSize: number, options?: GRUOptions) {
    takes('GRU', 3, arguments);
    super('GRU', GRU_CELL, inputSize, hiddenSize, readOptions('GRU', COMMON, options));
  }

  /**
   * The states of the last layer at each step, and the last states of each layer and direction; shapes as those of RNN.
   * @throws {RangeError} if shapes do not agree.
   */
  forward(input: Tensor, hx?: Tensor | null): [output: Tensor, hN: Tensor] {
    takes('GRU', 2, arguments);
    const h0 = this.oneState('GRU', input, hx);
    const [output, h] = this.run('GRU', GRU_CELL, input, h0, null);
    return [output, h];
  }
}

/**
 * Layers of long short-term memory: cₜ = f·cₜ₋₁ + i·g, hₜ = o·tanh(cₜ) with the sigmoids i, f, o and g = tanh(…) of xₜ and hₜ₋₁.
 * Parameters as those of RNN, with 4·H rows in the order i, f, g, o. With projSize P, hₜ is multiplied by weight_hr (P, H),
 * which is drawn last. `nn.LSTM` in PyTorch (Hochreiter and Schmidhuber, 1997).
 *
 * @throws {RangeError} unless the sizes are integers, hiddenSize of at least 1 and above projSize, and the options are
 * within their bounds.
 */
export class LSTM extends Recurrent {
  constructor(inputSize: number, hiddenSize: number, options?: LSTMOptions) {
    takes('LSTM', 3, arguments);
    super('LSTM', LSTM_CELL, inputSize, hiddenSize, readOptions('LSTM', OF_LSTM, options));
  }

  /**
   * The states of the last layer at each step, and the last states and cells of each layer and direction. Shapes as those of RNN;
   * hx is [h0, c0]. Cells are (layers·D, N, H); states have P instead of H if they are projected.
   *
   * @throws {TypeError} unless hx is a pair. @throws {RangeError} if shapes do not agree.
   */
  forward(input: Tensor, hx?: readonly [h0: Tensor, c0: Tensor] | null): [output: Tensor, state: [hN: Tensor, cN: Tensor]] {
    takes('LSTM', 2, arguments);
    this.checkInput('LSTM', input);
    let h0: Tensor | null = null;
    let c0: Tensor | null = null;
    if (hx !== undefined && hx !== null) {
      if (!Array.isArray(hx) || hx.length !== 2) failType('LSTM', `expected hx to be [h0, c0], got ${show(hx)}`);
      h0 = this.checkState('LSTM', 'h0', hx[0], input, this.projSize || this.hiddenSize);
      c0 = this.checkState('LSTM', 'c0', hx[1], input, this.hiddenSize);
    }
    const [output, h, c] = this.run('LSTM', LSTM_CELL, input, h0, c0);
    return [output, [h, c as Tensor]];
  }
}
