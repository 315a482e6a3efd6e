import { kernels } from '../../bindings/kernels.ts';
import { checkNumber, checkOptions } from '../errors.ts';
import { Optimizer, type Params } from './optimizer.ts';

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

const SLOTS: readonly string[] = ['sum'];

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

  protected slots(): readonly string[] {
    return SLOTS;
  }

  protected override initial({ initialAccumulatorValue }: Required<AdagradOptions>): number {
    return initialAccumulatorValue;
  }

  protected update(total: number, table: number, step: number, options: Required<AdagradOptions>): void {
    const { lr, lrDecay, weightDecay, eps, maximize } = options;
    kernels.adagrad(0, total, table, lr / (1 + (step - 1) * lrDecay), eps, weightDecay, maximize);
  }
}
