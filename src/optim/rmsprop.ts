import { kernels } from '../../bindings/kernels.ts';
import { checkNumber, checkOptions } from '../errors.ts';
import { Optimizer, type Params } from './optimizer.ts';

/** Options of `RMSprop`. */
export interface RMSpropOptions {
  /** The learning rate; 0.01 if absent. */
  lr?: number;
  /** How much of the running mean of the gradient's square goes on; 0.99 if absent. */
  alpha?: number;
  /** Keeps the divisor from 0, outside the root; 1e-8 if absent. */
  eps?: number;
  /** Adds weightDecay·p to the gradient; 0 if absent. */
  weightDecay?: number;
  /** How much of the last update goes on; 0 if absent. */
  momentum?: number;
  /** Divide by the deviation: take the square of the gradient's mean off (Graves, 2013). */
  centered?: boolean;
  /** Climb instead of descend. */
  maximize?: boolean;
}

/**
 * RMSprop: v = alpha·v + (1 − alpha)·g²; p −= lr·g/(√v + eps). `optim.RMSprop` in PyTorch (Tieleman and Hinton, 2012).
 *
 * @throws {RangeError} for settings out of range. @throws {TypeError} for unknown options.
 */
export class RMSprop extends Optimizer<Required<RMSpropOptions>> {
  constructor(params: Params<RMSpropOptions>, options: RMSpropOptions = {}) {
    checkOptions('RMSprop', options, ['lr', 'alpha', 'eps', 'weightDecay', 'momentum', 'centered', 'maximize']);
    super(params as Params<Required<RMSpropOptions>>, {
      lr: 0.01,
      alpha: 0.99,
      eps: 1e-8,
      weightDecay: 0,
      momentum: 0,
      centered: false,
      maximize: false,
      ...options,
    });
  }

  protected checkGroup({ lr, alpha, eps, weightDecay, momentum }: Required<RMSpropOptions>): void {
    for (const [what, value] of Object.entries({ lr, alpha, eps, weightDecay, momentum })) checkNumber('RMSprop', what, value, 0);
  }

  protected slots({ centered, momentum }: Required<RMSpropOptions>): readonly (string | null)[] {
    return ['square_avg', centered ? 'grad_avg' : null, momentum > 0 ? 'momentum_buffer' : null];
  }

  protected update(total: number, table: number, _step: number, options: Required<RMSpropOptions>): void {
    const { lr, alpha, eps, weightDecay, momentum, maximize } = options;
    kernels.rmsprop(0, total, table, lr, alpha, eps, weightDecay, momentum, maximize);
  }
}
