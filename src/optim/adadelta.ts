import { extra } from '../../bindings/extra.ts';
import { checkBoolean, checkNumber } from '../errors.ts';
import { takes } from '../options.ts';
import { Elementwise } from './elementwise.ts';
import { checkRate } from './groups.ts';
import type { Keeps, Names } from './memory.ts';
import type { Params } from './optimizer.ts';

/** Options of `Adadelta`. */
export interface AdadeltaOptions {
  /** A factor of each step. Default 1. */
  lr?: number;
  /** The decay of the running mean squares. Default 0.9. */
  rho?: number;
  /** Added to both mean squares before taking the root. Default 1e-6. */
  eps?: number;
  /** Adds weightDecay·p to the gradient. Default 0. */
  weightDecay?: number;
  /** Ascend instead of descend. */
  maximize?: boolean;
}

const DEFAULTS: Required<AdadeltaOptions> = { lr: 1, rho: 0.9, eps: 1e-6, weightDecay: 0, maximize: false };
const NAMES: Names = { tensors: ['square_avg', 'acc_delta'], needed: 2, numbers: [], step: true };
const KEPT: Keeps = [true, true, false];

/**
 * Adadelta: each gradient is scaled by the ratio of the running root mean square of past steps to that of gradients.
 * `optim.Adadelta` in PyTorch (Zeiler, 2012).
 *
 * @throws {RangeError} for settings out of range. @throws {TypeError} for unknown options.
 */
export class Adadelta extends Elementwise<Required<AdadeltaOptions>> {
  protected readonly names: Names = NAMES;

  constructor(params: Params<AdadeltaOptions>, options?: AdadeltaOptions) {
    takes('Adadelta', 2, arguments);
    super(params as Params<Required<AdadeltaOptions>>, DEFAULTS, options);
    // loaded here, so that a failure does not come in the middle of a step
    extra();
  }

  protected checkGroup(fn: string, options: Required<AdadeltaOptions>): void {
    checkRate(fn, options.lr);
    checkNumber(fn, 'rho', options.rho, 0, 1);
    checkNumber(fn, 'eps', options.eps, 0);
    checkNumber(fn, 'weightDecay', options.weightDecay, 0);
    checkBoolean(fn, 'maximize', options.maximize);
  }

  protected keeps(): Keeps {
    return KEPT;
  }

  protected update(total: number, table: number, _step: number, options: Required<AdadeltaOptions>): void {
    const { lr, rho, eps, weightDecay, maximize } = options;
    extra().adadelta(0, total, table, lr, rho, eps, weightDecay, maximize);
  }
}
