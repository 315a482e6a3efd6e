import { kernels } from '../../bindings/kernels.ts';
import { checkNumber, checkOptions, failType, show } from '../errors.ts';
import { Optimizer, type Params } from './optimizer.ts';

/** Options of `Adam` and `AdamW`. */
export interface AdamOptions {
  /** The learning rate; 0.001 if absent. */
  lr?: number;
  /** How much of the running means of the gradient and of its square goes on; [0.9, 0.999] if absent. */
  betas?: readonly [number, number];
  /** Keeps the divisor from 0; 1e-8 if absent. */
  eps?: number;
  /** Adam adds weightDecay·p to the gradient (0 if absent); AdamW shrinks p by lr·weightDecay (0.01 if absent). */
  weightDecay?: number;
  /** Divide by the greatest mean square so far (Reddi and others, 2018). */
  amsgrad?: boolean;
  /** Climb instead of descend. */
  maximize?: boolean;
}

const KNOWN = ['lr', 'betas', 'eps', 'weightDecay', 'amsgrad', 'maximize'];
const MEANS: readonly string[] = ['exp_avg', 'exp_avg_sq'];
const SLOTS: readonly string[] = [...MEANS, 'max_exp_avg_sq'];

/** Adam with the weight decay coupled to the gradient, or decoupled from it. */
abstract class AdamBase extends Optimizer<Required<AdamOptions>> {
  protected abstract readonly decoupled: boolean;

  constructor(name: string, params: Params<AdamOptions>, options: AdamOptions, weightDecay: number) {
    checkOptions(name, options, KNOWN);
    super(params as Params<Required<AdamOptions>>, {
      lr: 0.001,
      betas: [0.9, 0.999],
      eps: 1e-8,
      weightDecay,
      amsgrad: false,
      maximize: false,
      ...options,
    });
  }

  protected checkGroup({ lr, betas, eps, weightDecay }: Required<AdamOptions>): void {
    const name = this.constructor.name;
    checkNumber(name, 'lr', lr, 0);
    if (!Array.isArray(betas) || betas.length !== 2) failType(name, `expected betas to be two numbers, got ${show(betas)}`);
    betas.forEach((beta, i) => checkNumber(name, `betas[${i}]`, beta, 0, 1 - Number.EPSILON / 2));
    checkNumber(name, 'eps', eps, 0);
    checkNumber(name, 'weightDecay', weightDecay, 0);
  }

  protected slots({ amsgrad }: Required<AdamOptions>): readonly string[] {
    return amsgrad ? SLOTS : MEANS;
  }

  protected update(total: number, table: number, step: number, options: Required<AdamOptions>): void {
    const { lr, betas, eps, weightDecay, maximize } = options;
    const [beta1, beta2] = betas;
    const [correction1, correction2] = [1 - beta1 ** step, Math.sqrt(1 - beta2 ** step)];
    kernels.adam(0, total, table, lr, beta1, beta2, eps, weightDecay, this.decoupled, correction1, correction2, maximize);
  }
}

/**
 * Adam: p −= lr·m̂/(√v̂ + eps), m̂ and v̂ the running means of the gradient and its square, corrected for their start.
 * `optim.Adam` in PyTorch (Kingma and Ba, 2014).
 */
export class Adam extends AdamBase {
  protected readonly decoupled: boolean = false;

  constructor(params: Params<AdamOptions>, options: AdamOptions = {}) {
    super('Adam', params, options, 0);
  }
}

/** Adam whose weight decay shrinks the parameters apart from the gradient. `optim.AdamW` in PyTorch (Loshchilov and Hutter, 2017). */
export class AdamW extends AdamBase {
  protected readonly decoupled: boolean = true;

  constructor(params: Params<AdamOptions>, options: AdamOptions = {}) {
    super('AdamW', params, options, 0.01);
  }
}
