import { extra } from '../../bindings/extra.ts';
import { checkBoolean, checkNumber } from '../errors.ts';
import { takes } from '../options.ts';
import { Elementwise } from './elementwise.ts';
import { BELOW_ONE, checkPair, checkRate } from './groups.ts';
import type { Keeps, Names } from './memory.ts';
import type { Params } from './optimizer.ts';

/** Options of `Adamax`. */
export interface AdamaxOptions {
  /** The learning rate. Default 0.002. */
  lr?: number;
  /** The decays of the running mean and maximum. Default [0.9, 0.999]. */
  betas?: readonly [number, number];
  /** Added to the gradient's absolute value. Default 1e-8. */
  eps?: number;
  /** Adds weightDecay·p to the gradient. Default 0. */
  weightDecay?: number;
  /** Ascend instead of descend. */
  maximize?: boolean;
}

const DEFAULTS: Required<AdamaxOptions> = { lr: 0.002, betas: [0.9, 0.999], eps: 1e-8, weightDecay: 0, maximize: false };
const NAMES: Names = { tensors: ['exp_avg', 'exp_inf'], needed: 2, numbers: [], step: true };
const KEPT: Keeps = [true, true, false];

/**
 * Adam with a running maximum of the gradient's absolute value, decaying by beta2, in place of the mean square. `optim.Adamax` in
 * PyTorch (Kingma and Ba, 2014).
 *
 * @throws {RangeError} for settings out of range. @throws {TypeError} for unknown options.
 */
export class Adamax extends Elementwise<Required<AdamaxOptions>> {
  protected readonly names: Names = NAMES;

  constructor(params: Params<AdamaxOptions>, options?: AdamaxOptions) {
    takes('Adamax', 2, arguments);
    super(params as Params<Required<AdamaxOptions>>, DEFAULTS, options);
    // loaded here, so that a failure does not come in the middle of a step
    extra();
  }

  protected checkGroup(fn: string, options: Required<AdamaxOptions>): void {
    checkRate(fn, options.lr);
    checkPair(fn, 'betas', options.betas, 0, BELOW_ONE);
    checkNumber(fn, 'eps', options.eps, 0);
    checkNumber(fn, 'weightDecay', options.weightDecay, 0);
    checkBoolean(fn, 'maximize', options.maximize);
  }

  protected keeps(): Keeps {
    return KEPT;
  }

  protected update(total: number, table: number, step: number, options: Required<AdamaxOptions>): void {
    const { lr, betas, eps, weightDecay, maximize } = options;
    const [beta1, beta2] = betas;
    extra().adamax(0, total, table, lr / (1 - beta1 ** step), beta1, beta2, eps, weightDecay, maximize);
  }
}
