import { extra } from '../../bindings/extra.ts';
import { checkBoolean, failRange } from '../errors.ts';
import { takes } from '../options.ts';
import { Elementwise } from './elementwise.ts';
import { checkPair, checkRate } from './groups.ts';
import type { Keeps, Names } from './memory.ts';
import type { Params } from './optimizer.ts';

/** Options of `Rprop`. */
export interface RpropOptions {
  /** The initial step of every element. Default 0.01. */
  lr?: number;
  /** The factors of a step when the gradient's sign changes, and when it does not. Default [0.5, 1.2]. */
  etas?: readonly [number, number];
  /** The minimum and the maximum step. Default [1e-6, 50]. */
  stepSizes?: readonly [number, number];
  /** Ascend instead of descend. */
  maximize?: boolean;
}

const DEFAULTS: Required<RpropOptions> = { lr: 0.01, etas: [0.5, 1.2], stepSizes: [1e-6, 50], maximize: false };
const NAMES: Names = { tensors: ['prev', 'step_size'], needed: 2, numbers: [], step: true };
const KEPT: Keeps = [true, true, false];

/**
 * Resilient propagation: each element has its own step, and only the gradient's sign counts; for full batches. `optim.Rprop` in
 * PyTorch (Riedmiller and Braun, 1993).
 *
 * @throws {RangeError} for settings out of range. @throws {TypeError} for unknown options.
 */
export class Rprop extends Elementwise<Required<RpropOptions>> {
  protected readonly names: Names = NAMES;

  constructor(params: Params<RpropOptions>, options?: RpropOptions) {
    takes('Rprop', 2, arguments);
    super(params as Params<Required<RpropOptions>>, DEFAULTS, options);
    // loaded here, so that a failure does not come in the middle of a step
    extra();
  }

  protected checkGroup(fn: string, options: Required<RpropOptions>): void {
    checkRate(fn, options.lr);
    checkPair(fn, 'etas', options.etas, 0, Number.MAX_VALUE);
    checkPair(fn, 'stepSizes', options.stepSizes, 0, Number.MAX_VALUE);
    const [shrink, grow] = options.etas;
    if (!(shrink > 0 && shrink < 1 && grow > 1)) failRange(fn, `expected etas in (0, 1) and above 1, got ${shrink} and ${grow}`);
    checkBoolean(fn, 'maximize', options.maximize);
  }

  protected keeps(): Keeps {
    return KEPT;
  }

  /** No previous gradient, and the initial step. */
  protected override initial(slot: number, { lr }: Required<RpropOptions>): number {
    return slot === 0 ? 0 : lr;
  }

  protected update(total: number, table: number, _step: number, options: Required<RpropOptions>): void {
    const { etas, stepSizes, maximize } = options;
    extra().rprop(0, total, table, etas[0], etas[1], stepSizes[0], stepSizes[1], maximize);
  }
}
