import { k } from '../../bindings/kernels.ts';
import { checkNumber, checkOptions } from '../errors.ts';
import type { Tensor } from '../tensor.ts';
import { Optimizer, type ParamState, type Params } from './optimizer.ts';

/** Options of `Adagrad`. */
export interface AdagradOptions {
  /** The learning rate; 0.01 if absent. */
  lr?: number;
  /** The rate of step t is lr/(1 + (t − 1)·lrDecay); 0 if absent. */
  lrDecay?: number;
  /** Adds weightDecay·p to the gradient; 0 if absent. */
  weightDecay?: number;
  /** What the sum of squares begins with; 0 if absent. */
  initialAccumulatorValue?: number;
  /** Keeps the divisor from 0; 1e-10 if absent. */
  eps?: number;
  /** Climb instead of descend. */
  maximize?: boolean;
}

/**
 * Adagrad: sum += g²; p −= lr·g/(√sum + eps). `optim.Adagrad` in PyTorch (Duchi, Hazan and Singer, 2011).
 *
 * @throws {RangeError} for settings out of range. @throws {TypeError} for unknown options.
 */
export class Adagrad extends Optimizer<Required<AdagradOptions>> {
  constructor(params: Params<AdagradOptions>, options: AdagradOptions = {}) {
    checkOptions('Adagrad', options, ['lr', 'lrDecay', 'weightDecay', 'initialAccumulatorValue', 'eps', 'maximize']);
    super(params as Params<Required<AdagradOptions>>, {
      lr: 0.01,
      lrDecay: 0,
      weightDecay: 0,
      initialAccumulatorValue: 0,
      eps: 1e-10,
      maximize: false,
      ...options,
    });
  }

  protected checkGroup({ maximize: _, ...numbers }: Required<AdagradOptions>): void {
    for (const [what, value] of Object.entries(numbers)) checkNumber('Adagrad', what, value, 0);
  }

  protected update(p: Tensor, g: Tensor, state: ParamState, options: Required<AdagradOptions>): void {
    const { lr, lrDecay, weightDecay, initialAccumulatorValue, eps, maximize } = options;
    const rate = lr / (1 + (this.countStep(state) - 1) * lrDecay);
    const sum = this.slot(state, 'sum', p, initialAccumulatorValue).ptr;
    k.adagrad(0, p.numel, p.ptr, g.ptr, sum, rate, eps, weightDecay, maximize);
  }
}
