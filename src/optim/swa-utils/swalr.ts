import { oneOf, takes } from '../../options.ts';
import { count, forGroups, LRScheduler, type Scheduled, type SchedulerOptions } from '../lr-scheduler/scheduler.ts';

/** Options of `SWALR`. */
export interface SWALROptions extends SchedulerOptions {
  /** The last rate, or one for each group. */
  swaLr: number | readonly number[];
  /** The steps until then. Default 10. */
  annealEpochs?: number;
  /** Along a cosine (the default) or a line. */
  annealStrategy?: 'cos' | 'linear';
}

const SETTINGS = {
  annealEpochs: /* @__PURE__ */ count(10),
  annealStrategy: /* @__PURE__ */ oneOf('cos', ['cos', 'linear']),
};

/**
 * Moves the rate to one that stays, while weights are averaged. `swa_utils.SWALR` in PyTorch (Izmailov and others, 2018).
 *
 * @throws {RangeError} for settings out of range. @throws {TypeError} for settings of the wrong kind.
 */
export class SWALR extends LRScheduler {
  /** The steps until the rate stays. */
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

  /** How much of the way is done after a number of steps. */
  private done(steps: number): number {
    const part = Math.max(0, Math.min(1, steps / Math.max(1, this.annealEpochs)));
    return this.annealStrategy === 'linear' ? part : (1 - Math.cos(Math.PI * part)) / 2;
  }

  protected getLr(): number[] {
    const steps = this.stepCount - 1;
    const step = this.annealEpochs === 0 ? Math.max(1, steps) : steps;
    const [before, now] = [this.done(step - 1), this.done(step)];
    return this.groups.map(({ lr, swaLr = lr }) => {
      // the rate in force is that of the step before: from it follows where the way began
      const from = before === 1 ? swaLr : (lr - before * swaLr) / (1 - before);
      return swaLr * now + from * (1 - now);
    });
  }
}
