import { checkInteger, checkNumber, checkOneOf, failRange, failType, show } from '../../errors.ts';
import { Tensor } from '../../tensor.ts';
import { forGroups } from './one-cycle.ts';
import { LRScheduler, type Scheduled, type SchedulerOptions } from './scheduler.ts';

/** Options of `ReduceLROnPlateau`. */
export interface ReduceLROnPlateauOptions extends SchedulerOptions {
  /** Whether the metric should fall (if absent) or rise. */
  mode?: 'min' | 'max';
  /** What the rate is multiplied by, below 1; 0.1 if absent. */
  factor?: number;
  /** How many steps without progress are let pass; 10 if absent. */
  patience?: number;
  /** How much better than the best counts as progress; 1e-4 if absent. */
  threshold?: number;
  /** Whether the threshold is a part of the best (if absent) or a difference. */
  thresholdMode?: 'rel' | 'abs';
  /** Steps after a change in which nothing is counted; 0 if absent. */
  cooldown?: number;
  /** The least rate, or one for each group; 0 if absent. */
  minLr?: number | readonly number[];
  /** Changes smaller than this are left out; 1e-8 if absent. */
  eps?: number;
}

const FN = 'ReduceLROnPlateau';
const KNOWN = ['mode', 'factor', 'patience', 'threshold', 'thresholdMode', 'cooldown', 'minLr', 'eps'];

/** Multiplies the rate by a factor when a metric stops getting better. `lr_scheduler.ReduceLROnPlateau` in PyTorch. */
export class ReduceLROnPlateau extends LRScheduler {
  /** Whether less ('min') or more ('max') is progress. */
  readonly mode: 'min' | 'max';
  /** Multiplies the rate when it falls. */
  readonly factor: number;
  /** Steps without progress that are let pass. */
  readonly patience: number;
  /** The least progress that counts. */
  readonly threshold: number;
  /** Whether the threshold is relative ('rel') or absolute ('abs'). */
  readonly thresholdMode: 'rel' | 'abs';
  /** Steps after a fall that are not counted. */
  readonly cooldown: number;
  /** The least rate of each group. */
  readonly minLrs: number[];
  /** A fall by less is left out. */
  readonly eps: number;
  /** The best metric so far, null before the first. */
  best: number | null = null;
  private numBadEpochs = 0;
  private cooldownCounter = 0;

  constructor(optimizer: Scheduled, options: ReduceLROnPlateauOptions = {}) {
    super(optimizer, options, KNOWN);
    this.mode = checkOneOf(FN, 'mode', options.mode ?? 'min', ['min', 'max']);
    this.factor = checkNumber(FN, 'factor', options.factor ?? 0.1, 0);
    if (this.factor >= 1) failRange(FN, `expected factor below 1, got ${this.factor}`);
    this.patience = checkInteger(FN, 'patience', options.patience ?? 10, 0);
    this.threshold = checkNumber(FN, 'threshold', options.threshold ?? 1e-4);
    this.thresholdMode = checkOneOf(FN, 'thresholdMode', options.thresholdMode ?? 'rel', ['rel', 'abs']);
    this.cooldown = checkInteger(FN, 'cooldown', options.cooldown ?? 0, 0);
    this.minLrs = forGroups(FN, 'minLr', options.minLr ?? 0, this.groups.length);
    this.eps = checkNumber(FN, 'eps', options.eps ?? 1e-8, 0);
    this.start();
  }

  override get needsMetric(): boolean {
    return true;
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
   * Takes note of the metric, a number or a tensor of one element, and lowers the rate if it is due.
   *
   * @throws {TypeError} without a metric.
   */
  override step(metric?: number | Tensor): void {
    const value = metric instanceof Tensor ? metric.item() : metric;
    if (typeof value !== 'number') failType('step', `expected a metric for ReduceLROnPlateau, got ${show(metric)}`);
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
  }
}
