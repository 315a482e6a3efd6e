import { failRange, failType, show } from '../../errors.ts';
import { takes } from '../../options.ts';
import { LRScheduler, type SchedulerState } from './scheduler.ts';

const FN = 'ChainedScheduler';

/**
 * Several schedules at once: each step takes one step of every schedule in turn, from the rate that the previous one left.
 * `lr_scheduler.ChainedScheduler` in PyTorch.
 *
 * @throws {TypeError} unless given an array of schedulers. @throws {RangeError} unless all belong to one optimizer and none needs
 *   a metric.
 */
export class ChainedScheduler extends LRScheduler {
  readonly #schedulers: readonly LRScheduler[];

  /** @internal The schedules that this one is made of. */
  get parts(): readonly LRScheduler[] {
    return this.#schedulers;
  }

  constructor(schedulers: readonly LRScheduler[]) {
    takes('ChainedScheduler', 1, arguments);
    const [first] = checkSchedulers(FN, schedulers);
    super((first as LRScheduler).optimizer);
    if (schedulers.some((s) => s.optimizer !== this.optimizer))
      failRange(FN, "expected schedulers of the same optimizer, got another optimizer's");
    this.#schedulers = [...schedulers];
    this.baseLrs = Object.freeze([...(first as LRScheduler).baseLrs]);
    this.lastEpoch = 0;
    this.stepCount = 1;
    this.lastLr = Object.freeze(this.getLr());
  }

  /** When to step: after each batch, if any of them does so. */
  override get interval(): 'epoch' | 'batch' {
    return this.#schedulers.some((s) => s.interval === 'batch') ? 'batch' : 'epoch';
  }

  protected getLr(): number[] {
    return this.rates((lr) => lr);
  }

  protected override advance(): void {
    for (const scheduler of this.#schedulers) scheduler.step();
    super.advance();
  }

  /** @internal */
  override snapshot(fn: string): () => void {
    const undo = [...this.#schedulers.map((s) => s.snapshot(fn)), super.snapshot(fn)];
    return () => {
      for (const back of undo) back();
    };
  }

  /** Each schedule begins at the rate that the previous one left, as in a step. */
  override restart(rates: readonly number[] = this.firstRates()): void {
    this.setLr(rates);
    for (const scheduler of this.#schedulers) scheduler.restart(this.rates((lr) => lr));
    this.lastEpoch = -1;
    super.advance();
  }

  override unstep(): void {
    super.unstep();
    for (const scheduler of this.#schedulers) scheduler.unstep();
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

/** Refuses anything but an array of schedulers that need no metric; returns it. */
export function checkSchedulers(fn: string, schedulers: unknown): readonly LRScheduler[] {
  if (!Array.isArray(schedulers) || ![...schedulers].every((s) => s instanceof LRScheduler))
    failType(fn, `expected schedulers to be an array of schedulers, got ${show(schedulers)}`);
  if (schedulers.length === 0) failRange(fn, 'expected at least one scheduler, got none');
  const asking = schedulers.find((s) => s.needsMetric);
  if (asking !== undefined)
    failRange(fn, `expected schedulers that need no metric, got a ${asking.constructor.name}; step it by itself`);
  return schedulers;
}

/** Checks the state of a composite schedule, including those of its parts, before any of it is applied. */
export function readAll(
  fn: string,
  state: unknown,
  schedulers: readonly LRScheduler[],
  readRest: (state: unknown) => () => void,
): () => void {
  if (typeof state !== 'object' || state === null) failType(fn, `expected a scheduler's state, got ${show(state)}`);
  const { schedulers: ours, _schedulers: theirs, ...rest } = state as Record<string, unknown>;
  const states = ours ?? theirs;
  if (!Array.isArray(states)) failType(fn, `expected schedulers to be an array of states, got ${show(states)}`);
  if (states.length !== schedulers.length)
    failRange(fn, `expected the states of ${schedulers.length} schedulers, got ${states.length}`);
  const commits = [readRest(rest), ...schedulers.map((s, i) => s.readState(fn, states[i]))];
  return () => {
    for (const commit of commits) commit();
  };
}
