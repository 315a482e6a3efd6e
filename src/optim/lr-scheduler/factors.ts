/** Schedules that multiply the rate by factors. */
import { checkInteger, checkNumber, failRange, failType, show } from '../../errors.ts';
import { number, type Rule, takes } from '../../options.ts';
import { count, finite, LRScheduler, needed, type Scheduled, type SchedulerOptions } from './scheduler.ts';

/** Options of `StepLR`. */
export interface StepLROptions extends SchedulerOptions {
  /** The number of steps between changes. */
  stepSize: number;
  /** The factor of the rate. Default 0.1. */
  gamma?: number;
}

const STEP = { stepSize: /* @__PURE__ */ needed(/* @__PURE__ */ count(1, 1)), gamma: /* @__PURE__ */ finite(0.1) };

/** Multiplies the rate by gamma every stepSize steps. `lr_scheduler.StepLR` in PyTorch. */
export class StepLR extends LRScheduler {
  /** The number of steps between changes. */
  declare readonly stepSize: number;
  /** The factor of the rate at each change. */
  declare readonly gamma: number;

  constructor(optimizer: Scheduled, options: StepLROptions) {
    takes('StepLR', 2, arguments);
    super(optimizer, options, STEP);
    this.start();
  }

  protected getLr(): number[] {
    const due = this.lastEpoch > 0 && this.lastEpoch % this.stepSize === 0;
    return this.rates((lr) => (due ? lr * this.gamma : lr));
  }
}

/** Options of `MultiStepLR`. */
export interface MultiStepLROptions extends SchedulerOptions {
  /** The steps at which the rate changes; one that is listed twice counts twice. */
  milestones: readonly number[];
  /** The factor of the rate. Default 0.1. */
  gamma?: number;
}

/** Refuses anything but an array of step counts; returns a copy. */
export function checkMilestones(fn: string, milestones: unknown): readonly number[] {
  if (!Array.isArray(milestones)) failType(fn, `expected milestones to be an array of steps, got ${show(milestones)}`);
  return Object.freeze(Array.from(milestones, (m, i) => checkInteger(fn, `milestones[${i}]`, m, 0)));
}

/** Step counts, in an array owned by the schedule. */
export const milestones: Rule<readonly number[]> = {
  initial: undefined as never,
  check: (fn, _what, value) => checkMilestones(fn, value),
};

const MULTI_STEP = { milestones, gamma: /* @__PURE__ */ finite(0.1) };

/** Multiplies the rate by gamma at each milestone. `lr_scheduler.MultiStepLR` in PyTorch. */
export class MultiStepLR extends LRScheduler {
  /** The steps at which the rate changes. */
  declare readonly milestones: readonly number[];
  /** The factor of the rate at each change. */
  declare readonly gamma: number;

  constructor(optimizer: Scheduled, options: MultiStepLROptions) {
    takes('MultiStepLR', 2, arguments);
    super(optimizer, options, MULTI_STEP);
    this.start();
  }

  protected getLr(): number[] {
    const times = this.milestones.filter((m) => m === this.lastEpoch).length;
    return this.rates((lr) => lr * this.gamma ** times);
  }
}

/** Options of `ConstantLR`. */
export interface ConstantLROptions extends SchedulerOptions {
  /** The factor of the rate until then, in [0, 1]. Default ⅓. */
  factor?: number;
  /** The step from which the full rate applies. Default 5. */
  totalIters?: number;
}

/** A factor in (0, 1]. */
const factor = (initial: number): Rule<number> => ({
  initial,
  check: (fn, what, value) => {
    if (value === 0) failRange(fn, `expected ${what} above 0, got 0`);
    return checkNumber(fn, what, value, 0, 1);
  },
});

const CONSTANT = { factor: /* @__PURE__ */ number(1 / 3, 0, 1), totalIters: /* @__PURE__ */ count(5) };

/** A fraction of the rate for totalIters steps, then the full rate. `lr_scheduler.ConstantLR` in PyTorch. */
export class ConstantLR extends LRScheduler {
  /** The initial factor of the rate. */
  declare readonly factor: number;
  /** The number of steps after which the rate is constant. */
  declare readonly totalIters: number;

