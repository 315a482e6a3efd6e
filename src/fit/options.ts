import { checkBoolean, checkInteger, checkNumber, checkOneOf, checkOptions, failRange, failType, show } from '../errors.ts';
import type { MetricState } from '../metrics/state.ts';
import { LRScheduler } from '../optim/lr-scheduler/scheduler.ts';
import { Optimizer } from '../optim/optimizer.ts';
import { isClass } from '../synchronous.ts';
import { checkMetrics, type Metric, type Metrics } from './averages.ts';
import { type CheckpointOptions, Checkpoints } from './checkpoints.ts';
import { Best, checkEarlyStopping, type EarlyStoppingOptions } from './early-stopping.ts';
import { Ema } from './ema.ts';
import { type Criterion, checkCriterion, checkLoader, checkModel, type Loader, type Model, type Sample } from './forward.ts';
import { checkMonitor } from './monitor.ts';
import { checkObjective, type Objective, type Step } from './objective.ts';
import { type BatchReport, type EpochReport, type History, revived } from './report.ts';

/** Options of `fit`. */
export interface FitOptions<Output, Batch = Sample, M = Model<Output>> {
  /** The total number of epochs, including those before `startEpoch`. */
  epochs: number;
  /** The optimizer, which holds the model's parameters. */
  optimizer: Optimizer<{ lr: number }>;
  /** The loss: a module, or a function of the model's output and the target that returns a scalar. Not needed with `step`. */
  criterion?: Criterion<Output>;
  /**
   * A custom step, for training and validation: takes a batch and returns the loss, or { loss, output } for metrics. `fit` still
   * computes gradients and takes the optimizer's step. Batches may then be of any kind.
   */
  step?: Step<Output, Batch, M>;
  /**
   * A schedule of the optimizer's learning rate. A ReduceLROnPlateau gets the monitor, or the validation loss (else the loss).
   */
  scheduler?: LRScheduler;
  /** When to step the scheduler. Default: after each epoch, but after each step for a OneCycleLR. */
  schedulerStep?: 'epoch' | 'batch';
  /** Batches to measure the model on after each epoch, in evaluation mode and without gradients. */
  validation?: Loader<Batch>;
  /** Metrics by name: functions that return a batch's mean, or states that accumulate over the epoch. */
  metrics?: Record<string, Metric<Output> | MetricState>;
  /**
   * The value that decides on early stopping, the best epoch and a ReduceLROnPlateau: 'loss', 'valLoss', or a metric such as
   * 'accuracy' or 'valAccuracy'. Default: the validation loss (the loss without validation).
   */
  monitor?: string;
  /** Whether the monitor should fall or rise. Default: losses fall and metrics rise. */
  monitorMode?: 'min' | 'max';
  /** How many batches make a step: their gradients add up to those of one batch with all their samples. Default 1. */
  accumulate?: number;
  /** Scales each step's gradients so that their norm is at most this, as `nn.utils.clipGradNorm_` does. */
  clipGradNorm?: number;
  /**
   * The decay, in [0, 1), of a moving average of the parameters, such as 0.999. Validation and the best epoch use the average,
   * and the model ends with it, unless training is aborted, stopped by a callback, or stopped for NaN.
   */
  ema?: number;
  /** Whether batches are [...inputs, target, weight], with a weight for each sample; the criterion's reduction is 'none'. */
  sampleWeight?: boolean;
  /** Trains on blends of two samples, with shares drawn from Beta(mixup, mixup); metrics use the target of the greater share. */
  mixup?: number;
  /** Stops the fit between batches. */
  signal?: AbortSignal;
  /** Called after each batch, and awaited: a promise pauses the fit. False, or a promise of it, ends it. */
  onBatch?: (report: BatchReport) => unknown;
  /** Called after each epoch, its validation and the schedule's step, and awaited: the place to save. False ends the fit. */
  onEpoch?: (report: EpochReport) => unknown;
  /** Ends the fit when the monitor stops improving. */
  earlyStopping?: EarlyStoppingOptions;
  /**
   * At a loss or gradient that is NaN or infinite: 'stop' (the default) before its step, or 'ignore' it as a plain loop would.
   */
  nonFinite?: 'stop' | 'ignore';
  /** The epoch to resume from. Default 0. */
  startEpoch?: number;
  /**
   * The history of a fit to resume, as returned or restored from JSON: its epochs stay in the history, `startEpoch` is their
   * number, and they count for the best epoch. An `ema` starts over from the parameters.
   */
  history?: Pick<History, 'epochs'>;
  /**
   * Saves the training in a store, and resumes from what it finds there, bit for bit as if it had never stopped: model,
   * criterion, optimizer, scheduler, history, `ema` and best epoch, the default generator, and those of a DataLoader and its
   * sampler.
   */
  checkpoint?: CheckpointOptions;
}

