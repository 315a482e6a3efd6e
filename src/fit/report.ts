/** What training reports about a batch, an epoch, and the whole run. Plain objects, ready for JSON. */
import { brief, type Display, shownAs, tableOf } from '../display.ts';
import { failType, show } from '../errors.ts';

/** A number for each metric, by name. */
export type Figures = Record<string, number>;

/** What `onBatch` receives after each step. */
export interface BatchReport {
  /** The epoch's position, from 0. */
  epoch: number;
  /** The batch's position in the epoch, from 0. */
  batch: number;
  /** The number of batches in an epoch, if the loader knows it. */
  batches: number | undefined;
  /** The number of samples so far in the epoch, including this batch's. */
  samples: number;
  /** The loss of this batch, before its step; NaN for a batch without a target that counts, which is skipped. */
  loss: number;
  /** The mean loss of the epoch so far. */
  meanLoss: number;
  /** Each metric over the epoch so far. */
  metrics: Figures;
  /** How long the epoch has taken so far, without callbacks. */
  seconds: number;
}

/** What `onEpoch` receives, and the history keeps. Means are over the targets that count, whatever the batch size. */
export interface EpochReport {
  /** The epoch's position, from 0. */
  epoch: number;
  /** The number of batches trained on. */
  batches: number;
  /** The number of samples trained on. */
  samples: number;
  /** The mean of the losses before each step; NaN if no target counted. */
  loss: number;
  /** Each metric, of the outputs before each step. */
  metrics: Figures;
  /** The mean loss of the validation data after the epoch. */
  valLoss?: number;
  /** Each metric on the validation data after the epoch. */
  valMetrics?: Figures;
  /** Each parameter group's learning rate at the start of the epoch. */
  lr: number[];
  /** How long the training took, without validation and callbacks. */
  seconds: number;
}

/** A loss or gradient that was not finite, found before the step that would have spoiled the model. */
export interface NonFinite {
  /** The epoch's position, from 0. */
  epoch: number;
  /** The batch's position in the epoch, from 0. */
  batch: number;
  /** Each parameter group's learning rate. */
  lr: number[];
  /** The loss of the batch. */
  loss: number;
  /** The name of the parameter with that gradient; null if it was the loss. */
  parameter: string | null;
  /** The above as a sentence. */
  message: string;
}

/** Why a fit ended: all epochs done, the signal, early stopping, a callback that returned false, or a loss or gradient that was not finite. */
export type Stopped = 'finished' | 'aborted' | 'earlyStopping' | 'callback' | 'nonFinite';

/** What `fit` returns. */
export interface History {
  /** The finished epochs, in order. */
  epochs: EpochReport[];
  /** The training loss by epoch. */
  loss: number[];
  /** The validation loss by epoch; empty without validation. */
  valLoss: number[];
  /** Each metric in training by epoch. */
  metrics: Record<string, number[]>;
  /** Each metric in validation by epoch. */
  valMetrics: Record<string, number[]>;
  /** Why it ended. */
  stopped: Stopped;
  /** The unfinished epoch, up to the point where it was stopped; null if there is none. The model has learned from it. */
  partial: EpochReport | null;
  /** The best epoch by the monitored value; null if `fit` was given neither a monitor nor early stopping. */
  bestEpoch: number | null;
  /** The loss or gradient that stopped training; null if there was none. */
  nonFinite: NonFinite | null;
}

/** The epochs' metrics, by name. */
function columns(rows: readonly (Figures | undefined)[]): Record<string, number[]> {
  const names = Object.keys(rows[0] ?? {});
  return Object.fromEntries(names.map((name) => [name, rows.map((row) => row?.[name] ?? Number.NaN)]));
}

/** Restores a report from JSON, which has null for NaN. @throws {TypeError} unless given a report. */
export function revived(given: EpochReport): EpochReport {
  const number = (what: string, value: unknown): number => {
    if (value === null) return Number.NaN;
    return typeof value === 'number'
      ? value
      : failType('fit', `expected ${what} in the history to be a number, got ${show(value)}`);
  };
  const figures = (what: string, value: unknown): Figures => {
    if (typeof value !== 'object' || value === null)
      failType('fit', `expected ${what} in the history to be numbers by name, got ${show(value)}`);
    return Object.fromEntries(Object.entries(value).map(([name, figure]) => [name, number(`${what} '${name}'`, figure)]));
  };
  if (typeof given !== 'object' || given === null) failType('fit', `expected epochs in the history, got ${show(given)}`);
  const report = { ...given, loss: number('loss', given.loss), metrics: figures('metrics', given.metrics) };
  if (given.valLoss !== undefined) report.valLoss = number('valLoss', given.valLoss);
  if (given.valMetrics !== undefined) report.valMetrics = figures('valMetrics', given.valMetrics);
  return report;
}

/** The epochs as a table: losses, metrics and seconds. */
function displayOf({ epochs }: History): Display {
  const [first] = epochs;
  const [names, valNames] = [Object.keys(first?.metrics ?? {}), Object.keys(first?.valMetrics ?? {})];
  const validated = first?.valLoss === undefined ? [] : ['valLoss'];
  const head = ['epoch', 'loss', ...names, ...validated, ...valNames.map((name) => `val ${name}`), 'seconds'];
  const rows = epochs.map((e) => [
    ...[e.epoch, e.loss, ...names.map((name) => e.metrics[name])],
    ...[...validated.map(() => e.valLoss), ...valNames.map((name) => e.valMetrics?.[name]), e.seconds],
  ]);
  return tableOf(
    head,
    rows.map((row) => row.map(brief)),
  );
}

/** The history of finished epochs, which notebooks show as a table. */
export function historyOf(epochs: EpochReport[], end: Pick<History, 'stopped' | 'partial' | 'bestEpoch' | 'nonFinite'>): History {
  const history: History = {
    epochs,
    loss: epochs.map((e) => e.loss),
    valLoss: epochs.flatMap((e) => e.valLoss ?? []),
    metrics: columns(epochs.map((e) => e.metrics)),
    valMetrics: columns(epochs.map((e) => e.valMetrics)),
    ...end,
  };
  return shownAs(history, () => displayOf(history));
}
