/** Schedules along a cosine. */
import { checkNumber } from '../../errors.ts';
import type { Rule } from '../../options.ts';
import { takes } from '../../options.ts';
import type { Tensor } from '../../tensor.ts';
import { count, finite, LRScheduler, needed, type Scheduled, type SchedulerOptions } from './scheduler.ts';

/** Options of `CosineAnnealingLR`. */
export interface CosineAnnealingLROptions extends SchedulerOptions {
  /** The number of steps down to the minimum rate. `T_max` in PyTorch. */
  tMax: number;
  /** The minimum rate. Default 0. */
  etaMin?: number;
}

const COSINE = { tMax: /* @__PURE__ */ needed(/* @__PURE__ */ count(1, 1)), etaMin: /* @__PURE__ */ finite(0) };

/**
 * etaMin + ½·(lr − etaMin)·(1 + cos(π·t/tMax)), by PyTorch's recursion from the current rate; after tMax the rate rises again.
 * `lr_scheduler.CosineAnnealingLR` in PyTorch (Loshchilov and Hutter, 2016).
 */
export class CosineAnnealingLR extends LRScheduler {
  /** Steps from the initial rate down to `etaMin`. */
  declare readonly tMax: number;
  /** The minimum rate. */
  declare readonly etaMin: number;

  constructor(optimizer: Scheduled, options: CosineAnnealingLROptions) {
    takes('CosineAnnealingLR', 2, arguments);
    super(optimizer, options, COSINE);
    this.start();
  }

  protected getLr(): number[] {
    const { tMax, etaMin, lastEpoch: t } = this;
    if (t === 0) return this.rates((lr) => lr);
    const wave = (at: number): number => 1 + Math.cos((Math.PI * at) / tMax);
    // resumed at a step without the previous step's rate
    if (this.stepCount === 1) return this.fromBase((base) => etaMin + ((base - etaMin) * wave(t)) / 2);
    // at the minimum rate, from which a product cannot rise
    if ((t - 1 - tMax) % (2 * tMax) === 0)
      return this.rates((lr, i) => lr + (((this.baseLrs[i] as number) - etaMin) * (1 - Math.cos(Math.PI / tMax))) / 2);
    return this.rates((lr) => (wave(t) / wave(t - 1)) * (lr - etaMin) + etaMin);
  }
}

/** Options of `CosineAnnealingWarmRestarts`. */
export interface CosineAnnealingWarmRestartsOptions extends SchedulerOptions {
  /** The steps until the first restart. `T_0` in PyTorch. */
  t0: number;
  /** The factor by which each period is longer than the previous one. Default 1. `T_mult` in PyTorch. */
  tMult?: number;
  /** The minimum rate. Default 0. */
  etaMin?: number;
}

const RESTARTS = {
  t0: /* @__PURE__ */ needed(/* @__PURE__ */ count(1, 1)),
  tMult: /* @__PURE__ */ count(1, 1),
  etaMin: /* @__PURE__ */ finite(0),
};

/**
 * Half a cosine down to etaMin, repeated with restarts: SGDR. `lr_scheduler.CosineAnnealingWarmRestarts` in PyTorch (Loshchilov
 * and Hutter, 2016).
 */
export class CosineAnnealingWarmRestarts extends LRScheduler {
  /** Steps until the first restart. */
  declare readonly t0: number;
  /** The factor by which each period is longer than the previous one. */
  declare readonly tMult: number;
  /** The minimum rate. */
  declare readonly etaMin: number;
  private tCur: number;
  private tI: number;

  constructor(optimizer: Scheduled, options: CosineAnnealingWarmRestartsOptions) {
    takes('CosineAnnealingWarmRestarts', 2, arguments);
    super(optimizer, options, RESTARTS);
    this.tI = this.t0;
    this.tCur = this.lastEpoch;
    this.start();
  }

  protected override rules(): Record<string, Rule<unknown>> {
    return {
      ...super.rules(),
      tCur: finite(0),
      tI: { initial: 1, check: (fn, what, v) => checkNumber(fn, what, v, 1, Number.MAX_VALUE) },
    };
  }

  protected getLr(): number[] {
    const { etaMin, tCur, tI } = this;
    return this.fromBase((base) => etaMin + ((base - etaMin) * (1 + Math.cos((Math.PI * tCur) / tI))) / 2);
  }

  protected override advance(): void {
    if (++this.tCur >= this.tI) {
      this.tCur -= this.tI;
      this.tI *= this.tMult;
    }
    super.advance();
  }

  override restart(rates?: readonly number[]): void {
    this.tI = this.t0;
    this.tCur = -1;
    super.restart(rates);
  }

  override unstep(): void {
    super.unstep();
    this.tCur--;
  }

  /**
   * Takes the next step; or, given an epoch, which may be fractional, sets the rate at that point: `step(epoch + i / batches)`.
   *
   * @throws {RangeError} if the epoch is negative.
   */
  override step(epoch?: number | Tensor): void {
    takes('step', 1, arguments);
    if (epoch === undefined) {
      super.step();
      return;
    }
    const at = checkNumber('step', 'epoch', epoch, 0, Number.MAX_SAFE_INTEGER);
    const { t0, tMult } = this;
    const run = tMult === 1 ? Math.floor(at / t0) : Math.floor(Math.log((at / t0) * (tMult - 1) + 1) / Math.log(tMult));
    this.whole(() => {
      this.tI = t0 * tMult ** run;
      this.tCur = at - (tMult === 1 ? t0 * run : (t0 * (tMult ** run - 1)) / (tMult - 1));
      this.lastEpoch = Math.floor(at);
      this.setLr(this.getLr());
    });
  }
}
