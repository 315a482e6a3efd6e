/** Recurrent layers as in Keras: on (N, T, C), with one result. */
import { empty, ones, zeros } from '../create/values.ts';
import { Module } from '../nn/module.ts';
import { type Parameter, parameterOf } from '../nn/parameter.ts';
import type { GRU, LSTM, RNN } from '../nn/recurrent.ts';
import { bool } from '../nn/repr.ts';
import { relu } from '../ops/elementwise/activation.ts';
import { add, mul, sub } from '../ops/elementwise/arithmetic.ts';
import { dropout } from '../ops/elementwise/dropout.ts';
import { sigmoid, tanh } from '../ops/elementwise/unary.ts';
import { linear } from '../ops/linalg/linear.ts';
import { flip } from '../ops/shape/flip.ts';
import { cat, stack } from '../ops/shape/join.ts';
import { narrow, select } from '../ops/shape/part.ts';
import { scope } from '../scope.ts';
import type { Tensor } from '../tensor.ts';
import { kerasHardSigmoid } from './modules.ts';

/** The activations that a gate or a state may have. */
export const GATES: Readonly<Record<string, (x: Tensor) => Tensor>> = {
  tanh,
  relu,
  sigmoid,
  hard_sigmoid: kerasHardSigmoid,
  linear: (x) => x,
};

export type CellKind = 'LSTM' | 'GRU' | 'SimpleRNN';

/** The number of blocks of rows in the weights of a kind. */
export const BLOCKS: Readonly<Record<CellKind, number>> = { LSTM: 4, GRU: 3, SimpleRNN: 1 };

/**
 * A recurrent layer that runs step by step, for gates and states that `nn.LSTM` and `nn.GRU` do not support. The rows of its
 * weights are in PyTorch's order: i, f, g, o, or r, z, n. A GRU resets the state before it is multiplied: n = tanh(W·x + b +
 * U·(r·h)); with `resetAfter`, as `nn.GRU`, after it: n = tanh(W·x + b + r·(U·h + b')).
 */
export class KerasCell extends Module {
  readonly kind: CellKind;
  readonly hiddenSize: number;
  readonly activation: string;
  readonly recurrentActivation: string;
  readonly resetAfter: boolean;
  /** (blocks · hidden, in). */
  readonly weight_ih: Parameter;
  /** (blocks · hidden, hidden). */
  readonly weight_hh: Parameter;
  /** (blocks · hidden), or null. */
  readonly bias_ih: Parameter | null;
  /** (blocks · hidden), or null: only with `resetAfter`. */
  readonly bias_hh: Parameter | null;

  constructor(
    kind: CellKind,
    inputSize: number,
    hiddenSize: number,
    options: { activation: string; recurrentActivation: string; resetAfter: boolean; bias: boolean },
  ) {
    super();
    this.kind = kind;
    this.hiddenSize = hiddenSize;
    this.activation = options.activation;
    this.recurrentActivation = options.recurrentActivation;
    this.resetAfter = options.resetAfter;
    const rows = BLOCKS[kind] * hiddenSize;
    this.weight_ih = parameterOf(empty([rows, inputSize]));
    this.weight_hh = parameterOf(empty([rows, hiddenSize]));
    this.bias_ih = options.bias ? parameterOf(empty([rows])) : null;
    this.bias_hh = options.bias && options.resetAfter ? parameterOf(empty([rows])) : null;
  }

  /** The states at each step: (N, T, in) to (N, T, hidden). */
  forward(input: Tensor): Tensor {
    return scope(() => {
      const x = linear(input, this.weight_ih, this.bias_ih);
      const steps = x.sizes[1] as number;
      let h: Tensor = zeros([x.sizes[0] as number, this.hiddenSize]);
      let c = h;
      const states: Tensor[] = [];
      for (let t = 0; t < steps; t++) {
        const now = select(x, 1, t);
        if (this.kind === 'LSTM') [h, c] = this.lstm(now, h, c);
        else h = this.kind === 'GRU' ? this.gru(now, h) : this.plain(now, h);
        states.push(h);
      }
      return stack(states, 1);
    });
  }

  private block(x: Tensor, i: number, count = 1): Tensor {
    return narrow(x, -1, i * this.hiddenSize, count * this.hiddenSize);
  }

