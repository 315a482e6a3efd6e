import { kernels } from '../../bindings/kernels.ts';
import { checkBoolean, checkNumber } from '../errors.ts';
import { takes } from '../options.ts';
import { Elementwise } from './elementwise.ts';
import { checkRate } from './groups.ts';
import type { Keeps, Names } from './memory.ts';
import type { Params } from './optimizer.ts';

/** Options of `RMSprop`. */
export interface RMSpropOptions {
  /** The learning rate. Default 0.01. */
  lr?: number;
  /** The decay of the running mean of the gradient's square. Default 0.99. */
  alpha?: number;
  /** Added to the root, to avoid division by 0. Default 1e-8. */
  eps?: number;
  /** Adds weightDecay·p to the gradient. Default 0. */
  weightDecay?: number;
  /** The momentum. Default 0. */
  momentum?: number;
  /** Divide by the standard deviation: subtract the square of the mean gradient (Graves, 2013). */
  centered?: boolean;
  /** Ascend instead of descend. */
  maximize?: boolean;
}

const DEFAULTS: Required<RMSpropOptions> = {
  lr: 0.01,
  alpha: 0.99,
  eps: 1e-8,
  weightDecay: 0,
  momentum: 0,
  centered: false,
  maximize: false,
};
const NAMES: Names = { tensors: ['square_avg', 'grad_avg', 'momentum_buffer'], needed: 1, numbers: [], step: true };
const SQUARE: Keeps = [true, false, false];
const CENTRED: Keeps = [true, true, false];
const MOMENTUM: Keeps = [true, false, true];
const ALL: Keeps = [true, true, true];

/**
 * RMSprop: v = alpha·v + (1 − alpha)·g²; p −= lr·g/(√v + eps). `optim.RMSprop` in PyTorch (Tieleman and Hinton, 2012).
 *
 * @throws {RangeError} for settings out of range. @throws {TypeError} for unknown options.
 */
export class RMSprop extends Elementwise<Required<RMSpropOptions>> {
  protected readonly names: Names = NAMES;

  constructor(params: Params<RMSpropOptions>, options?: RMSpropOptions) {
    takes('RMSprop', 2, arguments);
    super(params as Params<Required<RMSpropOptions>>, DEFAULTS, options);
  }

  protected checkGroup(
    fn: string,
    { lr, alpha, eps, weightDecay, momentum, centered, maximize }: Required<RMSpropOptions>,
  ): void {
    checkRate(fn, lr);
    checkNumber(fn, 'alpha', alpha, 0);
    checkNumber(fn, 'eps', eps, 0);
    checkNumber(fn, 'weightDecay', weightDecay, 0);
    checkNumber(fn, 'momentum', momentum, 0);
    checkBoolean(fn, 'centered', centered);
    checkBoolean(fn, 'maximize', maximize);
  }

  protected keeps({ centered, momentum }: Required<RMSpropOptions>): Keeps {
    return momentum > 0 ? (centered ? ALL : MOMENTUM) : centered ? CENTRED : SQUARE;
  }

  protected update(total: number, table: number, _step: number, options: Required<RMSpropOptions>): void {
    const { lr, alpha, eps, weightDecay, momentum, maximize } = options;
    kernels.rmsprop(0, total, table, lr, alpha, eps, weightDecay, momentum, maximize);
  }
}
