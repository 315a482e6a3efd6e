import { kernels } from '../../bindings/kernels.ts';
import { checkBoolean, checkNumber, failRange, failType } from '../errors.ts';
import { takes } from '../options.ts';
import { Elementwise } from './elementwise.ts';
import { checkRate } from './groups.ts';
import type { Keeps, Memory, Names } from './memory.ts';
import type { Params } from './optimizer.ts';

/** Options of `SGD`. */
export interface SGDOptions {
  /** The learning rate; required here or in every group. */
  lr?: number;
  /** The momentum. Default 0. */
  momentum?: number;
  /** The share of the new gradient that is left out of the momentum. Default 0. */
  dampening?: number;
  /** Adds weightDecay·p to the gradient. Default 0. */
  weightDecay?: number;
  /** Use Nesterov momentum; requires momentum and no dampening. */
  nesterov?: boolean;
  /** Ascend instead of descend. */
  maximize?: boolean;
}

const DEFAULTS: Required<SGDOptions> = {
  lr: Number.NaN,
  momentum: 0,
  dampening: 0,
  weightDecay: 0,
  nesterov: false,
  maximize: false,
};
const NAMES: Names = { tensors: ['momentum_buffer'], needed: 0, numbers: [], step: false };
const BUFFER: Keeps = [true, false, false];

/**
 * Stochastic gradient descent, optionally with momentum: g += weightDecay·p; buf = g at first, then momentum·buf + (1 −
 * dampening)·g; p −= lr·buf. `optim.SGD` in PyTorch (Sutskever and others, 2013).
 *
 * @throws {RangeError} for rates out of range. @throws {TypeError} for unknown options.
 */
export class SGD extends Elementwise<Required<SGDOptions>> {
  protected readonly names: Names = NAMES;

  constructor(params: Params<SGDOptions>, options?: SGDOptions) {
    takes('SGD', 2, arguments);
    super(params as Params<Required<SGDOptions>>, DEFAULTS, options);
  }

  protected checkGroup(fn: string, { lr, momentum, dampening, weightDecay, nesterov, maximize }: Required<SGDOptions>): void {
    if (Number.isNaN(lr) && fn === this.constructor.name)
      failType(fn, 'expected lr in the options or in every group, got none; pass { lr: 0.01 }');
    checkRate(fn, lr);
    checkNumber(fn, 'momentum', momentum, 0);
    checkNumber(fn, 'dampening', dampening);
    checkNumber(fn, 'weightDecay', weightDecay, 0);
    checkBoolean(fn, 'maximize', maximize);
    if (checkBoolean(fn, 'nesterov', nesterov) && (momentum <= 0 || dampening !== 0))
      failRange(fn, `expected momentum above 0 and dampening 0 with nesterov, got ${momentum} and ${dampening}`);
  }

  protected keeps({ momentum }: Required<SGDOptions>): Keeps | null {
    return momentum === 0 ? null : BUFFER;
  }

  /** 1 for a parameter's first step with momentum, 2 for others. */
  protected override next(memory: Memory | null): number {
    return memory?.step === 0 ? 1 : 2;
  }

  protected update(total: number, table: number, step: number, options: Required<SGDOptions>): void {
    const { lr, momentum, dampening, weightDecay, nesterov, maximize } = options;
    kernels.sgd(0, total, table, lr, momentum, dampening, weightDecay, nesterov, step === 1, maximize);
  }
}
