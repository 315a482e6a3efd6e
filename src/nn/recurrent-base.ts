/** What RNN, LSTM and GRU share: their parameters, the walk over layers and directions, checks of inputs and states. */

import { LSTM_CELL } from '../../bindings/wasm/constants.ts';
import { newZeros } from '../array/allocate.ts';
import { checkDtype } from '../array/check.ts';
import { empty } from '../create/values.ts';
import { checkInteger, failRange } from '../errors.ts';
import { dropout } from '../ops/elementwise/dropout.ts';
import { recurrentLayer } from '../ops/layers/recurrent.ts';
import { gatesOf } from '../ops/layers/recurrent-plan.ts';
import { cat } from '../ops/shape/join.ts';
import { narrow, select } from '../ops/shape/part.ts';
import { transpose } from '../ops/shape/permute.ts';
import { squeeze, unsqueeze } from '../ops/shape/reshape.ts';
import { sameShape, showShape } from '../shape.ts';
import type { Tensor } from '../tensor.ts';
import { note } from '../tracing.ts';
import { uniform_ } from './init.ts';
import { Module } from './module.ts';
import { built, type Parameter, parameterOf, within } from './parameter.ts';
import { bool } from './repr.ts';

/** The options of all three. */
export interface Settings {
  numLayers: number;
  bias: boolean;
  batchFirst: boolean;
  dropout: number;
  bidirectional: boolean;
  projSize?: number;
}

/** A parameter drawn from U(−1/√hiddenSize, 1/√hiddenSize), as in all recurrent modules. */
export function drawn(hiddenSize: number, shape: readonly number[]): Parameter {
  const bound = 1 / Math.sqrt(hiddenSize);
  return parameterOf(uniform_(empty(shape), -bound, bound));
}

/** The size of a module's states or inputs. */
export const checkSize = (fn: string, what: string, value: unknown, least: number): number =>
  checkInteger(fn, what, value, least, 2 ** 31 - 1);

type Bias = Tensor | null | undefined;

/** A bias, or zeros where there is none beside another. What is no tensor is refused later. */
export const biasBeside = (own: Bias, other: Bias): Tensor | null =>
  own ?? (other?.sizes ? note(newZeros(other, other.sizes), 'zeros', []) : null);

/** What RNN, LSTM and GRU share. The parameters are fields under PyTorch's names, in its order. */
export abstract class Recurrent extends Module {
  /**
   * The parameters: `weight_ih_l0`, `weight_hh_l0`, `weight_hr_l0`; `…_l0_reverse` for the reverse direction, `…_l1` for the next
   * layer.
   */
  [weight: `weight_${string}`]: Parameter;
  /** The biases: `bias_ih_l0`, `bias_hh_l0`; likewise. */
  [bias: `bias_${string}`]: Parameter;
  /** The size of the inputs. */
  readonly inputSize: number;
  /** The size of the cells, and of the states unless they are projected. */
  readonly hiddenSize: number;
  /** The number of layers. */
  readonly numLayers: number;
  /** Whether there are biases. */
  readonly bias: boolean;
  /** Whether inputs are (N, L, I) rather than (L, N, I). */
  readonly batchFirst: boolean;
  /** The probability with which an element passed between layers is dropped in training. */
  readonly dropout: number;
  /** Whether each layer runs in both directions. */
  readonly bidirectional: boolean;
  /** The size that an LSTM's states are projected to, or 0. */
  readonly projSize: number;

  constructor(fn: string, kind: number, inputSize: number, hiddenSize: number, settings: Settings) {
    super();
    this.inputSize = checkSize(fn, 'inputSize', inputSize, 0);
    this.hiddenSize = checkSize(fn, 'hiddenSize', hiddenSize, 1);
    this.numLayers = settings.numLayers;
    this.bias = settings.bias;
    this.batchFirst = settings.batchFirst;
    this.dropout = settings.dropout;
    this.bidirectional = settings.bidirectional;
    this.projSize = settings.projSize ?? 0;
    if (this.projSize >= hiddenSize)
      failRange(fn, `expected projSize below hiddenSize ${hiddenSize}, got ${this.projSize}; 0 means no projection`);
    const gates = gatesOf(kind) * hiddenSize;
    const P = this.stateSize();
    const draw = (name: `weight_${string}` | `bias_${string}`, shape: readonly number[]): void => {
      this[name] = drawn(hiddenSize, shape);
    };
    const drawAll = (place: string, layer: number): void => {
      draw(`weight_ih_${place}`, [gates, layer === 0 ? inputSize : P * this.ways()]);
      draw(`weight_hh_${place}`, [gates, P]);
      if (this.bias) draw(`bias_ih_${place}`, [gates]);
      if (this.bias) draw(`bias_hh_${place}`, [gates]);
      if (this.projSize > 0) draw(`weight_hr_${place}`, [P, hiddenSize]);
    };
    built(fn, () => this.eachWay(drawAll));
  }

  private stateSize(): number {
    return this.projSize || this.hiddenSize;
  }

