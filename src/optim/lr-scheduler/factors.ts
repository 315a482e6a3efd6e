/** Schedules that multiply the rate now and then. */
import { checkInteger, checkNumber, failRange, failType, show } from '../../errors.ts';
import { LRScheduler, type Scheduled, type SchedulerOptions } from './scheduler.ts';

/** Options of `StepLR`. */
export interface StepLROptions extends SchedulerOptions {
  /** Steps from one change to the next. */
  stepSize: number;
  /** What the rate is multiplied by; 0.1 if absent. */
  gamma?: number;
}

/** Multiplies the rate by gamma every stepSize steps. `lr_scheduler.StepLR` in PyTorch. */
export class StepLR extends LRScheduler {
  /** Steps from one fall to the next. */
  readonly stepSize: number;
  /** Multiplies the rate at each fall. */
  readonly gamma: number;

  constructor(optimizer: Scheduled, options: StepLROptions) {
    super(optimizer, options, ['stepSize', 'gamma']);
    this.stepSize = checkInteger('StepLR', 'stepSize', options?.stepSize, 1);
    this.gamma = checkNumber('StepLR', 'gamma', options.gamma ?? 0.1);
    this.start();
  }

  protected getLr(): number[] {
    const due = this.lastEpoch > 0 && this.lastEpoch % this.stepSize === 0;
    return this.rates((lr) => (due ? lr * this.gamma : lr));
  }
}

/** Options of `MultiStepLR`. */
export interface MultiStepLROptions extends SchedulerOptions {
  /** The steps at which the rate changes; one that stands here twice counts twice. */
  milestones: readonly number[];
  /** What the rate is multiplied by; 0.1 if absent. */
  gamma?: number;
}

/** Multiplies the rate by gamma at each milestone. `lr_scheduler.MultiStepLR` in PyTorch. */
export class MultiStepLR extends LRScheduler {
  /** The steps at which the rate falls. */
  readonly milestones: readonly number[];
  /** Multiplies the rate at each fall. */
  readonly gamma: number;

  constructor(optimizer: Scheduled, options: MultiStepLROptions) {
    super(optimizer, options, ['milestones', 'gamma']);
    this.milestones = checkMilestones('MultiStepLR', options?.milestones);
    this.gamma = checkNumber('MultiStepLR', 'gamma', options.gamma ?? 0.1);
    this.start();
  }

  protected getLr(): number[] {
    const times = this.milestones.filter((m) => m === this.lastEpoch).length;
    return this.rates((lr) => lr * this.gamma ** times);
  }
}

/** Refuses anything but an array of step counts; gives a copy. */
export function checkMilestones(fn: string, milestones: unknown): number[] {
  if (!Array.isArray(milestones)) failType(fn, `expected milestones to be an array of steps, got ${show(milestones)}`);
  return milestones.map((m, i) => checkInteger(fn, `milestones[${i}]`, m, 0));
}

/** Options of `ConstantLR`. */
export interface ConstantLROptions extends SchedulerOptions {
  /** What the rate is multiplied by until then, in (0, 1]; ⅓ if absent. */
  factor?: number;
  /** The step at which the rate is whole again; 5 if absent. */
  totalIters?: number;
}

/** Refuses a factor outside (0, 1]. */
function checkFactor(fn: string, what: string, factor: unknown): number {
  if (factor === 0) failRange(fn, `expected ${what} above 0, got 0`);
  return checkNumber(fn, what, factor, 0, 1);
}

/** A part of the rate for totalIters steps, then all of it. `lr_scheduler.ConstantLR` in PyTorch. */
export class ConstantLR extends LRScheduler {
  /** Multiplies the rate at first. */
  readonly factor: number;
  /** Steps after which the rate stays. */
  readonly totalIters: number;

  constructor(optimizer: Scheduled, options: ConstantLROptions = {}) {
    super(optimizer, options, ['factor', 'totalIters']);
    this.factor = checkFactor('ConstantLR', 'factor', options.factor ?? 1 / 3);
    this.totalIters = checkInteger('ConstantLR', 'totalIters', options.totalIters ?? 5, 0);
    this.start();
  }

  protected getLr(): number[] {
    if (this.lastEpoch === 0) return this.rates((lr) => lr * this.factor);
    return this.rates((lr) => (this.lastEpoch === this.totalIters ? lr * (1 / this.factor) : lr));
  }
}

/** Options of `LinearLR`. */
export interface LinearLROptions extends SchedulerOptions {
  /** What the rate is multiplied by at first, in (0, 1]; ⅓ if absent. */
  startFactor?: number;
  /** What it is multiplied by in the end, in [0, 1]; 1 if absent. */
  endFactor?: number;
  /** The steps from the one to the other; 5 if absent. */
  totalIters?: number;
}

