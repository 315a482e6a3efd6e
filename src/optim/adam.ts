import { kernels } from '../../bindings/kernels.ts';
import { checkBoolean, checkNumber } from '../errors.ts';
import { takes } from '../options.ts';
import { Elementwise } from './elementwise.ts';
import { BELOW_ONE, checkPair, checkRate } from './groups.ts';
import type { Keeps, Names } from './memory.ts';
import type { Params } from './optimizer.ts';

/** Options of `Adam` and `AdamW`. */
export interface AdamOptions {
  /** The learning rate. Default 0.001. */
  lr?: number;
  /** The decays of the running means of the gradient and its square. Default [0.9, 0.999]. */
  betas?: readonly [number, number];
  /** Added to the divisor, to avoid division by 0. Default 1e-8. */
  eps?: number;
  /** Adam adds weightDecay·p to the gradient (default 0); AdamW shrinks p by lr·weightDecay (default 0.01). */
  weightDecay?: number;
  /** Divide by the greatest mean square so far: AMSGrad (Reddi and others, 2018). */
  amsgrad?: boolean;
  /** Ascend instead of descend. */
  maximize?: boolean;
}

const DEFAULTS: Required<AdamOptions> = {
  lr: 0.001,
  betas: [0.9, 0.999],
  eps: 1e-8,
  weightDecay: 0,
  amsgrad: false,
  maximize: false,
};
const NAMES: Names = { tensors: ['exp_avg', 'exp_avg_sq', 'max_exp_avg_sq'], needed: 2, numbers: [], step: true };
const MEANS: Keeps = [true, true, false];
const ALL: Keeps = [true, true, true];

/** Adam, with weight decay that is coupled to the gradient or decoupled from it. */
abstract class AdamBase extends Elementwise<Required<AdamOptions>> {
  protected readonly names: Names = NAMES;

  protected checkGroup(fn: string, { lr, betas, eps, weightDecay, amsgrad, maximize }: Required<AdamOptions>): void {
    checkRate(fn, lr);
    checkPair(fn, 'betas', betas, 0, BELOW_ONE);
    checkNumber(fn, 'eps', eps, 0);
    checkNumber(fn, 'weightDecay', weightDecay, 0);
    checkBoolean(fn, 'amsgrad', amsgrad);
    checkBoolean(fn, 'maximize', maximize);
  }

  protected keeps({ amsgrad }: Required<AdamOptions>): Keeps {
    return amsgrad ? ALL : MEANS;
  }

  protected update(total: number, table: number, step: number, options: Required<AdamOptions>): void {
    const { lr, betas, eps, weightDecay, maximize } = options;
    const [beta1, beta2] = betas;
    const [correction1, correction2] = [1 - beta1 ** step, Math.sqrt(1 - beta2 ** step)];
    kernels.adam(0, total, table, lr, beta1, beta2, eps, weightDecay, this.decoupled, correction1, correction2, maximize);
  }
}

/**
 * Adam: p −= lr·m̂/(√v̂ + eps), where m̂ and v̂ are bias-corrected running means of the gradient and its square. `optim.Adam` in
 * PyTorch (Kingma and Ba, 2014).
 *
 * @throws {RangeError} for settings out of range. @throws {TypeError} for unknown options.
 */
export class Adam extends AdamBase {
  constructor(params: Params<AdamOptions>, options?: AdamOptions) {
    takes('Adam', 2, arguments);
    super(params as Params<Required<AdamOptions>>, DEFAULTS, options);
  }
}

/**
 * Adam with decoupled weight decay, which shrinks the parameters directly. `optim.AdamW` in PyTorch (Loshchilov and Hutter,
 * 2017).
 *
 * @throws {RangeError} for settings out of range. @throws {TypeError} for unknown options.
 */
export class AdamW extends AdamBase {
  constructor(params: Params<AdamOptions>, options?: AdamOptions) {
    takes('AdamW', 2, arguments);
    super(params as Params<Required<AdamOptions>>, { ...DEFAULTS, weightDecay: 0.01 }, options);
  }

  protected override get decoupled(): boolean {
    return true;
  }
}