  private ways(): number {
    return this.bidirectional ? 2 : 1;
  }

  /** Calls `fn` for each layer and direction, in the order of the parameters and states. */
  private eachWay(fn: (place: string, layer: number, reverse: boolean) => void): void {
    for (let layer = 0; layer < this.numLayers; layer++) {
      fn(`l${layer}`, layer, false);
      if (this.bidirectional) fn(`l${layer}_reverse`, layer, true);
    }
  }

  /** The states of the last layer, and the last states of each layer. */
  protected run(
    fn: string,
    kind: number,
    input: Tensor,
    h0: Tensor | null,
    c0: Tensor | null,
  ): [output: Tensor, h: Tensor, c: Tensor | null] {
    const batched = input.ndim === 3;
    return within(
      fn,
      () => {
        const first = batched ? (this.batchFirst ? transpose(input, 0, 1) : input) : unsqueeze(input, 1);
        const N = first.sizes[1] as number;
        const P = this.stateSize();
        const state = (all: Tensor | null, i: number, size: number): Tensor => {
          if (all === null) return note(newZeros(input, [N, size]), 'zeros', []);
          const own = select(all, 0, i);
          return batched ? own : unsqueeze(own, 0);
        };
        const states: Tensor[] = [];
        const cells: Tensor[] = [];
        let x = first;
        let ways: Tensor[] = [];
        this.eachWay((place, layer, reverse) => {
          const i = states.length;
          const [biasIh, biasHh] = [this[`bias_ih_${place}`], this[`bias_hh_${place}`]];
          const { y, c } = recurrentLayer(
            fn,
            kind,
            x,
            state(h0, i, P),
            kind === LSTM_CELL ? state(c0, i, this.hiddenSize) : null,
            {
              suffix: `_${place}`,
              ih: this[`weight_ih_${place}`] as Tensor,
              hh: this[`weight_hh_${place}`] as Tensor,
              biasIh: biasBeside(biasIh, biasHh),
              biasHh: biasBeside(biasHh, biasIh),
              hr: this[`weight_hr_${place}`] ?? null,
            },
            reverse,
          );
          states.push(narrow(y, 0, reverse ? 0 : (y.sizes[0] as number) - 1, 1));
          if (c !== null) cells.push(unsqueeze(c, 0));
          ways.push(y);
          if (this.bidirectional && !reverse) return;
          x = ways.length > 1 ? cat(ways, 2) : y;
          ways = [];
          if (layer < this.numLayers - 1) x = dropout(x, this.dropout, { training: this.training });
        });
        const join = (all: Tensor[]): Tensor => (batched ? cat(all) : squeeze(cat(all), 1));
        const output = batched ? (this.batchFirst ? transpose(x, 0, 1) : x) : squeeze(x, 1);
        return [output, join(states), kind === LSTM_CELL ? join(cells) : null];
      },
      this.training && this.dropout > 0 && this.numLayers > 1,
    );
  }

  /** Refuses an input that does not fit. */
  protected checkInput(fn: string, input: Tensor): void {
    checkDtype(fn, 'input', input, 'float32');
    const shape = this.batchFirst ? 'N, L' : 'L, N';
    if ((input.ndim !== 2 && input.ndim !== 3) || input.sizes[input.ndim - 1] !== this.inputSize)
      failRange(
        fn,
        `expected input of shape [${shape}, ${this.inputSize}] or [L, ${this.inputSize}], got ${showShape(input.sizes)}`,
      );
    if (input.sizes[input.ndim === 3 && this.batchFirst ? 1 : 0] === 0)
      failRange(fn, `expected a sequence of at least 1 step, got shape ${showShape(input.sizes)}`);
  }

  /** Refuses a state that does not fit the input. */
  protected checkState(fn: string, what: string, state: unknown, input: Tensor, size: number): Tensor {
    const t = checkDtype(fn, what, state, 'float32');
    const count = this.numLayers * this.ways();
    const shape = input.ndim === 3 ? [count, input.sizes[this.batchFirst ? 0 : 1] as number, size] : [count, size];
    if (!sameShape(t.sizes, shape)) failRange(fn, `expected ${what} of shape ${showShape(shape)}, got ${showShape(t.sizes)}`);
    return t;
  }

  /** The same for an optional state. */
  protected oneState(fn: string, input: Tensor, hx: Tensor | null | undefined): Tensor | null {
    this.checkInput(fn, input);
    return hx === undefined || hx === null ? null : this.checkState(fn, 'hx', hx, input, this.hiddenSize);
  }

  override extraRepr(): string {
    let s = `${this.inputSize}, ${this.hiddenSize}`;
    if (this.projSize !== 0) s += `, proj_size=${this.projSize}`;
    if (this.numLayers !== 1) s += `, num_layers=${this.numLayers}`;
    if (!this.bias) s += `, bias=${bool(this.bias)}`;
    if (this.batchFirst) s += ', batch_first=True';
    if (this.dropout !== 0) s += `, dropout=${this.dropout}`;
    if (this.bidirectional) s += ', bidirectional=True';
    return s;
  }
}
