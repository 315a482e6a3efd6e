import { kernels } from '../../bindings/kernels.ts';
import { checkNumber, checkOptions, failRange, failType } from '../errors.ts';
import { Tensor } from '../tensor.ts';
import { Optimizer, type ParamState, type Params } from './optimizer.ts';

/** Options of `SGD`. */
export interface SGDOptions {
  /** The learning rate; every group needs one, of its own or this one. */
  lr?: number;
  /** How much of the last update goes on; 0 if absent. */
  momentum?: number;
  /** How much of the new gradient is held back from the momentum; 0 if absent. */
  dampening?: number;
  /** Adds weightDecay·p to the gradient; 0 if absent. */
  weightDecay?: number;
  /** Look ahead along the momentum (Nesterov); needs momentum and no dampening. */
  nesterov?: boolean;
  /** Climb instead of descend. */
  maximize?: boolean;
}

const NO_SLOTS: readonly string[] = [];
const SLOTS: readonly string[] = ['momentum_buffer'];

/**
 * Stochastic gradient descent, with momentum if asked: g += weightDecay·p; buf = g at first, then
 * momentum·buf + (1 − dampening)·g; p −= lr·buf. `optim.SGD` in PyTorch (Sutskever and others, 2013).
 *
 * @throws {RangeError} for rates out of range; TypeError for unknown options.
 */
export class SGD extends Optimizer<Required<SGDOptions>> {
  constructor(params: Params<SGDOptions>, options: SGDOptions = {}) {
    checkOptions('SGD', options, ['lr', 'momentum', 'dampening', 'weightDecay', 'nesterov', 'maximize']);
    super(params as Params<Required<SGDOptions>>, {
      lr: Number.NaN,
      momentum: 0,
      dampening: 0,
      weightDecay: 0,
      nesterov: false,
      maximize: false,
      ...options,
    });
  }

  protected checkGroup({ lr, momentum, dampening, weightDecay, nesterov }: Required<SGDOptions>): void {
    if (Number.isNaN(lr)) failType('SGD', 'expected lr in the options or in every group, got none; pass { lr: 0.01 }');
    checkNumber('SGD', 'lr', lr, 0);
    checkNumber('SGD', 'momentum', momentum, 0);
    checkNumber('SGD', 'dampening', dampening);
    checkNumber('SGD', 'weightDecay', weightDecay, 0);
    if (nesterov && (momentum <= 0 || dampening !== 0))
      failRange('SGD', `expected momentum above 0 and dampening 0 with nesterov, got ${momentum} and ${dampening}`);
  }

  protected slots({ momentum }: Required<SGDOptions>): readonly (string | null)[] {
    return momentum === 0 ? NO_SLOTS : SLOTS;
  }

  /** 1 for a parameter's first step with momentum, 2 for others. */
  protected override count(state: ParamState, { momentum }: Required<SGDOptions>): number {
    return momentum !== 0 && !(state.momentum_buffer instanceof Tensor) ? 1 : 2;
  }

  protected update(total: number, table: number, step: number, options: Required<SGDOptions>): void {
    const { lr, momentum, dampening, weightDecay, nesterov, maximize } = options;
    kernels.sgd(0, total, table, lr, momentum, dampening, weightDecay, nesterov, step === 1, maximize);
  }
}
