import { extra } from '../../bindings/extra.ts';
import { checkBoolean, checkNumber } from '../errors.ts';
import { takes } from '../options.ts';
import { Elementwise } from './elementwise.ts';
import { checkRate } from './groups.ts';
import type { Keeps, Names } from './memory.ts';
import type { Params } from './optimizer.ts';

/** Options of `ASGD`. */
export interface ASGDOptions {
  /** The learning rate. Default 0.01. */
  lr?: number;
  /** The rate at which the parameters shrink. Default 1e-4. */
  lambd?: number;
  /** The power in the decay of the rate. Default 0.75. */
  alpha?: number;
  /** The step at which averaging starts. Default 1e6. */
  t0?: number;
  /** Adds weightDecay·p to the gradient. Default 0. */
  weightDecay?: number;
  /** Ascend instead of descend. */
  maximize?: boolean;
}

const DEFAULTS: Required<ASGDOptions> = { lr: 0.01, lambd: 1e-4, alpha: 0.75, t0: 1e6, weightDecay: 0, maximize: false };
const NAMES: Names = { tensors: ['ax'], needed: 1, numbers: ['eta', 'mu'], step: true };
const KEPT: Keeps = [true, false, false];

/**
 * Averaged SGD: p = (1 − lambd·eta)·p − eta·g with eta = lr/(1 + lambd·lr·t)^alpha; the state's `ax` is the average of p.
 * `optim.ASGD` in PyTorch (Polyak and Juditsky, 1992).
 *
 * @throws {RangeError} for settings out of range. @throws {TypeError} for unknown options.
 */
export class ASGD extends Elementwise<Required<ASGDOptions>> {
  protected readonly names: Names = NAMES;

  constructor(params: Params<ASGDOptions>, options?: ASGDOptions) {
    takes('ASGD', 2, arguments);
    super(params as Params<Required<ASGDOptions>>, DEFAULTS, options);
    // loaded here, so that a failure does not come in the middle of a step
    extra();
  }

  protected checkGroup(fn: string, options: Required<ASGDOptions>): void {
    checkRate(fn, options.lr);
    checkNumber(fn, 'lambd', options.lambd, -Number.MAX_VALUE, Number.MAX_VALUE);
    checkNumber(fn, 'alpha', options.alpha, -Number.MAX_VALUE, Number.MAX_VALUE);
    checkNumber(fn, 't0', options.t0, -Number.MAX_VALUE, Number.MAX_VALUE);
    checkNumber(fn, 'weightDecay', options.weightDecay, 0);
    checkBoolean(fn, 'maximize', options.maximize);
  }

  protected keeps(): Keeps {
    return KEPT;
  }

  /** The rate of the next step, and its weight in the average. */
  protected override numbers({ lr }: Required<ASGDOptions>): number[] {
    return [lr, 1];
  }

  protected override advance(numbers: number[], step: number, { lr, lambd, alpha, t0 }: Required<ASGDOptions>): void {
    numbers[0] = lr / (1 + lambd * lr * step) ** alpha;
    numbers[1] = 1 / Math.max(1, step - t0);
  }

  protected update(
    total: number,
    table: number,
    _step: number,
    options: Required<ASGDOptions>,
    [eta = 0, mu = 1]: readonly number[],
  ): void {
    const { lambd, weightDecay, maximize } = options;
    extra().asgd(0, total, table, eta, lambd, mu, weightDecay, maximize);
  }
}