  constructor(optimizer: Scheduled, options: ConstantLROptions = {}) {
    takes('ConstantLR', 2, arguments);
    super(optimizer, options, CONSTANT);
    this.start();
  }

  /** In a sequence, PyTorch uses the closed form, in which a phase of no steps ends at once. */
  override restart(rates: readonly number[] = this.firstRates()): void {
    super.restart(rates);
    if (this.totalIters === 0) this.setLr(rates);
  }

  protected getLr(): number[] {
    if (this.lastEpoch === 0) return this.rates((lr) => lr * this.factor);
    if (this.lastEpoch !== this.totalIters) return this.rates((lr) => lr);
    // where PyTorch would divide by 0, unless a sequence has moved on by then
    return this.factor === 0 ? [...this.baseLrs] : this.rates((lr) => lr * (1 / this.factor));
  }
}

/** Options of `LinearLR`. */
export interface LinearLROptions extends SchedulerOptions {
  /** The initial factor of the rate, in (0, 1]. Default ⅓. */
  startFactor?: number;
  /** The final factor of the rate, in [0, 1]. Default 1. */
  endFactor?: number;
  /** The number of steps between the two. Default 5. */
  totalIters?: number;
}

const LINEAR = {
  startFactor: /* @__PURE__ */ factor(1 / 3),
  endFactor: { initial: 1, check: (fn: string, what: string, value: unknown) => checkNumber(fn, what, value, 0, 1) },
  totalIters: /* @__PURE__ */ count(5, 1),
};

/** Moves the rate's factor linearly from one value to another: a warm-up. `lr_scheduler.LinearLR` in PyTorch. */
export class LinearLR extends LRScheduler {
  /** The initial factor of the rate. */
  declare readonly startFactor: number;
  /** The final factor of the rate. */
  declare readonly endFactor: number;
  /** The number of steps after which the rate is constant. */
  declare readonly totalIters: number;

  constructor(optimizer: Scheduled, options: LinearLROptions = {}) {
    takes('LinearLR', 2, arguments);
    super(optimizer, options, LINEAR);
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
  /** The factor of the rate. */
  gamma: number;
}

const EXPONENTIAL = { gamma: /* @__PURE__ */ needed(/* @__PURE__ */ finite(1)) };

/** Multiplies the rate by gamma at every step. `lr_scheduler.ExponentialLR` in PyTorch. */
export class ExponentialLR extends LRScheduler {
  /** The factor of the rate at each step. */
  declare readonly gamma: number;

  constructor(optimizer: Scheduled, options: ExponentialLROptions) {
    takes('ExponentialLR', 2, arguments);
    super(optimizer, options, EXPONENTIAL);
    this.start();
  }

  protected getLr(): number[] {
    return this.rates((lr) => (this.lastEpoch === 0 ? lr : lr * this.gamma));
  }
}

/** Options of `PolynomialLR`. */
export interface PolynomialLROptions extends SchedulerOptions {
  /** The number of steps until the rate is 0. Default 5. */
  totalIters?: number;
  /** The power. Default 1, a straight line. */
  power?: number;
}

const POLYNOMIAL = { totalIters: /* @__PURE__ */ count(5, 1), power: /* @__PURE__ */ finite(1) };

/** Decays the rate as (1 − step/totalIters)^power. `lr_scheduler.PolynomialLR` in PyTorch. */
export class PolynomialLR extends LRScheduler {
  /** The number of steps after which the rate is constant. */
  declare readonly totalIters: number;
  /** The power of the polynomial. */
  declare readonly power: number;

  constructor(optimizer: Scheduled, options: PolynomialLROptions = {}) {
    takes('PolynomialLR', 2, arguments);
    super(optimizer, options, POLYNOMIAL);
    this.start();
  }

  protected getLr(): number[] {
    const { totalIters, power, lastEpoch } = this;
    if (lastEpoch === 0 || lastEpoch > totalIters) return this.rates((lr) => lr);
    const fall = ((1 - lastEpoch / totalIters) / (1 - (lastEpoch - 1) / totalIters)) ** power;
    return this.rates((lr) => lr * fall);
  }
}
