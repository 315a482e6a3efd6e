import { isTensor } from '../../core.ts';
import { checkNumber, failRange, failType, show } from '../../errors.ts';
import { number, oneOf, type Rule, takes } from '../../options.ts';
import type { Tensor } from '../../tensor.ts';
import { count, eachGroup, finite, forGroups, LRScheduler, type Scheduled, type SchedulerOptions } from './scheduler.ts';

/** Options of `ReduceLROnPlateau`. */
export interface ReduceLROnPlateauOptions extends SchedulerOptions {
  /** Whether the metric should fall (the default) or rise. */
  mode?: 'min' | 'max';
  /** The factor of the rate, below 1. Default 0.1. */
  factor?: number;
  /** How many steps without progress are allowed. Default 10. */
  patience?: number;
  /** The improvement over the best value that counts as progress. Default 1e-4. */
  threshold?: number;
  /** Whether the threshold is relative to the best value (the default) or absolute. */
  thresholdMode?: 'rel' | 'abs';
  /** The number of steps after a change in which nothing is counted. Default 0. */
  cooldown?: number;
  /** The minimum rate, or one for each group. Default 0. */
  minLr?: number | readonly number[];
  /** Changes smaller than this are not made. Default 1e-8. */
  eps?: number;
}

const FN = 'ReduceLROnPlateau';
const SETTINGS = {
  mode: /* @__PURE__ */ oneOf('min', ['min', 'max']),
  factor: {
    initial: 0.1,
    check: (fn: string, what: string, value: unknown) => {
      const factor = checkNumber(fn, what, value, 0);
      if (factor >= 1) failRange(fn, `expected ${what} below 1, got ${factor}`);
      return factor;
    },
  },
  patience: /* @__PURE__ */ count(10),
  threshold: /* @__PURE__ */ finite(1e-4),
  thresholdMode: /* @__PURE__ */ oneOf('rel', ['rel', 'abs']),
  cooldown: /* @__PURE__ */ count(0),
  eps: /* @__PURE__ */ number(1e-8, 0, Number.MAX_VALUE),
};

/** Multiplies the rate by a factor when a metric stops improving. `lr_scheduler.ReduceLROnPlateau` in PyTorch. */
export class ReduceLROnPlateau extends LRScheduler {
  /** Whether a lower ('min') or higher ('max') metric is progress. */
  declare readonly mode: 'min' | 'max';
  /** The factor of the rate at each change. */
  declare readonly factor: number;
  /** The number of steps without progress that are allowed. */
  declare readonly patience: number;
  /** The minimum improvement that counts. */
  declare readonly threshold: number;
  /** Whether the threshold is relative ('rel') or absolute ('abs'). */
  declare readonly thresholdMode: 'rel' | 'abs';
  /** The number of steps after a change that are not counted. */
  declare readonly cooldown: number;
  /** The minimum rate of each group. */
  readonly minLrs: readonly number[];
  /** Smaller changes are not made. */
  declare readonly eps: number;
  /** The best metric so far; null before the first. */
  best: number | null = null;
  private numBadEpochs = 0;
  private cooldownCounter = 0;

  constructor(optimizer: Scheduled, options: ReduceLROnPlateauOptions = {}) {
    takes('ReduceLROnPlateau', 2, arguments);
    super(optimizer, options, SETTINGS, ['minLr']);
    this.minLrs = Object.freeze(forGroups(FN, 'minLr', options.minLr ?? 0, this.groups.length));
    this.start();
  }

  override get needsMetric(): boolean {
    return true;
  }

  protected override rules(): Record<string, Rule<unknown>> {
    const best: Rule<number | null> = {
      initial: null,
      check: (fn, what, value) => (value === null ? null : checkNumber(fn, what, value)),
    };
    const own = { minLrs: eachGroup(this.minLrs.length), best, numBadEpochs: count(0), cooldownCounter: count(0) };
    return { ...super.rules(), ...own };
  }

  protected getLr(): number[] {
    const due = this.numBadEpochs > this.patience;
    if (due) {
      this.cooldownCounter = this.cooldown;
      this.numBadEpochs = 0;
    }
    return this.rates((lr, i) => {
      const lower = Math.max(lr * this.factor, this.minLrs[i] ?? 0);
      return due && lr - lower > this.eps ? lower : lr;
    });
  }

  /** Whether a metric is progress; NaN never is. */
  private isBetter(metric: number): boolean {
    const { mode, threshold, thresholdMode } = this;
    const sign = mode === 'min' ? 1 : -1;
    const best = this.best ?? sign * Infinity;
    const bar = thresholdMode === 'rel' ? best * (1 - sign * threshold) : best - sign * threshold;
    return mode === 'min' ? metric < bar : metric > bar;
  }

  /**
   * Records the metric, a number or a one-element tensor, and lowers the rate when due.
   *
   * @throws {TypeError} without a metric.
   */
  override step(metric?: number | Tensor): void {
    takes('step', 1, arguments);
    const value: unknown = isTensor(metric) ? metric.item() : metric;
    if (typeof value !== 'number') failType('step', `expected a metric for ReduceLROnPlateau, got ${show(metric)}`);
    this.whole(() => {
      if (this.isBetter(value)) {
        this.best = value;
        this.numBadEpochs = 0;
      } else {
        this.numBadEpochs++;
      }
      if (this.cooldownCounter > 0) {
        this.cooldownCounter--;
        this.numBadEpochs = 0;
      }
      this.advance();
    });
  }
}