const KNOWN = [
  ...['epochs', 'optimizer', 'criterion', 'step', 'scheduler', 'schedulerStep', 'validation', 'metrics', 'monitor'],
  ...['monitorMode', 'accumulate', 'clipGradNorm', 'ema', 'sampleWeight', 'mixup', 'signal', 'onBatch', 'onEpoch'],
  ...['earlyStopping', 'nonFinite', 'startEpoch', 'history', 'checkpoint'],
];

/** Options with all defaults filled in. */
export interface Plan<Output> extends Objective<Output> {
  epochs: number;
  loader: object;
  validation: object | undefined;
  optimizer: Optimizer<{ lr: number }>;
  metrics: Metrics<Output>;
  scheduler: LRScheduler | undefined;
  schedulerStep: 'epoch' | 'batch';
  /** The value that a plateau schedule gets. */
  monitor: string;
  accumulate: number;
  clipGradNorm: number | undefined;
  signal: AbortSignal | undefined;
  onBatch: ((report: BatchReport) => unknown) | undefined;
  onEpoch: ((report: EpochReport) => unknown) | undefined;
  nonFinite: 'stop' | 'ignore';
  startEpoch: number;
  /** The finished epochs before the resumed ones. */
  before: readonly EpochReport[];
  best: Best | null;
  ema: Ema | null;
  checkpoints: Checkpoints | null;
}

const FN = 'fit';

function checkCallback(what: string, callback: unknown): void {
  if (callback !== undefined && (typeof callback !== 'function' || isClass(callback)))
    failType(FN, `expected ${what} to be a function, got ${show(callback)}`);
}

function checkScheduler<Output, Batch>(
  { scheduler, optimizer, monitor, schedulerStep }: FitOptions<Output, Batch>,
  mode: 'min' | 'max',
): 'epoch' | 'batch' {
  const at = checkOneOf(FN, 'schedulerStep', schedulerStep ?? scheduler?.interval ?? 'epoch', ['epoch', 'batch']);
  if (scheduler === undefined) return at;
  if (!(scheduler instanceof LRScheduler)) failType(FN, `expected scheduler to be a scheduler, got ${show(scheduler)}`);
  if (scheduler.optimizer !== optimizer) failRange(FN, "expected a scheduler of the optimizer, got another optimizer's");
  if (!scheduler.needsMetric || !('mode' in scheduler)) return at;
  const of = `${scheduler.constructor.name} of mode '${scheduler.mode}'`;
  if (monitor === undefined && scheduler.mode === 'max')
    failRange(FN, `expected a monitor for a ${of}, got none; name a metric, since the loss should fall`);
  if (monitor !== undefined && scheduler.mode !== mode)
    failRange(FN, `expected a scheduler of mode '${mode}' for monitor '${monitor}', got a ${of}; see monitorMode`);
  if (at === 'batch' && monitor !== undefined && monitor !== 'loss')
    failRange(FN, `expected schedulerStep 'epoch' for monitor '${monitor}', got 'batch'; a batch has only its loss`);
  return at;
}

