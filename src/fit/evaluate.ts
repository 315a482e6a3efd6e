import { noGrad } from '../autograd/tape.ts';
import { checkOptions, failRange } from '../errors.ts';
import type { Module } from '../nn/module.ts';
import { scope } from '../scope.ts';
import {
  type Criterion,
  checkLoader,
  checkMeasures,
  checkModel,
  figuresOf,
  type Loader,
  lossOf,
  type Measures,
  type Metric,
  type Model,
  outputOf,
  partsOf,
} from './forward.ts';
import { type Pause, startPause } from './pause.ts';
import { Averages, type Figures } from './report.ts';

/** Options of `evaluate`. */
export interface EvaluateOptions<Output> {
  /** The loss: a module, or a function of the model's result and the target. */
  criterion: Criterion<Output>;
  /** More figures, by name. */
  metrics?: Record<string, Metric<Output>>;
}

/** What `evaluate` gives: means over samples. */
export interface Evaluation {
  /** The mean loss of a sample. */
  loss: number;
  /** Each metric's mean over samples. */
  metrics: Figures;
  /** How many samples there were. */
  samples: number;
}

/** Puts every module's mode back as it is now. */
export function rememberModes(model: Module): () => void {
  const modes = model.modules().map((module) => [module, module.training] as const);
  return () => {
    for (const [module, training] of modes) module.training = training;
  };
}

/** The means over a loader's batches, in evaluation mode and without gradients; null if it was aborted. */
export async function measure<Output>(
  fn: string,
  model: Model<Output>,
  loader: Loader,
  measures: Measures<Output>,
  pause: Pause,
  signal?: AbortSignal,
): Promise<Averages | null> {
  const averages = new Averages();
  const restore = rememberModes(model);
  model.eval();
  try {
    for await (const batch of loader) {
      if (signal?.aborted) return null;
      const { inputs, target, samples } = partsOf(fn, batch);
      scope(() =>
        noGrad(() => {
          const output = outputOf(model, inputs);
          const loss = lossOf(fn, measures, output, target).item();
          averages.add(samples, loss, figuresOf(fn, measures, output, target));
        }),
      );
      if (pause.isDue()) await pause.take();
    }
  } finally {
    restore();
  }
  return signal?.aborted ? null : averages;
}

/**
 * The mean loss and metrics of a model over a loader's batches: in evaluation mode, without gradients, giving the event
 * loop its turns, and with every module's mode as before afterwards. A batch is [...inputs, target] of tensors.
 *
 * @throws {TypeError} for what is no model, loader or criterion; RangeError for a loader without batches.
 */
export async function evaluate<Output>(
  model: Model<Output>,
  loader: Loader,
  options: EvaluateOptions<Output>,
): Promise<Evaluation> {
  const fn = 'evaluate';
  checkModel(fn, model);
  checkLoader(fn, 'loader', loader);
  checkOptions(fn, options, ['criterion', 'metrics']);
  const measures = checkMeasures<Output>(fn, options?.criterion, options?.metrics ?? {});
  const pause = startPause();
  try {
    const { loss, metrics, samples, batches } = (await measure(fn, model, loader, measures, pause)) as Averages;
    if (batches === 0) failRange(fn, 'expected at least one batch, got none from the loader');
    return { loss, metrics, samples };
  } finally {
    pause[Symbol.dispose]();
  }
}
