/** Ends training when a figure stops getting better, and brings the best parameters back. */

import { checkInteger, checkNumber, checkOneOf, checkOptions } from '../errors.ts';
import type { Module, StateDict } from '../nn/module.ts';
import { clone, detach } from '../ops/shape/copies.ts';
import { keep, scope } from '../scope.ts';
import type { EpochReport } from './report.ts';

/** Options of `fit`'s `earlyStopping`. */
export interface EarlyStoppingOptions {
  /** After how many epochs in a row without progress to stop; 3 if absent. */
  patience?: number;
  /** How much better than the best counts as progress; 0 if absent. */
  minDelta?: number;
  /** What is watched: 'loss', 'valLoss', or a metric such as 'accuracy' or 'valAccuracy'; the validation loss if there is one. */
  monitor?: string;
  /** Whether it should fall or rise: losses fall and metrics rise if absent. */
  mode?: 'min' | 'max';
  /** Give the model the parameters and buffers of its best epoch at the end, unless it is aborted or stopped by a callback. */
  restoreBest?: boolean;
}

const validationName = (name: string): string => `val${name[0]?.toUpperCase()}${name.slice(1)}`;

/** The figure of a report under a monitor's name. */
function figureOf({ loss, metrics, valLoss, valMetrics = {} }: EpochReport, monitor: string): number {
  if (monitor === 'loss') return loss;
  if (monitor === 'valLoss') return valLoss ?? Number.NaN;
  const name = Object.keys(valMetrics).find((n) => validationName(n) === monitor);
  return metrics[monitor] ?? (name === undefined ? Number.NaN : (valMetrics[name] as number));
}

/** Follows one figure from epoch to epoch. */
export class EarlyStopping implements Disposable {
  bestEpoch: number | null = null;
  readonly #model: Module;
  readonly #patience: number;
  readonly #minDelta: number;
  readonly #monitor: string;
  readonly #sign: number;
  readonly #restoreBest: boolean;
  #best = Infinity;
  #bad = 0;
  #saved: StateDict = {};

  constructor(options: EarlyStoppingOptions, model: Module, metrics: readonly string[], validated: boolean) {
    checkOptions('fit', options, ['patience', 'minDelta', 'monitor', 'mode', 'restoreBest']);
    const known = ['loss', ...metrics, ...(validated ? ['loss', ...metrics].map(validationName) : [])];
    this.#model = model;
    this.#patience = checkInteger('fit', 'earlyStopping.patience', options.patience ?? 3, 1);
    this.#minDelta = checkNumber('fit', 'earlyStopping.minDelta', options.minDelta ?? 0, 0);
    this.#monitor = checkOneOf('fit', 'earlyStopping.monitor', options.monitor ?? (validated ? 'valLoss' : 'loss'), known);
    const rises = this.#monitor !== 'loss' && this.#monitor !== 'valLoss';
    const mode = checkOneOf('fit', 'earlyStopping.mode', options.mode ?? (rises ? 'max' : 'min'), ['min', 'max']);
    this.#sign = mode === 'min' ? 1 : -1;
    this.#restoreBest = options.restoreBest ?? false;
  }

  /** Takes note of an epoch, of this run or (without its parameters) of one before; whether to stop. NaN is no progress. */
  note(report: EpochReport, ran: boolean = true): boolean {
    const value = this.#sign * figureOf(report, this.#monitor);
    if (value < this.#best - this.#minDelta) {
      this.#best = value;
      this.#bad = 0;
      this.bestEpoch = report.epoch;
      if (ran && this.#restoreBest) this.#save();
      return false;
    }
    return ++this.#bad >= this.#patience;
  }

  #save(): void {
    this[Symbol.dispose]();
    scope(() => {
      for (const [name, t] of Object.entries(this.#model.stateDict())) this.#saved[name] = keep(clone(detach(t)));
    });
  }

  /** Gives the model the best epoch's parameters, if that epoch was of this run. */
  restore(): void {
    if (Object.keys(this.#saved).length > 0) this.#model.loadStateDict(this.#saved);
  }

  [Symbol.dispose](): void {
    for (const t of Object.values(this.#saved)) t.dispose();
    this.#saved = {};
  }
}
