import { checkInteger, checkNumber, checkOneOf, checkOptions, failRange, failType, show } from '../errors.ts';
import { LRScheduler } from '../optim/lr-scheduler/scheduler.ts';
import { Optimizer } from '../optim/optimizer.ts';
import { EarlyStopping, type EarlyStoppingOptions } from './early-stopping.ts';
import {
  type Criterion,
  checkLoader,
  checkMeasures,
  checkModel,
  type Loader,
  type Measures,
  type Metric,
  type Model,
} from './forward.ts';
import type { BatchReport, EpochReport, History } from './report.ts';

/** Options of `fit`. */
export interface FitOptions<Output> {
  /** How many epochs there are in all, those before `startEpoch` among them. */
  epochs: number;
  /** What takes the steps; it holds the model's parameters. */
  optimizer: Optimizer<{ lr: number }>;
  /** The loss: a module, or a function of the model's result and the target that gives a scalar. */
  criterion: Criterion<Output>;
  /** A schedule of the optimizer's rate; a ReduceLROnPlateau is told the validation loss (the training loss without one). */
  scheduler?: LRScheduler;
  /** When the schedule takes its steps; after each epoch if absent, but after each batch for a OneCycleLR. */
  schedulerStep?: 'epoch' | 'batch';
  /** Batches to measure the model on after each epoch, in evaluation mode and without gradients. */
  validation?: Loader;
  /** More figures of the model's result and the target, by name. */
  metrics?: Record<string, Metric<Output>>;
  /** Scales each step's gradients so that their norm is at most this, as `nn.utils.clipGradNorm_` does. */
  clipGradNorm?: number;
  /** Stops the fit between batches. */
  signal?: AbortSignal;
  /** Called after each step, and awaited: a promise pauses the fit. False, or a promise of it, ends it. */
  onBatch?: (report: BatchReport) => unknown;
  /** Called after each epoch, its validation and the schedule's step, and awaited: the place to save. False ends the fit. */
  onEpoch?: (report: EpochReport) => unknown;
  /** Ends the fit when a figure stops getting better. */
  earlyStopping?: EarlyStoppingOptions;
  /** At a loss that is NaN or infinite: 'stop' before its step, if absent, or 'ignore' it as a bare loop would. */
  nonFinite?: 'stop' | 'ignore';
  /** The epoch to go on from; 0 if absent. */
  startEpoch?: number;
  /** A fit to go on from: its epochs stay in the history, `startEpoch` is their number, and early stopping remembers them. */
  history?: History;
}

const KNOWN = [
  ...['epochs', 'optimizer', 'criterion', 'scheduler', 'schedulerStep', 'validation', 'metrics', 'clipGradNorm', 'signal'],
  ...['onBatch', 'onEpoch', 'earlyStopping', 'nonFinite', 'startEpoch', 'history'],
];

/** Options with everything absent filled in. */
export interface Plan<Output> extends FitOptions<Output> {
  model: Model<Output>;
  loader: Loader;
  measures: Measures<Output>;
  schedulerStep: 'epoch' | 'batch';
  nonFinite: 'stop' | 'ignore';
  startEpoch: number;
  /** The finished epochs that are gone on from. */
  before: readonly EpochReport[];
  stopping: EarlyStopping | null;
}

const FN = 'fit';

function checkCallback(what: string, callback: unknown): void {
  if (callback !== undefined && typeof callback !== 'function')
    failType(FN, `expected ${what} to be a function, got ${show(callback)}`);
}

/** Checks everything that `fit` was given, before anything is changed. */
export function planOf<Output>(model: Model<Output>, loader: Loader, options: FitOptions<Output>): Plan<Output> {
  checkModel(FN, model);
  checkLoader(FN, 'loader', loader);
  checkOptions(FN, options, KNOWN);
  const { optimizer, scheduler, validation, signal, history } = options ?? {};
  checkInteger(FN, 'epochs', options?.epochs, 0);
  if (!(optimizer instanceof Optimizer)) failType(FN, `expected optimizer to be an optimizer, got ${show(optimizer)}`);
  const measures = checkMeasures<Output>(FN, options.criterion, options.metrics ?? {});
  if (scheduler !== undefined) {
    if (!(scheduler instanceof LRScheduler)) failType(FN, `expected scheduler to be a scheduler, got ${show(scheduler)}`);
    if (scheduler.optimizer !== optimizer) failRange(FN, 'expected a scheduler of the optimizer, got one of another');
  }
  const schedulerStep = checkOneOf(FN, 'schedulerStep', options.schedulerStep ?? scheduler?.interval ?? 'epoch', [
    'epoch',
    'batch',
  ]);
  if (validation !== undefined) checkLoader(FN, 'validation', validation);
  if (options.clipGradNorm !== undefined) checkNumber(FN, 'clipGradNorm', options.clipGradNorm, 0);
  if (signal !== undefined && typeof signal?.aborted !== 'boolean')
    failType(FN, `expected signal to be an AbortSignal, got ${show(signal)}`);
  checkCallback('onBatch', options.onBatch);
  checkCallback('onEpoch', options.onEpoch);
  const nonFinite = checkOneOf(FN, 'nonFinite', options.nonFinite ?? 'stop', ['stop', 'ignore']);
  if (history !== undefined && !Array.isArray(history?.epochs))
    failType(FN, `expected history to be what fit gave, got ${show(history)}`);
  if (history !== undefined && options.startEpoch !== undefined)
    failRange(FN, 'expected startEpoch or history, got both; the history knows where it ends');
  const before = history?.epochs ?? [];
  const startEpoch = checkInteger(FN, 'startEpoch', options.startEpoch ?? before.length, 0);
  const names = Object.keys(measures.metrics);
  const stopping =
    options.earlyStopping === undefined ? null : new EarlyStopping(options.earlyStopping, model, names, validation !== undefined);
  for (const report of before) stopping?.note(report, false);
  return { ...options, model, loader, measures, schedulerStep, nonFinite, startEpoch, before, stopping };
}
