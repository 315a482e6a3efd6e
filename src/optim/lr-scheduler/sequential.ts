import { failRange, show } from '../../errors.ts';
import type { Rule } from '../../options.ts';
import { takes } from '../../options.ts';
import { checkSchedulers, readAll } from './chained.ts';
import { checkMilestones } from './factors.ts';
import { LRScheduler, type Scheduled, type SchedulerOptions, type SchedulerState } from './scheduler.ts';

/** Options of `SequentialLR`. */
export interface SequentialLROptions extends SchedulerOptions {
  /** The schedules, in order; all for the same optimizer. */
  schedulers: readonly LRScheduler[];
  /** The steps at which the next schedule takes over: one fewer than schedules. */
  milestones: readonly number[];
}

const FN = 'SequentialLR';

/**
 * One schedule after another, each from its own start: for example, `LinearLR` to warm up, followed by `CosineAnnealingLR`.
 * `lr_scheduler.SequentialLR` in PyTorch.
 *
 * @throws {RangeError} unless there is one more schedule than milestones, and the milestones increase.
 */
export class SequentialLR extends LRScheduler {
  /** The steps at which the next schedule takes over. */
  readonly milestones: readonly number[];
  readonly #schedulers: readonly LRScheduler[];

  /** @internal The schedules that this one is made of. */
  get parts(): readonly LRScheduler[] {
    return this.#schedulers;
  }

  constructor(optimizer: Scheduled, options: SequentialLROptions) {
    takes('SequentialLR', 2, arguments);
    super(optimizer, options, {}, ['schedulers', 'milestones']);
    const schedulers = checkSchedulers(FN, options?.schedulers);
    if (schedulers.some((s) => s.optimizer !== optimizer))
      failRange(FN, "expected schedulers of the same optimizer, got another optimizer's");
    this.#schedulers = [...schedulers];
    this.milestones = checkMilestones(FN, options.milestones);
    if (this.milestones.length !== schedulers.length - 1)
      failRange(
        FN,
        `expected ${schedulers.length - 1} milestones for ${schedulers.length} schedulers, got ${this.milestones.length}`,
      );
    if (this.milestones.some((m, i) => m <= (this.milestones[i - 1] ?? 0)))
      failRange(FN, `expected milestones that rise from above 0, got ${show(this.milestones)}`);
    this.whole(() => {
      for (const group of this.groups) group.lr = group.initialLr ?? group.lr;
      // each took its first step when it was made; now the first one takes it again, alone
      for (const scheduler of this.#schedulers) scheduler.unstep();
      this.start();
    });
  }

  protected override rules(): Record<string, Rule<unknown>> {
    const check = (fn: string, _: string, value: unknown): readonly number[] => {
      const read = checkMilestones(fn, value);
      if (read.length !== this.milestones.length)
        failRange(fn, `expected ${this.milestones.length} milestones, got ${read.length}`);
      return read;
    };
    return { ...super.rules(), milestones: { initial: [], check } };
  }

  /** @internal */
  override snapshot(fn: string): () => void {
    const undo = [...this.#schedulers.map((s) => s.snapshot(fn)), super.snapshot(fn)];
    return () => {
      for (const back of undo) back();
    };
  }

  protected getLr(): number[] {
    const at = this.milestones.filter((m) => m <= this.lastEpoch).length;
    const current = this.#schedulers[at] as LRScheduler;
    if (this.milestones[at - 1] === this.lastEpoch) current.restart();
    else current.step();
    return current.getLastLr();
  }

  override restart(rates?: readonly number[]): void {
    this.#schedulers[0]?.restart(rates);
    for (const scheduler of this.#schedulers) scheduler.unstep();
    super.restart(rates);
  }

  /** The state, with those of the schedules under `schedulers`. */
  override stateDict(): SchedulerState {
    return { ...super.stateDict(), schedulers: this.#schedulers.map((s) => s.stateDict()) };
  }

  /** @internal */
  override readState(fn: string, state: unknown): () => void {
    return readAll(fn, state, this.#schedulers, (rest) => super.readState(fn, rest));
  }
}
