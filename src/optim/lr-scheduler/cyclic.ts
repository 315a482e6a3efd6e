import { checkNumber, failRange } from '../../errors.ts';
import { flag, oneOf, type Rule, takes } from '../../options.ts';
import { checkSync } from '../../synchronous.ts';
import { setMomentum } from './momentum.ts';
import {
  eachGroup,
  finite,
  forGroups,
  LRScheduler,
  type Scheduled,
  type ScheduledGroup,
  type SchedulerOptions,
} from './scheduler.ts';

/** Options of `CyclicLR`; rates and momenta may be arrays with a number for each group. */
export interface CyclicLROptions extends SchedulerOptions {
  /** The minimum rate, at which a cycle begins and ends. */
  baseLr: number | readonly number[];
  /** The maximum rate of the first cycle. */
  maxLr: number | readonly number[];
  /** The number of rising steps in a cycle. Default 2000. */
  stepSizeUp?: number;
  /** The number of falling steps. Default: as many as rising ones. */
  stepSizeDown?: number;
  /** Cycles of equal height (the default), of half the previous height, or falling by gamma at every step. */
  mode?: 'triangular' | 'triangular2' | 'exp_range';
  /** The base of 'exp_range'. Default 1. */
  gamma?: number;
  /** A custom function for the height, instead of a mode. */
  scaleFn?: (x: number) => number;
  /** Whether scaleFn receives the cycle, counted from 1 (the default), or the step. */
  scaleMode?: 'cycle' | 'iterations';
  /** Cycle the momentum (or Adam's first beta) inversely to the rate. Default true. */
  cycleMomentum?: boolean;
  /** The minimum momentum. Default 0.8. */
  baseMomentum?: number | readonly number[];
  /** The maximum momentum. Default 0.9. */
  maxMomentum?: number | readonly number[];
}

const FN = 'CyclicLR';
const MODES = ['triangular', 'triangular2', 'exp_range'] as const;
const SETTINGS = {
  mode: /* @__PURE__ */ oneOf('triangular', MODES),
  gamma: /* @__PURE__ */ finite(1),
  scaleMode: /* @__PURE__ */ oneOf('cycle', ['cycle', 'iterations']),
  cycleMomentum: /* @__PURE__ */ flag(true),
};
const OTHERS = ['baseLr', 'maxLr', 'stepSizeUp', 'stepSizeDown', 'scaleFn', 'baseMomentum', 'maxMomentum'];

const above = (fn: string, what: string, value: unknown): number =>
  checkNumber(fn, what, value, Number.MIN_VALUE, Number.MAX_VALUE);

/**
 * The rate rises and falls linearly between two bounds in cycles, the momentum inversely; one step per batch.
 * `lr_scheduler.CyclicLR` in PyTorch (Smith, 2015).
 *
 * @throws {RangeError} for settings out of range. @throws {TypeError} for settings of the wrong type.
 */
export class CyclicLR extends LRScheduler {
  /** How the height of later cycles changes. */
  declare readonly mode: 'triangular' | 'triangular2' | 'exp_range';
  /** The base of 'exp_range'. */
  declare readonly gamma: number;
  /** What the height depends on: the cycle, or the step as in 'exp_range'. */
  declare readonly scaleMode: 'cycle' | 'iterations';
  /** Whether the momentum cycles inversely to the rate. */
  declare readonly cycleMomentum: boolean;
  /** The number of steps in a cycle. */
  readonly totalSize: number;
  /** The fraction of a cycle in which the rate rises. */
  readonly stepRatio: number;
  /** Each group's maximum rate. */
  readonly maxLrs: readonly number[];
  /** Each group's minimum momentum. */
  readonly baseMomentums: readonly number[];
  /** Each group's maximum momentum. */
  readonly maxMomentums: readonly number[];
  readonly #scaleFn: ((x: number) => number) | undefined;

