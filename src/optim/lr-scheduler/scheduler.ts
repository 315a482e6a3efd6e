import {
  BRAND,
  COPY,
  checkInteger,
  checkKnown,
  checkMutable,
  checkNumber,
  checkOptions,
  failRange,
  failType,
  show,
} from '../../errors.ts';
import type { Rule, Rules } from '../../options.ts';
import { takes } from '../../options.ts';
import type { Tensor } from '../../tensor.ts';
import { Optimizer } from '../optimizer.ts';
import { fromTorch } from './torch-form.ts';

/** What schedulers read and change in a parameter group. */
export interface ScheduledGroup {
  lr: number;
  /** The initial rate of the schedule. `initial_lr` in PyTorch. */
  initialLr?: number;
  momentum?: number;
  betas?: readonly [number, number];
  /** The final rate of `SWALR`. */
  swaLr?: number;
  /** The bounds of `OneCycleLR`. */
  maxLr?: number;
  minLr?: number;
  maxMomentum?: number;
  baseMomentum?: number;
}

/** Any optimizer whose groups have a learning rate. */
export type Scheduled = Optimizer<{ lr: number }>;

/** The options of all schedulers. */
export interface SchedulerOptions {
  /** The epoch to resume from. Default −1, the start. Prefer `loadStateDict`. */
  lastEpoch?: number;
}

/** What `stateDict()` returns: plain numbers, strings and arrays of them, ready for JSON. */
export type SchedulerState = Record<string, unknown>;

/** A setting without a default. */
export const needed = <T>(rule: Rule<T>): Rule<T> => ({ initial: undefined as T, check: rule.check });

/** A finite number for each of `count` groups, given as one number or as an array. */
export function forGroups(fn: string, what: string, value: unknown, count: number, low: number = 0): number[] {
  const all: unknown[] = Array.isArray(value) ? value : new Array(count).fill(value);
  if (all.length !== count) failRange(fn, `expected ${count} of ${what}, one for each group, got ${all.length}`);
  return all.map((v) => checkNumber(fn, what, v, low, Number.MAX_VALUE));
}

/** An array, in a state, with a finite number for each of `count` groups. */
export const eachGroup = (count: number): Rule<readonly number[]> => ({
  initial: [],
  check: (fn, what, value) => {
    if (!Array.isArray(value)) failType(fn, `expected ${what} to be an array of numbers, got ${show(value)}`);
    return Object.freeze(forGroups(fn, what, value, count, -Number.MAX_VALUE));
  },
});

/** Any finite number. */
export const finite = (initial: number): Rule<number> => ({
  initial,
  check: (fn, what, value) => checkNumber(fn, what, value, -Number.MAX_VALUE, Number.MAX_VALUE),
});

/** An integer of at least `low`. */
export const count = (initial: number, low: number = 0): Rule<number> => ({
  initial,
  check: (fn, what, value) => checkInteger(fn, what, value, low),
});

/**
 * What the schedules share: `step()`, called after each epoch (or batch), sets the next rate in the optimizer's groups, or
 * changes nothing if it fails. `torch.optim.lr_scheduler.LRScheduler` in PyTorch. A subclass defines `getLr`, and its constructor
 * ends with `this.start()`. Its own fields are its state.
 */
export abstract class LRScheduler {
  /** The optimizer whose rates are scheduled. */
  readonly optimizer: Scheduled;
  /** The number of steps taken. */
  lastEpoch: number;
  /** Each group's initial rate. */
  baseLrs: readonly number[] = [];
  protected stepCount = 0;
  protected lastLr: readonly number[] = [];
  readonly #settings: Rules;

  /** @internal */
  get [BRAND](): symbol {
    return COPY;
  }

  /**
   * @param settings the rules of the options that become fields of the same names
   * @param others further options, which the subclass reads
   */
  constructor(optimizer: Scheduled, options: SchedulerOptions = {}, settings: Rules = {}, others: readonly string[] = []) {
    const name = this.constructor.name;
    if (!(optimizer instanceof Optimizer)) failType(name, `expected an optimizer, got ${show(optimizer)}`);
    checkOptions(name, options, ['lastEpoch', ...Object.keys(settings), ...others]);
    this.optimizer = optimizer;
    this.#settings = settings;
    this.lastEpoch = checkInteger(name, 'lastEpoch', options.lastEpoch ?? -1, -1);
    if (this.lastEpoch >= 0 && this.groups.some((group) => group.initialLr === undefined))
      failRange(name, 'expected initialLr in every group of an optimizer to resume, got none; use loadStateDict');
    const given = options as Record<string, unknown>;
    const own: Record<string, unknown> = {};
    for (const [key, rule] of Object.entries(settings)) own[key] = rule.check(name, key, given[key] ?? rule.initial);
    Object.assign(this, own);
  }

  /** When this schedule should be stepped; `fit` reads it. */
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

  /** The function that an error in `getLr` names. */
  protected get caller(): string {
    return this.stepCount > 1 ? 'step' : this.constructor.name;
  }

  /** Sets the initial rate. */
  protected start(): void {
    this.whole(() => this.advance());
  }

  /** Each group's rate at `lastEpoch`, usually computed from the current rate. `get_lr` in PyTorch. */
  protected abstract getLr(): number[];

  /** Applies `f` to each group's current rate. */
  protected rates(f: (lr: number, i: number) => number): number[] {
    return this.groups.map(({ lr }, i) => f(lr, i));
  }

  /** Applies `f` to each group's initial rate. */
  protected fromBase(f: (base: number, i: number) => number): number[] {
    return this.baseLrs.map(f);
  }

