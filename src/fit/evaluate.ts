import { noGrad } from '../autograd/tape.ts';
import { passOf } from '../data/pass.ts';
import { checkBoolean, checkOptions, failRange, failType, nameMemoryError } from '../errors.ts';
import type { MetricState } from '../metrics/state.ts';
import { takes } from '../options.ts';
import { scope } from '../scope.ts';
import { Averages, checkMetrics, type Metric, type Metrics } from './averages.ts';
import { type Criterion, checkCriterion, checkLoader, checkModel, type Loader, type Model } from './forward.ts';
import { checkObjective, type Objective, outcomeOf } from './objective.ts';
import type { Figures } from './report.ts';
import { Turn } from './turn.ts';

/** Options of `evaluate`. */
export interface EvaluateOptions<Output> {
  /** The loss: a module, or a function of the model's output and the target. */
  criterion: Criterion<Output>;
  /** Metrics by name: functions that return a batch's mean, or states that accumulate over all batches. */
  metrics?: Record<string, Metric<Output> | MetricState>;
  /** Whether batches are [...inputs, target, weight], with a weight for each sample's loss. */
  sampleWeight?: boolean;
}

/** What `evaluate` returns: means over the targets that count. */
export interface Evaluation {
  /** The mean loss. */
  loss: number;
  /** Each metric. */
  metrics: Figures;
  /** The number of samples. */
  samples: number;
}

/** The means over a loader's batches, without gradients; null if aborted. The caller sets the modes. */
export async function measure<Output>(
  fn: string,
  objective: Objective<Output>,
  loader: object,
  metrics: Metrics<Output>,
  turn: Turn,
  at: { epoch: number; signal?: AbortSignal | undefined },
): Promise<Averages<Output> | null> {
  const averages = new Averages(fn, metrics);
  const pass = passOf(fn, loader);
  try {
    for (;;) {
      const coming = pass.next();
      const batch = coming instanceof Promise ? await turn.wait(coming) : coming;
      turn.enter();
      if (batch === null || at.signal?.aborted) break;
      scope(() =>
        noGrad(() => {
          const place = { epoch: at.epoch, batch: averages.batches, training: false };
          note(fn, averages, outcomeOf(fn, objective, batch, place), metrics);
        }),
      );
      const rest = turn.rest();
      if (rest !== null) await rest;
      turn.enter();
    }
  } finally {
    averages.close();
    await turn.wait(pass.close());
  }
  return at.signal?.aborted ? null : averages;
}

/** Adds a batch's outcome to the averages; returns its loss, NaN if no target counts. */
export function note<Output>(
  fn: string,
  averages: Averages<Output>,
  outcome: ReturnType<typeof outcomeOf<Output>>,
  metrics: Metrics<Output>,
): number {
  if (outcome === null) {
    averages.add(0, Number.NaN, { weight: 0, isSum: false });
    return Number.NaN;
  }
  const { loss, measured, count, samples } = outcome;
  const value = loss.item();
  averages.add(samples, value, count);
  if (measured !== null) {
    if (count.targets > 0) averages.measure(measured.output, measured.target, count.targets);
  } else if (Object.keys(metrics).length > 0) {
    failType(fn, 'expected step to return an output and a target for the metrics, got the loss alone');
  }
  return value;
}

/**
 * The mean loss and metrics of a model over a loader's batches: in evaluation mode, without gradients, yielding to the event
 * loop. A batch is a list of tensors, [...inputs, target]. Means are over the targets that count, whatever the batch size:
 * ignored targets do not, and class weights apply as in the criterion's own mean.
 *
 * @throws {TypeError} unless given a model, a loader and a criterion; RangeError for a loader without batches.
 */
export async function evaluate<Output>(
  model: Model<Output>,
  loader: Loader,
  options: EvaluateOptions<Output>,
): Promise<Evaluation> {
  const fn = 'evaluate';
  takes(fn, 3, arguments);
  checkModel(fn, model);
  checkLoader(fn, 'loader', loader);
  checkOptions(fn, options, ['criterion', 'metrics', 'sampleWeight']);
  const { criterion, sampleWeight = false } = options ?? {};
  checkCriterion(fn, criterion);
  const metrics = checkMetrics<Output>(fn, options.metrics);
  const objective = { model, criterion, sampleWeight: checkBoolean(fn, 'sampleWeight', sampleWeight) };
  checkObjective(fn, objective);
  const turn = new Turn(fn, model, false);
  try {
    const averages = (await measure(fn, objective, loader, metrics, turn, { epoch: 0 })) as Averages<Output>;
    turn.enter();
    if (averages.batches === 0) failRange(fn, 'expected at least one batch, got none from the loader');
    return { loss: averages.loss, metrics: averages.metrics, samples: averages.samples };
  } catch (error) {
    throw nameMemoryError(fn, error);
  } finally {
    turn[Symbol.dispose]();
  }
}