  constructor(optimizer: Scheduled, options: CyclicLROptions) {
    takes('CyclicLR', 2, arguments);
    super(optimizer, options, SETTINGS, OTHERS);
    const { length } = this.groups;
    const base = forGroups(FN, 'baseLr', options?.baseLr, length);
    this.maxLrs = Object.freeze(forGroups(FN, 'maxLr', options.maxLr, length));
    const up = above(FN, 'stepSizeUp', options.stepSizeUp ?? 2000);
    this.totalSize = up + above(FN, 'stepSizeDown', options.stepSizeDown ?? up);
    this.stepRatio = up / this.totalSize;
    if (options.scaleFn !== undefined) checkSync(FN, options.scaleFn);
    this.#scaleFn = options.scaleFn;
    if (options.scaleFn === undefined)
      (this as { scaleMode: string }).scaleMode = this.mode === 'exp_range' ? 'iterations' : 'cycle';
    const { groups, cycleMomentum } = this;
    if (cycleMomentum && groups.some((g) => g.momentum === undefined && g.betas === undefined))
      failRange(FN, 'expected an optimizer with momentum or betas, got one without; pass { cycleMomentum: false }');
    this.baseMomentums = Object.freeze(forGroups(FN, 'baseMomentum', options.baseMomentum ?? 0.8, length));
    this.maxMomentums = Object.freeze(forGroups(FN, 'maxMomentum', options.maxMomentum ?? 0.9, length));
    this.whole(() => {
      if (this.lastEpoch === -1) {
        groups.forEach((group, i) => {
          group.lr = base[i] as number;
          if (cycleMomentum) Object.assign(group, { baseMomentum: this.baseMomentums[i], maxMomentum: this.maxMomentums[i] });
        });
      }
      this.baseLrs = Object.freeze(base);
      for (const group of groups) group.initialLr ??= group.lr;
      this.start();
    });
  }

  /** @internal Whether the height is a function of the user's. */
  get isCustom(): boolean {
    return this.#scaleFn !== undefined;
  }

  override get interval(): 'batch' {
    return 'batch';
  }

  protected override rules(): Record<string, Rule<unknown>> {
    const each = eachGroup(this.maxLrs.length);
    const positive = { initial: 1, check: above };
    const ratio = { initial: 1, check: (fn: string, what: string, v: unknown) => checkNumber(fn, what, v, 0, 1) };
    const own = { totalSize: positive, stepRatio: ratio, maxLrs: each, baseMomentums: each, maxMomentums: each };
    return { ...super.rules(), ...own };
  }

  /** The height of a cycle, or of a step. */
  private scale(cycle: number): number {
    const { mode, gamma, lastEpoch } = this;
    if (this.#scaleFn !== undefined) {
      const height: unknown = this.#scaleFn(this.scaleMode === 'cycle' ? cycle : lastEpoch);
      return checkNumber(this.caller, 'what scaleFn returns', height, -Number.MAX_VALUE, Number.MAX_VALUE);
    }
    if (mode === 'triangular') return 1;
    return mode === 'triangular2' ? 1 / 2 ** (cycle - 1) : gamma ** lastEpoch;
  }

  protected getLr(): number[] {
    const { totalSize, stepRatio, lastEpoch, maxLrs, baseLrs, baseMomentums, maxMomentums } = this;
    const cycle = Math.floor(1 + lastEpoch / totalSize);
    const x = 1 + lastEpoch / totalSize - cycle;
    const part = x <= stepRatio ? x / stepRatio : (x - 1) / (stepRatio - 1);
    const scale = this.scale(cycle);
    if (this.cycleMomentum) {
      maxMomentums.forEach((most, i) => {
        setMomentum(this.groups[i] as ScheduledGroup, most - (most - (baseMomentums[i] as number)) * part * scale);
      });
    }
    return this.rates((lr, i) => {
      const [base, most] = [baseLrs[i], maxLrs[i]];
      return base === undefined || most === undefined ? lr : base + (most - base) * part * scale;
    });
  }
}
