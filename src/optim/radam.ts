import { extra } from '../../bindings/extra.ts';
import { checkNumber } from '../errors.ts';
import { takes } from '../options.ts';
import { Elementwise } from './elementwise.ts';
import { BELOW_ONE, checkPair, checkRate } from './groups.ts';
import type { Keeps, Names } from './memory.ts';
import type { Params } from './optimizer.ts';

/** Options of `RAdam`. */
export interface RAdamOptions {
  /** The learning rate. Default 0.001. */
  lr?: number;
  /** The decays of the running means. Default [0.9, 0.999]. */
  betas?: readonly [number, number];
  /** Added to the divisor, to avoid division by 0. Default 1e-8. */
  eps?: number;
  /** Adds weightDecay·p to the gradient. Default 0. */
  weightDecay?: number;
}

const DEFAULTS: Required<RAdamOptions> = { lr: 0.001, betas: [0.9, 0.999], eps: 1e-8, weightDecay: 0 };
const NAMES: Names = { tensors: ['exp_avg', 'exp_avg_sq'], needed: 2, numbers: [], step: true };
const KEPT: Keeps = [true, true, false];

/** The factor that corrects for the variance of the mean square in early steps; 0 while too few steps have been taken. */
function rectification(beta2: number, step: number): number {
  const most = 2 / (1 - beta2) - 1;
  const rest = 1 - beta2 ** step;
  const length = most - (2 * step * beta2 ** step) / rest;
  if (length <= 5) return 0;
  return Math.sqrt((((length - 4) * (length - 2) * most) / ((most - 4) * (most - 2) * length)) * rest);
}

/**
 * Adam that uses only the mean gradient until the mean square is reliable. `optim.RAdam` in PyTorch (Liu and others, 2019).
 *
 * @throws {RangeError} for settings out of range. @throws {TypeError} for unknown options.
 */
export class RAdam extends Elementwise<Required<RAdamOptions>> {
  protected readonly names: Names = NAMES;

  constructor(params: Params<RAdamOptions>, options?: RAdamOptions) {
    takes('RAdam', 2, arguments);
    super(params as Params<Required<RAdamOptions>>, DEFAULTS, options);
    // loaded here, so that a failure does not come in the middle of a step
    extra();
  }

  protected checkGroup(fn: string, options: Required<RAdamOptions>): void {
    checkRate(fn, options.lr);
    checkPair(fn, 'betas', options.betas, 0, BELOW_ONE);
    checkNumber(fn, 'eps', options.eps, 0);
    checkNumber(fn, 'weightDecay', options.weightDecay, 0);
  }

  protected keeps(): Keeps {
    return KEPT;
  }

  protected update(total: number, table: number, step: number, options: Required<RAdamOptions>): void {
    const { lr, betas, eps, weightDecay } = options;
    const [beta1, beta2] = betas;
    extra().radam(0, total, table, lr / (1 - beta1 ** step), beta1, beta2, eps, rectification(beta2, step), weightDecay);
  }
}