/** Moves the rate's factor from one to another in even steps: a warm-up. `lr_scheduler.LinearLR` in PyTorch. */
export class LinearLR extends LRScheduler {
  /** Multiplies the rate at first. */
  readonly startFactor: number;
  /** Multiplies the rate in the end. */
  readonly endFactor: number;
  /** Steps after which the rate stays. */
  readonly totalIters: number;

  constructor(optimizer: Scheduled, options: LinearLROptions = {}) {
    super(optimizer, options, ['startFactor', 'endFactor', 'totalIters']);
    this.startFactor = checkFactor('LinearLR', 'startFactor', options.startFactor ?? 1 / 3);
    this.endFactor = checkNumber('LinearLR', 'endFactor', options.endFactor ?? 1, 0, 1);
    this.totalIters = checkInteger('LinearLR', 'totalIters', options.totalIters ?? 5, 1);
    this.start();
  }

  protected getLr(): number[] {
    const { startFactor, endFactor, totalIters, lastEpoch } = this;
    if (lastEpoch === 0) return this.rates((lr) => lr * startFactor);
    if (lastEpoch > totalIters) return this.rates((lr) => lr);
    const way = endFactor - startFactor;
    return this.rates((lr) => lr * (1 + way / (totalIters * startFactor + (lastEpoch - 1) * way)));
  }
}

/** Options of `ExponentialLR`. */
export interface ExponentialLROptions extends SchedulerOptions {
  /** What the rate is multiplied by. */
  gamma: number;
}

/** Multiplies the rate by gamma at every step. `lr_scheduler.ExponentialLR` in PyTorch. */
export class ExponentialLR extends LRScheduler {
  /** Multiplies the rate at each fall. */
  readonly gamma: number;

  constructor(optimizer: Scheduled, options: ExponentialLROptions) {
    super(optimizer, options, ['gamma']);
    this.gamma = checkNumber('ExponentialLR', 'gamma', options?.gamma);
    this.start();
  }

  protected getLr(): number[] {
    return this.rates((lr) => (this.lastEpoch === 0 ? lr : lr * this.gamma));
  }
}

/** Options of `PolynomialLR`. */
export interface PolynomialLROptions extends SchedulerOptions {
  /** The steps until the rate is 0; 5 if absent. */
  totalIters?: number;
  /** The power; 1, a straight line, if absent. */
  power?: number;
}

/** Lets the rate fall as (1 − step/totalIters)^power. `lr_scheduler.PolynomialLR` in PyTorch. */
export class PolynomialLR extends LRScheduler {
  /** Steps after which the rate stays. */
  readonly totalIters: number;
  /** The power of the polynomial. */
  readonly power: number;

  constructor(optimizer: Scheduled, options: PolynomialLROptions = {}) {
    super(optimizer, options, ['totalIters', 'power']);
    this.totalIters = checkInteger('PolynomialLR', 'totalIters', options.totalIters ?? 5, 1);
    this.power = checkNumber('PolynomialLR', 'power', options.power ?? 1);
    this.start();
  }

  protected getLr(): number[] {
    const { totalIters, power, lastEpoch } = this;
    if (lastEpoch === 0 || lastEpoch > totalIters) return this.rates((lr) => lr);
    const fall = ((1 - lastEpoch / totalIters) / (1 - (lastEpoch - 1) / totalIters)) ** power;
    return this.rates((lr) => lr * fall);
  }
}

/** The factor of a step. */
export type LRLambda = (epoch: number) => number;

/** Options of `LambdaLR`. */
export interface LambdaLROptions extends SchedulerOptions {
  /** The first rate's factor as a function of the step, or one for each group. */
  lrLambda: LRLambda | readonly LRLambda[];
}

/** The first rate times a function of the step. `lr_scheduler.LambdaLR` in PyTorch. */
export class LambdaLR extends LRScheduler {
  readonly #lambdas: readonly LRLambda[];

  constructor(optimizer: Scheduled, options: LambdaLROptions) {
    super(optimizer, options, ['lrLambda']);
    const given: unknown = options?.lrLambda;
    const lambdas: unknown[] = Array.isArray(given) ? given : this.groups.map(() => given);
    const isLambda = (f: unknown): f is LRLambda => typeof f === 'function';
    if (!lambdas.every(isLambda))
      failType('LambdaLR', `expected lrLambda to be a function or an array of functions, got ${show(given)}`);
    if (lambdas.length !== this.groups.length)
      failRange('LambdaLR', `expected ${this.groups.length} functions, one for each group, got ${lambdas.length}`);
    this.#lambdas = lambdas;
    this.start();
  }

  protected getLr(): number[] {
    return this.fromBase((base, i) => base * (this.#lambdas[i] ?? (() => 1))(this.lastEpoch));
  }
}
