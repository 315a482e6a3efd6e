/** Stops training when the monitored value no longer improves, and restores the best parameters. */
import { unrecorded } from '../autograd/tape.ts';
import { checkBoolean, checkInteger, checkNumber, checkOptions } from '../errors.ts';
import type { Module, StateDict } from '../nn/module.ts';
import { copy_ } from '../ops/elementwise/inplace.ts';
import { clone, detach } from '../ops/shape/copies.ts';
import { keep, scope } from '../scope.ts';
import type { Tensor } from '../tensor.ts';
import { figureOf, type Monitor } from './monitor.ts';
import type { EpochReport } from './report.ts';

/** Options of `fit`'s `earlyStopping`. */
export interface EarlyStoppingOptions {
  /** The number of consecutive epochs without progress after which training stops. Default 3. */
  patience?: number;
  /** The improvement over the best value that counts as progress. Default 0. */
  minDelta?: number;
  /** The value to monitor. Default: `fit`'s `monitor`. */
  monitor?: string;
  /** Whether it should fall or rise. Default: `fit`'s `monitorMode`. */
  mode?: 'min' | 'max';
  /** Restore the parameters and buffers of the best epoch at the end, unless training is aborted or stopped by a callback. */
  restoreBest?: boolean;
}

/** Refuses options of the wrong kind. */
export function checkEarlyStopping(options: EarlyStoppingOptions): void {
  checkOptions('fit', options, ['patience', 'minDelta', 'monitor', 'mode', 'restoreBest']);
  checkInteger('fit', 'earlyStopping.patience', options.patience ?? 3, 1);
  checkNumber('fit', 'earlyStopping.minDelta', options.minDelta ?? 0, 0);
  checkBoolean('fit', 'earlyStopping.restoreBest', options.restoreBest ?? false);
}

/** Follows the monitored value from epoch to epoch. */
export class Best implements Disposable {
  /** The best epoch so far; null before the first finite value. */
  epoch: number | null = null;
  readonly #model: Module;
  readonly #monitor: Monitor;
  readonly #patience: number;
  readonly #minDelta: number;
  readonly #restoreBest: boolean;
  #value = Infinity;
  #bad = 0;
  #saved: ReadonlyMap<string, Tensor> | null = null;

  constructor(model: Module, monitor: Monitor, options: EarlyStoppingOptions | undefined) {
    this.#model = model;
    this.#monitor = monitor;
    this.#patience = options === undefined ? Infinity : (options.patience ?? 3);
    this.#minDelta = options?.minDelta ?? 0;
    this.#restoreBest = options?.restoreBest ?? false;
  }

  /**
   * Records an epoch, of this run or (without its parameters) of an earlier one; returns whether to stop. NaN is not progress.
   */
  note(report: EpochReport, ran: boolean = true): boolean {
    const value = (this.#monitor.mode === 'min' ? 1 : -1) * figureOf(report, this.#monitor.name);
    if (Number.isFinite(value) && value < this.#value - this.#minDelta) {
      if (ran && this.#restoreBest) this.#save();
      this.#value = value;
      this.#bad = 0;
      this.epoch = report.epoch;
      return false;
    }
    return ++this.#bad >= this.#patience;
  }

  /** The best epoch's parameters and buffers, if they are to be restored and the epoch belongs to this run. */
  get saved(): StateDict | undefined {
    return this.#saved === null ? undefined : Object.fromEntries(this.#saved);
  }

  /** Takes over the best parameters and buffers of another run. */
  takeOver(saved: StateDict): void {
    if (this.#restoreBest) this.#save(saved);
  }

  #save(state: StateDict = this.#model.stateDict()): void {
    scope(() =>
      unrecorded(() => {
        if (this.#saved === null) {
          const copies = Object.entries(state).map(([name, t]) => [name, clone(detach(t))] as const);
          this.#saved = new Map(copies.map(([name, t]) => [name, keep(t)]));
        } else {
          for (const [name, t] of this.#saved) copy_(t, state[name] as Tensor);
        }
      }),
    );
  }

  /** Restores the best epoch's parameters, if that epoch belongs to this run. */
  restore(): void {
    if (this.#saved !== null) this.#model.loadStateDict(Object.fromEntries(this.#saved));
  }

  [Symbol.dispose](): void {
    for (const t of this.#saved?.values() ?? []) t.dispose();
    this.#saved = null;
  }
}
