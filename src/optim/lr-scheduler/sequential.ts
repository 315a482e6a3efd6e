import { failRange, failType, show } from '../../errors.ts';
import { checkMilestones } from './factors.ts';
import { ReduceLROnPlateau } from './plateau.ts';
import { checkState, LRScheduler, type Scheduled, type SchedulerOptions, type SchedulerState } from './scheduler.ts';

/** Options of `SequentialLR`. */
export interface SequentialLROptions extends SchedulerOptions {
  /** The schedules, in order; all of the same optimizer. */
  schedulers: readonly LRScheduler[];
  /** The steps at which the next one takes over: one fewer than schedules. */
  milestones: readonly number[];
}

const FN = 'SequentialLR';

/**
 * One schedule after another, each from its own beginning: `LinearLR` to warm up and `CosineAnnealingLR` after it.
 * `lr_scheduler.SequentialLR` in PyTorch.
 *
 * @throws {RangeError} unless there is one schedule more than milestones, and those rise.
 */
export class SequentialLR extends LRScheduler {
  /** The steps at which the next schedule takes over. */
  readonly milestones: readonly number[];
  readonly #schedulers: readonly LRScheduler[];

  constructor(optimizer: Scheduled, options: SequentialLROptions) {
    super(optimizer, options, ['schedulers', 'milestones']);
    const schedulers: unknown = options?.schedulers;
    if (!Array.isArray(schedulers) || !schedulers.every((s) => s instanceof LRScheduler))
      failType(FN, `expected schedulers to be an array of schedulers, got ${show(schedulers)}`);
    if (schedulers.length === 0) failRange(FN, 'expected at least one scheduler, got none');
    if (schedulers.some((s) => s instanceof ReduceLROnPlateau))
      failRange(FN, 'expected schedulers that need no metric, got a ReduceLROnPlateau; step it by itself');
    if (schedulers.some((s) => s.optimizer !== optimizer))
      failRange(FN, 'expected schedulers of the same optimizer, got one of another');
    this.#schedulers = schedulers;
    this.milestones = checkMilestones(FN, options.milestones);
    if (this.milestones.length !== schedulers.length - 1)
      failRange(
        FN,
        `expected ${schedulers.length - 1} milestones for ${schedulers.length} schedulers, got ${this.milestones.length}`,
      );
    if (this.milestones.some((m, i) => m <= (this.milestones[i - 1] ?? 0)))
      failRange(FN, `expected milestones that rise from above 0, got ${show(this.milestones)}`);
    for (const group of this.groups) group.lr = group.initialLr ?? group.lr;
    // each has taken its first step when it was made; the first one takes it again, alone
    for (const scheduler of this.#schedulers) scheduler.unstep();
    this.start();
  }

  protected getLr(): number[] {
    const at = this.milestones.filter((m) => m <= this.lastEpoch).length;
    const current = this.#schedulers[at] as LRScheduler;
    if (this.lastEpoch > 0 && this.milestones[at - 1] === this.lastEpoch) current.restart();
    else current.step();
    return current.getLastLr();
  }

  override restart(): void {
    for (const scheduler of this.#schedulers) scheduler.unstep();
    super.restart();
  }

  /** The state, with those of the schedules under `schedulers`. */
  override stateDict(): SchedulerState {
    return { ...super.stateDict(), schedulers: this.#schedulers.map((s) => s.stateDict()) };
  }

  override loadStateDict(state: SchedulerState): void {
    const own = this.stateDict();
    checkState(state, own);
    const { schedulers, ...rest } = state;
    const states = schedulers as SchedulerState[];
    if (states.length !== this.#schedulers.length)
      failRange('loadStateDict', `expected the states of ${this.#schedulers.length} schedulers, got ${states.length}`);
    states.forEach((s, i) => checkState(s, (own.schedulers as SchedulerState[])[i] as SchedulerState));
    this.#schedulers.forEach((s, i) => s.loadStateDict(states[i] as SchedulerState));
    Object.assign(this, structuredClone(rest));
  }
}
