import { extra } from '../../bindings/extra.ts';
import { checkNumber } from '../errors.ts';
import { takes } from '../options.ts';
import { Elementwise } from './elementwise.ts';
import { BELOW_ONE, checkPair, checkRate } from './groups.ts';
import type { Keeps, Names } from './memory.ts';
import type { Params } from './optimizer.ts';

/** Options of `NAdam`. */
export interface NAdamOptions {
  /** The learning rate. Default 0.002. */
  lr?: number;
  /** The decays of the running means. Default [0.9, 0.999]. */
  betas?: readonly [number, number];
  /** Added to the divisor, to avoid division by 0. Default 1e-8. */
  eps?: number;
  /** Adds weightDecay·p to the gradient. Default 0. */
  weightDecay?: number;
  /** How fast the momentum approaches beta1. Default 0.004. */
  momentumDecay?: number;
}

const DEFAULTS: Required<NAdamOptions> = { lr: 0.002, betas: [0.9, 0.999], eps: 1e-8, weightDecay: 0, momentumDecay: 0.004 };
const NAMES: Names = { tensors: ['exp_avg', 'exp_avg_sq'], needed: 2, numbers: ['mu_product'], step: true };
const KEPT: Keeps = [true, true, false];

/** The momentum of a step, which grows towards beta1. */
const momentumAt = (step: number, { betas, momentumDecay }: Required<NAdamOptions>): number =>
  betas[0] * (1 - 0.5 * 0.96 ** (step * momentumDecay));

/**
 * Adam with Nesterov momentum. `optim.NAdam` in PyTorch, with the formula of version 2 (Dozat, 2016).
 *
 * @throws {RangeError} for settings out of range. @throws {TypeError} for unknown options.
 */
export class NAdam extends Elementwise<Required<NAdamOptions>> {
  protected readonly names: Names = NAMES;

  constructor(params: Params<NAdamOptions>, options?: NAdamOptions) {
    takes('NAdam', 2, arguments);
    super(params as Params<Required<NAdamOptions>>, DEFAULTS, options);
    // loaded here, so that a failure does not come in the middle of a step
    extra();
  }

  protected checkGroup(fn: string, options: Required<NAdamOptions>): void {
    checkRate(fn, options.lr);
    checkPair(fn, 'betas', options.betas, 0, BELOW_ONE);
    checkNumber(fn, 'eps', options.eps, 0);
    checkNumber(fn, 'weightDecay', options.weightDecay, 0);
    checkNumber(fn, 'momentumDecay', options.momentumDecay, 0);
  }

  protected keeps(): Keeps {
    return KEPT;
  }

  /** The product of all momenta so far. */
  protected override numbers(): number[] {
    return [1];
  }

  protected override advance(numbers: number[], step: number, options: Required<NAdamOptions>): void {
    numbers[0] = (numbers[0] as number) * momentumAt(step, options);
  }

  protected update(
    total: number,
    table: number,
    step: number,
    options: Required<NAdamOptions>,
    [before = 1]: readonly number[],
  ): void {
    const { lr, betas, eps, weightDecay } = options;
    const [beta1, beta2] = betas;
    const [mu, ahead] = [momentumAt(step, options), momentumAt(step + 1, options)];
    const product = before * mu;
    const ofGradient = (lr * (1 - mu)) / (1 - product);
    const ofMean = (lr * ahead) / (1 - product * ahead);
    extra().nadam(0, total, table, ofGradient, ofMean, beta1, beta2, 1 - beta2 ** step, eps, weightDecay);
  }
}
