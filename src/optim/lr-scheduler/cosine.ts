/** Schedules along a cosine. */
import { checkInteger, checkNumber } from '../../errors.ts';
import type { Tensor } from '../../tensor.ts';
import { LRScheduler, type Scheduled, type SchedulerOptions } from './scheduler.ts';

/** Options of `CosineAnnealingLR`. */
export interface CosineAnnealingLROptions extends SchedulerOptions {
  /** The steps down to the least rate. `T_max` in PyTorch. */
  tMax: number;
  /** The least rate; 0 if absent. */
  etaMin?: number;
}

/**
 * etaMin + ½·(lr − etaMin)·(1 + cos(π·t/tMax)), by the recursion from the rate in force that PyTorch uses; after tMax
 * the rate climbs again. `lr_scheduler.CosineAnnealingLR` in PyTorch (Loshchilov and Hutter, 2016).
 */
export class CosineAnnealingLR extends LRScheduler {
  /** Steps from the first rate down to `etaMin`. */
  readonly tMax: number;
  /** The least rate. */
  readonly etaMin: number;

  constructor(optimizer: Scheduled, options: CosineAnnealingLROptions) {
    super(optimizer, options, ['tMax', 'etaMin']);
    this.tMax = checkInteger('CosineAnnealingLR', 'tMax', options?.tMax, 1);
    this.etaMin = checkNumber('CosineAnnealingLR', 'etaMin', options.etaMin ?? 0);
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
  /** How many times longer each run is than the one before; 1 if absent. `T_mult` in PyTorch. */
  tMult?: number;
  /** The least rate; 0 if absent. */
  etaMin?: number;
}

/**
 * Half a cosine down to etaMin, again and again: SGDR. `lr_scheduler.CosineAnnealingWarmRestarts` in PyTorch
 * (Loshchilov and Hutter, 2016).
 */
export class CosineAnnealingWarmRestarts extends LRScheduler {
  /** Steps up to the first restart. */
  readonly t0: number;
  /** Each period is so many times as long as the one before. */
  readonly tMult: number;
  /** The least rate. */
  readonly etaMin: number;
  private tCur: number;
  private tI: number;

  constructor(optimizer: Scheduled, options: CosineAnnealingWarmRestartsOptions) {
    const fn = 'CosineAnnealingWarmRestarts';
    super(optimizer, options, ['t0', 'tMult', 'etaMin']);
    this.t0 = checkInteger(fn, 't0', options?.t0, 1);
    this.tMult = checkInteger(fn, 'tMult', options.tMult ?? 1, 1);
    this.etaMin = checkNumber(fn, 'etaMin', options.etaMin ?? 0);
    this.tI = this.t0;
    this.tCur = this.lastEpoch;
    this.start();
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
      this.advance();
      return;
    }
    const at = checkNumber('step', 'epoch', epoch, 0);
    const { t0, tMult } = this;
    const run = tMult === 1 ? Math.floor(at / t0) : Math.floor(Math.log((at / t0) * (tMult - 1) + 1) / Math.log(tMult));
    this.tI = t0 * tMult ** run;
    this.tCur = at - (tMult === 1 ? t0 * run : (t0 * (tMult ** run - 1)) / (tMult - 1));
    this.lastEpoch = Math.floor(at);
    this.setLr(this.getLr());
  }
}