  /** Each group's initial rate; a group that joined since the last step keeps its own. */
  protected firstRates(): number[] {
    return this.rates((lr, i) => this.baseLrs[i] ?? lr);
  }

  /** Takes the next step; groups added since the last one join. */
  protected advance(): void {
    const joining = this.groups.slice(this.baseLrs.length).map((group) => (group.initialLr ??= group.lr));
    this.baseLrs = Object.freeze([...this.baseLrs, ...joining]);
    this.stepCount++;
    this.lastEpoch++;
    this.setLr(this.getLr());
  }

  /**
   * Sets the rates.
   * @throws {RangeError} unless each is a finite number.
   */
  protected setLr(rates: readonly number[]): void {
    this.lastLr = Object.freeze(forGroups(this.caller, 'rates', [...rates], this.groups.length, -Number.MAX_VALUE));
    this.groups.forEach((group, i) => {
      group.lr = rates[i] as number;
    });
  }

  /** @internal Returns a function that restores the current state. @throws {TypeError} if nothing may change. */
  snapshot(fn: string): () => void {
    checkMutable(fn, 'a scheduler', this, true);
    for (const group of this.groups) checkMutable(fn, 'a group', group, true);
    const own = { ...this };
    const groups = this.groups.map((group) => ({ ...group }));
    return () => {
      Object.assign(this, own);
      groups.forEach((saved, i) => {
        const group = this.groups[i] as ScheduledGroup;
        for (const key of Object.keys(group)) if (!(key in saved)) delete (group as unknown as Record<string, unknown>)[key];
        Object.assign(group, saved);
      });
    };
  }

  /** Changes the schedule, or nothing if the change fails. */
  protected whole(change: () => void): void {
    const undo = this.snapshot(this.stepCount > 0 ? 'step' : this.constructor.name);
    try {
      change();
    } catch (error) {
      undo();
      throw error;
    }
  }

  /** Restarts the schedule, from the initial rates unless given others: `SequentialLR` does so when it switches to this one. */
  restart(rates: readonly number[] = this.firstRates()): void {
    this.setLr(rates);
    this.lastEpoch = -1;
    this.advance();
  }

  /** Undoes the step that the constructor took. */
  unstep(): void {
    this.lastEpoch--;
  }

  /**
   * Sets the next rate in the optimizer's groups; call it after `optimizer.step()`. `LRScheduler.step` in PyTorch.
   *
   * @param argument the metric of a `ReduceLROnPlateau`, the epoch of a `CosineAnnealingWarmRestarts`; others take none
   * @throws {TypeError} for an argument where none is taken. @throws {RangeError} if the schedule returns no finite rate.
   */
  step(argument?: number | Tensor): void {
    takes('step', 1, arguments);
    if (argument !== undefined)
      failType('step', `expected no argument for a ${this.constructor.name}, got ${show(argument)}; it counts its own steps`);
    this.whole(() => this.advance());
  }

  /** Each group's current rate. `LRScheduler.get_last_lr` in PyTorch. */
  getLastLr(): number[] {
    takes('getLastLr', 0, arguments);
    return [...this.lastLr];
  }

  /** The state of the schedule, including its settings, ready for JSON; functions are left out. `state_dict` in PyTorch. */
  stateDict(): SchedulerState {
    takes('stateDict', 0, arguments);
    return this.fields();
  }

  /** A copy of the instance fields, which are the state. */
  protected fields(): SchedulerState {
    const own = Object.entries(this).filter(([key, value]) => key !== 'optimizer' && typeof value !== 'function');
    return structuredClone(Object.fromEntries(own));
  }

  /**
   * Loads a state from `stateDict()`, here or in PyTorch. The current rates are in the optimizer: load its state too.
   * `load_state_dict` in PyTorch. @throws {TypeError} unless given such a state. @throws {RangeError} for values out of range. On
   * error, nothing is changed.
   */
  loadStateDict(state: SchedulerState): void {
    takes('loadStateDict', 1, arguments);
    this.readState('loadStateDict', state)();
  }

  /** The rules of the state's fields. A field without a rule must keep its type. */
  protected rules(): Record<string, Rule<unknown>> {
    const rates = eachGroup(this.groups.length);
    return { ...this.#settings, lastEpoch: count(0, -1), stepCount: count(0), baseLrs: rates, lastLr: rates };
  }

  /** @internal Checks a state; returns a function that applies it. */
  readState(fn: string, state: unknown): () => void {
    checkMutable(fn, 'a scheduler', this, true);
    const own = this.fields();
    const given = fromTorch(fn, state, own);
    checkKnown(fn, given, Object.keys(own));
    const rules = this.rules();
    const read: Record<string, unknown> = {};
    for (const [key, value] of Object.entries(own)) {
      if (!(key in given)) failType(fn, `expected ${key} such as ${show(value)}, got none`);
      const rule = rules[key];
      read[key] = rule === undefined ? alike(fn, key, given[key], value) : rule.check(fn, key, given[key]);
    }
    return () => {
      Object.assign(this, read);
    };
  }
}

/** A copy of a value, which must have the same type as another one. */
function alike(fn: string, key: string, given: unknown, own: unknown): unknown {
  if (typeof own === 'number') return checkNumber(fn, key, given, -Number.MAX_VALUE, Number.MAX_VALUE);
  const same = typeof given === typeof own && (given === null) === (own === null) && Array.isArray(given) === Array.isArray(own);
  if (!same) failType(fn, `expected ${key} such as ${show(own)}, got ${show(given)}`);
  return structuredClone(given);
}
