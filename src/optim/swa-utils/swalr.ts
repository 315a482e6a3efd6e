import { oneOf, takes } from '../../options.ts';
import { count, forGroups, LRScheduler, type Scheduled, type SchedulerOptions } from '../lr-scheduler/scheduler.ts';

/** Options of `SWALR`. */
export interface SWALROptions extends SchedulerOptions {
  /** The final rate, or one for each group. */
  swaLr: number | readonly number[];
  /** The number of steps until then. Default 10. */
  annealEpochs?: number;
  /** Follow a cosine (the default) or a line. */
  annealStrategy?: 'cos' | 'linear';
}

const SETTINGS = {
  annealEpochs: /* @__PURE__ */ count(10),
  annealStrategy: /* @__PURE__ */ oneOf('cos', ['cos', 'linear']),
};

/**
 * Moves the rate to a final constant value, for averaging weights. `swa_utils.SWALR` in PyTorch (Izmailov and others, 2018).
 *
 * @throws {RangeError} for settings out of range. @throws {TypeError} for settings of the wrong type.
 */
export class SWALR extends LRScheduler {
  /** The number of steps until the rate is constant. */
  declare readonly annealEpochs: number;
  /** The curve: 'cos' or 'linear'. */
  declare readonly annealStrategy: 'cos' | 'linear';

  constructor(optimizer: Scheduled, options: SWALROptions) {
    takes('SWALR', 2, arguments);
    super(optimizer, options, SETTINGS, ['swaLr']);
    const rates = forGroups('SWALR', 'swaLr', options?.swaLr, this.groups.length);
    this.whole(() => {
      this.groups.forEach((group, i) => {
        group.swaLr = rates[i] as number;
      });
      this.start();
    });
  }

  /** The fraction of the way after a number of steps. */
  private done(steps: number): number {
    const part = Math.max(0, Math.min(1, steps / Math.max(1, this.annealEpochs)));
    return this.annealStrategy === 'linear' ? part : (1 - Math.cos(Math.PI * part)) / 2;
  }

  protected getLr(): number[] {
    const steps = this.stepCount - 1;
    const step = this.annealEpochs === 0 ? Math.max(1, steps) : steps;
    const [before, now] = [this.done(step - 1), this.done(step)];
    return this.groups.map(({ lr, swaLr = lr }) => {
      // the current rate is that of the previous step: it determines the start of the way
      const from = before === 1 ? swaLr : (lr - before * swaLr) / (1 - before);
      return swaLr * now + from * (1 - now);
    });
  }
}
