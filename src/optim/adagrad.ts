import { kernels } from '../../bindings/kernels.ts';
import { checkBoolean, checkNumber } from '../errors.ts';
import { takes } from '../options.ts';
import { Elementwise } from './elementwise.ts';
import { checkRate } from './groups.ts';
import type { Keeps, Names } from './memory.ts';
import type { Params } from './optimizer.ts';

/** Options of `Adagrad`. */
export interface AdagradOptions {
  /** The learning rate. Default 0.01. */
  lr?: number;
  /** The rate of step t is lr/(1 + (t − 1)·lrDecay). Default 0. */
  lrDecay?: number;
  /** Adds weightDecay·p to the gradient. Default 0. */
  weightDecay?: number;
  /** The initial sum of squares. Default 0. */
  initialAccumulatorValue?: number;
  /** Added to the divisor, to avoid division by 0. Default 1e-10. */
  eps?: number;
  /** Ascend instead of descend. */
  maximize?: boolean;
}

const DEFAULTS: Required<AdagradOptions> = {
  lr: 0.01,
  lrDecay: 0,
  weightDecay: 0,
  initialAccumulatorValue: 0,
  eps: 1e-10,
  maximize: false,
};
const NAMES: Names = { tensors: ['sum'], needed: 1, numbers: [], step: true };
const SUM: Keeps = [true, false, false];

/**
 * Adagrad: sum += g²; p −= lr·g/(√sum + eps). `optim.Adagrad` in PyTorch (Duchi, Hazan and Singer, 2011).
 *
 * @throws {RangeError} for settings out of range. @throws {TypeError} for unknown options.
 */
export class Adagrad extends Elementwise<Required<AdagradOptions>> {
  protected readonly names: Names = NAMES;

  constructor(params: Params<AdagradOptions>, options?: AdagradOptions) {
    takes('Adagrad', 2, arguments);
    super(params as Params<Required<AdagradOptions>>, DEFAULTS, options);
  }

  protected checkGroup(fn: string, options: Required<AdagradOptions>): void {
    checkRate(fn, options.lr);
    checkNumber(fn, 'lrDecay', options.lrDecay, 0);
    checkNumber(fn, 'weightDecay', options.weightDecay, 0);
    checkNumber(fn, 'initialAccumulatorValue', options.initialAccumulatorValue, 0);
    checkNumber(fn, 'eps', options.eps, 0);
    checkBoolean(fn, 'maximize', options.maximize);
  }

  protected keeps(): Keeps {
    return SUM;
  }

  protected override initial(_slot: number, { initialAccumulatorValue }: Required<AdagradOptions>): number {
    return initialAccumulatorValue;
  }

  protected update(total: number, table: number, step: number, options: Required<AdagradOptions>): void {
    const { lr, lrDecay, weightDecay, eps, maximize } = options;
    kernels.adagrad(0, total, table, lr / (1 + (step - 1) * lrDecay), eps, weightDecay, maximize);
  }
}