/** Checks everything that `fit` was given, before anything is changed. */
export function planOf<Output, Batch>(
  model: Model<Output>,
  loader: Loader<Batch>,
  options: FitOptions<Output, Batch>,
): Plan<Output> {
  checkModel(FN, model);
  checkLoader(FN, 'loader', loader);
  checkOptions(FN, options, KNOWN);
  const { optimizer, scheduler, validation, signal, history, step, criterion, earlyStopping, monitorMode } = options ?? {};
  const epochs = checkInteger(FN, 'epochs', options?.epochs, 0);
  if (!(optimizer instanceof Optimizer)) failType(FN, `expected optimizer to be an optimizer, got ${show(optimizer)}`);
  if (criterion !== undefined || step === undefined) checkCriterion(FN, criterion);
  const sampleWeight = checkBoolean(FN, 'sampleWeight', options.sampleWeight ?? false);
  const objective: Objective<Output> = {
    model,
    criterion,
    step: step as Step<Output, never>,
    sampleWeight,
    mixup: options.mixup,
  };
  checkObjective(FN, objective);
  const metrics = checkMetrics<Output>(FN, options.metrics);
  const names = Object.keys(metrics);
  const watched = checkMonitor(
    { name: 'monitor', mode: 'monitorMode' },
    { name: options.monitor, mode: monitorMode },
    names,
    validation !== undefined,
  );
  const schedulerStep = checkScheduler(options, watched.mode);
  if (validation !== undefined) checkLoader(FN, 'validation', validation);
  const accumulate = checkInteger(FN, 'accumulate', options.accumulate ?? 1, 1);
  if (options.clipGradNorm !== undefined) checkNumber(FN, 'clipGradNorm', options.clipGradNorm, 0);
  if (options.ema !== undefined) {
    checkNumber(FN, 'ema', options.ema, 0);
    if (options.ema >= 1) failRange(FN, `expected ema below 1, got ${options.ema}`);
  }
  if (signal !== undefined && typeof signal?.aborted !== 'boolean')
    failType(FN, `expected signal to be an AbortSignal, got ${show(signal)}`);
  checkCallback('onBatch', options.onBatch);
  checkCallback('onEpoch', options.onEpoch);
  const nonFinite = checkOneOf(FN, 'nonFinite', options.nonFinite ?? 'stop', ['stop', 'ignore']);
  if (history !== undefined && !Array.isArray(history?.epochs))
    failType(FN, `expected history to be what fit returned, got ${show(history)}`);
  if (history !== undefined && options.startEpoch !== undefined)
    failRange(FN, 'expected startEpoch or history, got both; the history knows where it ends');
  const before = (history?.epochs ?? []).map(revived);
  const startEpoch = checkInteger(FN, 'startEpoch', options.startEpoch ?? before.length, 0);
  if (options.checkpoint !== undefined && (history !== undefined || options.startEpoch !== undefined))
    failRange(FN, 'expected history, startEpoch or checkpoint, got two; a checkpoint has its history');
  const checkpoints = options.checkpoint === undefined ? null : new Checkpoints(options.checkpoint);
  let best: Best | null = null;
  if (earlyStopping !== undefined) {
    checkEarlyStopping(earlyStopping);
    const { monitor = options.monitor, mode = monitor === options.monitor ? monitorMode : undefined } = earlyStopping;
    const what = { name: 'earlyStopping.monitor', mode: 'earlyStopping.mode' };
    best = new Best(model, checkMonitor(what, { name: monitor, mode }, names, validation !== undefined), earlyStopping);
  } else if (options.monitor !== undefined) {
    best = new Best(model, watched, undefined);
  }
  for (const report of before) best?.note(report, false);
  return {
    ...objective,
    epochs,
    loader,
    validation,
    optimizer,
    metrics,
    scheduler,
    schedulerStep,
    monitor: watched.name,
    accumulate,
    clipGradNorm: options.clipGradNorm,
    signal,
    onBatch: options.onBatch,
    onEpoch: options.onEpoch,
    nonFinite,
    startEpoch,
    before,
    best,
    ema: options.ema === undefined ? null : new Ema(model, options.ema),
    checkpoints,
  };
}
