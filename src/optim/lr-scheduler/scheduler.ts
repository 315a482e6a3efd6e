import { checkInteger, checkOptions, failRange, failType, show } from '../../errors.ts';
import type { Tensor } from '../../tensor.ts';
import { Optimizer } from '../optimizer.ts';

/** What schedulers read and change in a parameter group. */
export interface ScheduledGroup {
  lr: number;
  /** The rate from which the schedule starts. `initial_lr` in PyTorch. */
  initialLr?: number;
  momentum?: number;
  betas?: readonly [number, number];
}

/** Any optimizer whose groups have a rate. */
export type Scheduled = Optimizer<{ lr: number }>;

/** Options that all schedulers take. */
export interface SchedulerOptions {
  /** The epoch to go on from; −1, for the start, if absent. Prefer `loadStateDict`. */
  lastEpoch?: number;
}

/** What `stateDict()` gives: plain numbers, strings and arrays of them, ready for JSON. */
export type SchedulerState = Record<string, unknown>;

/**
 * What the schedulers share: `step()` after each epoch (or batch) puts the next rate into the optimizer's groups.
 * `torch.optim.lr_scheduler.LRScheduler` in PyTorch. A subclass defines `getLr`, and its constructor ends with
 * `this.start()`. Its own fields are its state.
 */
export abstract class LRScheduler {
  /** Whose rates are scheduled. */
  readonly optimizer: Scheduled;
  /** How many steps the schedule has taken. */
  lastEpoch: number;
  /** Each group's rate from which the schedule starts. */
  readonly baseLrs: number[] = [];
  protected stepCount = 0;
  protected lastLr: number[] = [];

  constructor(optimizer: Scheduled, options: SchedulerOptions = {}, known: readonly string[] = []) {
    const name = this.constructor.name;
    if (!(optimizer instanceof Optimizer)) failType(name, `expected an optimizer, got ${show(optimizer)}`);
    checkOptions(name, options, ['lastEpoch', ...known]);
    this.optimizer = optimizer;
    this.lastEpoch = checkInteger(name, 'lastEpoch', options.lastEpoch ?? -1, -1);
    if (this.lastEpoch >= 0 && this.groups.some((group) => group.initialLr === undefined))
      failRange(name, 'expected initialLr in every group of an optimizer to go on with, got none; use loadStateDict');
  }

  /** How often this schedule is meant to be stepped; what `fit` goes by. */
  get interval(): 'epoch' | 'batch' {
    return 'epoch';
  }

  /** Whether `step` needs a metric. */
  get needsMetric(): boolean {
    return false;
  }

  /** The optimizer's groups. */
  protected get groups(): ScheduledGroup[] {
    return this.optimizer.paramGroups;
  }

  /** Puts the first rate into force. */
  protected start(): void {
    this.advance();
  }

  /** Each group's rate at `lastEpoch`, as a rule from the rate in force. `get_lr` in PyTorch. */
  protected abstract getLr(): number[];

  /** The rates that `f` gives for each group's rate in force. */
  protected rates(f: (lr: number, i: number) => number): number[] {
    return this.groups.map(({ lr }, i) => f(lr, i));
  }

  /** The rates that `f` gives for each group's first rate. */
  protected fromBase(f: (base: number, i: number) => number): number[] {
    return this.baseLrs.map(f);
  }

  /** Takes the next step; groups added since the last one join in. */
  protected advance(): void {
    for (const group of this.groups.slice(this.baseLrs.length)) {
      group.initialLr ??= group.lr;
      this.baseLrs.push(group.initialLr);
    }
    this.stepCount++;
    this.lastEpoch++;
    this.setLr(this.getLr());
  }

  /** Puts rates into force. */
  protected setLr(rates: readonly number[]): void {
    this.groups.forEach((group, i) => {
      group.lr = rates[i] as number;
    });
    this.lastLr = [...rates];
  }

  /** Begins the schedule again from the first rates: what a `SequentialLR` does when it comes to this one. */
  restart(): void {
    this.setLr(this.baseLrs);
    this.lastEpoch = -1;
    this.advance();
  }

  /** Goes back by the step that the constructor took. */
  unstep(): void {
    this.lastEpoch--;
  }

  /**
   * Puts the next rate into the optimizer's groups; call it after `optimizer.step()`. `LRScheduler.step` in PyTorch.
   *
   * @param _metric read by `ReduceLROnPlateau` alone, which needs it
   */
  step(_metric?: number | Tensor): void {
    this.advance();
  }

  /** Each group's rate in force. `LRScheduler.get_last_lr` in PyTorch. */
  getLastLr(): number[] {
    return [...this.lastLr];
  }

  /** Where the schedule stands, with its settings, ready for JSON; functions are left out. `state_dict` in PyTorch. */
  stateDict(): SchedulerState {
    const own = Object.entries(this).filter(([key, value]) => key !== 'optimizer' && typeof value !== 'function');
    return structuredClone(Object.fromEntries(own));
  }

  /**
   * Goes on from a state that `stateDict()` gave. The rates in force are the optimizer's: load its state too.
   * `load_state_dict` in PyTorch. @throws {TypeError} for what is no such state; nothing is changed then.
   */
  loadStateDict(state: SchedulerState): void {
    checkState(state, this.stateDict());
    Object.assign(this, structuredClone(state));
  }
}

/** Refuses a state that has not the keys of a scheduler's own. */
export function checkState(state: SchedulerState, own: SchedulerState): void {
  if (typeof state !== 'object' || state === null) failType('loadStateDict', `expected a scheduler's state, got ${show(state)}`);
  checkOptions('loadStateDict', state, Object.keys(own));
  for (const [key, value] of Object.entries(own)) {
    const given = state[key];
    const alike = typeof given === typeof value || given === null || value === null;
    if (!(key in state) || !alike || Array.isArray(given) !== Array.isArray(value))
      failType('loadStateDict', `expected ${key} such as ${show(value)}, got ${show(given)}`);
  }
}
