/** Schedules along a cosine. */
import { checkNumber } from '../../errors.ts';
import type { Rule } from '../../options.ts';
import { takes } from '../../options.ts';
import type { Tensor } from '../../tensor.ts';
import { count, finite, LRScheduler, needed, type Scheduled, type SchedulerOptions } from './scheduler.ts';

/** Options of `CosineAnnealingLR`. */
export interface CosineAnnealingLROptions extends SchedulerOptions {
  /** The steps down to the least rate. `T_max` in PyTorch. */
  tMax: number;
  /** The least rate. Default 0. */
  etaMin?: number;
}

const COSINE = { tMax: /* @__PURE__ */ needed(/* @__PURE__ */ count(1, 1)), etaMin: /* @__PURE__ */ finite(0) };

/**
 * etaMin + ½·(lr − etaMin)·(1 + cos(π·t/tMax)), by the recursion from the rate in force that PyTorch uses; after tMax
 * the rate climbs again. `lr_scheduler.CosineAnnealingLR` in PyTorch (Loshchilov and Hutter, 2016).
 */
export class CosineAnnealingLR extends LRScheduler {
  /** Steps from the first rate down to `etaMin`. */
  declare readonly tMax: number;
  /** The least rate. */
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
    // made to go on from a step without the rate of the one before
    if (this.stepCount === 1) return this.fromBase((base) => etaMin + ((base - etaMin) * wave(t)) / 2);
    // the least rate, from which a product cannot climb
    if ((t - 1 - tMax) % (2 * tMax) === 0)
      return this.rates((lr, i) => lr + (((this.baseLrs[i] as number) - etaMin) * (1 - Math.cos(Math.PI / tMax))) / 2);
    return this.rates((lr) => (wave(t) / wave(t - 1)) * (lr - etaMin) + etaMin);
  }
}

/** Options of `CosineAnnealingWarmRestarts`. */
export interface CosineAnnealingWarmRestartsOptions extends SchedulerOptions {
  /** The steps until the first restart. `T_0` in PyTorch. */
  t0: number;
  /** How many times longer each run is than the one before. Default 1. `T_mult` in PyTorch. */
  tMult?: number;
  /** The least rate. Default 0. */
  etaMin?: number;
}

const RESTARTS = {
  t0: /* @__PURE__ */ needed(/* @__PURE__ */ count(1, 1)),
  tMult: /* @__PURE__ */ count(1, 1),
  etaMin: /* @__PURE__ */ finite(0),
};

/**
 * Half a cosine down to etaMin, again and again: SGDR. `lr_scheduler.CosineAnnealingWarmRestarts` in PyTorch
 * (Loshchilov and Hutter, 2016).
 */
export class CosineAnnealingWarmRestarts extends LRScheduler {
  /** Steps up to the first restart. */
  declare readonly t0: number;
  /** How many times as long each period is as the one before. */
  declare readonly tMult: number;
  /** The least rate. */
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

  override restart(): void {
    this.tI = this.t0;
    this.tCur = -1;
    super.restart();
  }

  override unstep(): void {
    super.unstep();
    this.tCur--;
  }

  /**
   * The next step; or, given an epoch, the rate there, for which it may have a fraction: `step(epoch + i / batches)`.
   *
   * @throws {RangeError} if the epoch is negative.
   */
  override step(epoch?: number | Tensor): void {
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