  private plain(x: Tensor, h: Tensor): Tensor {
    return (GATES[this.activation] as (x: Tensor) => Tensor)(add(x, linear(h, this.weight_hh)));
  }

  private lstm(x: Tensor, h: Tensor, c: Tensor): [Tensor, Tensor] {
    const [gate, act] = [GATES[this.recurrentActivation], GATES[this.activation]] as [
      (x: Tensor) => Tensor,
      (x: Tensor) => Tensor,
    ];
    const all = add(x, linear(h, this.weight_hh));
    const next = add(mul(gate(this.block(all, 1)), c), mul(gate(this.block(all, 0)), act(this.block(all, 2))));
    return [mul(gate(this.block(all, 3)), act(next)), next];
  }

  private gru(x: Tensor, h: Tensor): Tensor {
    const [gate, act] = [GATES[this.recurrentActivation], GATES[this.activation]] as [
      (x: Tensor) => Tensor,
      (x: Tensor) => Tensor,
    ];
    const H = this.hiddenSize;
    const rows = this.resetAfter ? 3 * H : 2 * H;
    const inner = linear(h, narrow(this.weight_hh, 0, 0, rows), this.bias_hh);
    const gates = gate(add(this.block(x, 0, 2), this.block(inner, 0, 2)));
    const [r, z] = [this.block(gates, 0), this.block(gates, 1)];
    const old = this.resetAfter ? mul(r, this.block(inner, 2)) : linear(mul(r, h), narrow(this.weight_hh, 0, 2 * H, H));
    const n = act(add(this.block(x, 2), old));
    return add(n, mul(z, sub(h, n)));
  }

  override extraRepr(): string {
    const { kind, weight_ih, hiddenSize, activation, recurrentActivation } = this;
    const gates = kind === 'SimpleRNN' ? '' : `, recurrent_activation=${recurrentActivation}`;
    return `${kind}, ${weight_ih.sizes[1]}, ${hiddenSize}, activation=${activation}${gates}`;
  }
}

/** A recurrent layer on (N, T, in): its states (N, T, hidden), or the last one (N, hidden). */
export class Recurrent extends Module {
  /** The layer, with `batchFirst`. */
  readonly rnn: LSTM | GRU | RNN | KerasCell;
  /** Whether all states are returned. */
  readonly returnSequences: boolean;
  /** Whether the steps run from the last to the first. */
  readonly goBackwards: boolean;
  /** The share of the inputs that is dropped in training, the same at each step. */
  readonly dropout: number;

  constructor(rnn: LSTM | GRU | RNN | KerasCell, returnSequences: boolean, goBackwards: boolean, share: number) {
    super();
    this.rnn = rnn;
    this.returnSequences = returnSequences;
    this.goBackwards = goBackwards;
    this.dropout = share;
  }

  forward(input: Tensor): Tensor {
    return scope(() => {
      let x = this.goBackwards ? flip(input, 1) : input;
      if (this.training && this.dropout > 0)
        x = mul(x, dropout(ones([x.sizes[0] as number, 1, x.sizes[2] as number]), this.dropout, { training: true }));
      const states = this.rnn instanceof KerasCell ? this.rnn.forward(x) : this.rnn.forward(x)[0];
      return this.returnSequences ? states : select(states, 1, -1);
    });
  }

  override extraRepr(): string {
    return `return_sequences=${bool(this.returnSequences)}, go_backwards=${bool(this.goBackwards)}`;
  }
}

export type WaysMerged = 'concat' | 'sum' | 'mul' | 'ave';

/** Two recurrent layers, the second one in reverse, with merged results. */
export class BothWays extends Module {
  readonly onward: Recurrent;
  readonly reverse: Recurrent;
  readonly mode: WaysMerged;

  constructor(onward: Recurrent, reverse: Recurrent, mode: WaysMerged) {
    super();
    this.onward = onward;
    this.reverse = reverse;
    this.mode = mode;
  }

  forward(input: Tensor): Tensor {
    return scope(() => {
      const a = this.onward.forward(input);
      const back = this.reverse.forward(input);
      const b = this.onward.returnSequences ? flip(back, 1) : back;
      if (this.mode === 'concat') return cat([a, b], -1);
      if (this.mode === 'mul') return mul(a, b);
      return this.mode === 'sum' ? add(a, b) : mul(add(a, b), 0.5);
    });
  }

  override extraRepr(): string {
    return this.mode;
  }
}
