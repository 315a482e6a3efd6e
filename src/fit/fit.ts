import { failRange } from '../errors.ts';
import { clipGradNorm_ } from '../nn/utils.ts';
import { scope } from '../scope.ts';
import type { Tensor } from '../tensor.ts';
import { measure, rememberModes } from './evaluate.ts';
import { figuresOf, type Loader, lossOf, type Model, outputOf, partsOf } from './forward.ts';
import { type FitOptions, type Plan, planOf } from './options.ts';
import { type Pause, startPause } from './pause.ts';
import { Averages, type EpochReport, type Figures, type History, historyOf, type Stopped } from './report.ts';

const FN = 'fit';

/** One step on a batch; null, with nothing learnt, at a loss that is not finite. */
function step<Output>(plan: Plan<Output>, inputs: readonly Tensor[], target: Tensor): { loss: number; metrics: Figures } | null {
  const { model, optimizer, measures, clipGradNorm, nonFinite } = plan;
  return scope(() => {
    optimizer.zeroGrad();
    const output = outputOf(model, inputs);
    const loss = lossOf(FN, measures, output, target);
    const value = loss.item();
    if (nonFinite === 'stop' && !Number.isFinite(value)) return null;
    loss.backward();
    if (clipGradNorm !== undefined) clipGradNorm_(model.parameters(), clipGradNorm);
    optimizer.step();
    return { loss: value, metrics: figuresOf(FN, measures, output, target) };
  });
}

/** Puts the next rate into force. */
function advance<Output>({ scheduler }: Plan<Output>, metric: number): void {
  if (scheduler?.needsMetric) scheduler.step(metric);
  else scheduler?.step();
}

/** How many batches the loader has, if it knows: one of an async iterable dataset throws. */
function lengthOf(loader: Loader): number | undefined {
  try {
    const { length } = loader as { length?: unknown };
    return typeof length === 'number' ? length : undefined;
  } catch {
    return undefined;
  }
}

/** Trains on every batch once, or until something stops it. */
async function train<Output>(
  plan: Plan<Output>,
  epoch: number,
  pause: Pause,
): Promise<{ report: EpochReport; stopped: Stopped | null }> {
  const { loader, signal, onBatch } = plan;
  const averages = new Averages();
  const batches = lengthOf(loader);
  const lr = plan.optimizer.paramGroups.map((group) => group.lr);
  const begun = performance.now();
  let waited = 0;
  let stopped: Stopped | null = null;
  for await (const batch of loader) {
    if (signal?.aborted) break;
    const { inputs, target, samples } = partsOf(FN, batch);
    const done = step(plan, inputs, target);
    if (done === null) {
      stopped = 'nonFinite';
      break;
    }
    averages.add(samples, done.loss, done.metrics);
    if (plan.schedulerStep === 'batch') advance(plan, done.loss);
    if (onBatch !== undefined) {
      const asked = performance.now();
      const verdict = await onBatch({
        epoch,
        batch: averages.batches - 1,
        batches,
        samples: averages.samples,
        loss: done.loss,
        meanLoss: averages.loss,
        metrics: averages.metrics,
      });
      waited += performance.now() - asked;
      if (verdict === false) {
        stopped = 'callback';
        break;
      }
    }
    if (pause.isDue()) await pause.take();
    if (signal?.aborted) break;
  }
  if (signal?.aborted) stopped ??= 'aborted';
  const seconds = (performance.now() - begun - waited) / 1000;
  const { samples, loss, metrics } = averages;
  return { report: { epoch, batches: averages.batches, samples, loss, metrics, lr, seconds }, stopped };
}

/** Measures the model on the validation data, if there is any, into the report; false if it was aborted. */
async function validate<Output>(plan: Plan<Output>, report: EpochReport, pause: Pause): Promise<boolean> {
  const { model, validation, measures, signal } = plan;
  if (validation === undefined) return true;
  const averages = await measure(FN, model, validation, measures, pause, signal);
  if (averages === null) return false;
  if (averages.batches === 0) failRange(FN, `expected at least one batch of validation, got none in epoch ${report.epoch}`);
  report.valLoss = averages.loss;
  report.valMetrics = averages.metrics;
  return true;
}

/** All epochs, or until something stops them. */
async function run<Output>(plan: Plan<Output>, pause: Pause): Promise<History> {
  const { epochs: total, signal, stopping, onEpoch } = plan;
  const epochs = [...plan.before];
  let stopped: Stopped = 'finished';
  let partial: EpochReport | null = null;
  for (let epoch = plan.startEpoch; epoch < total && stopped === 'finished'; epoch++) {
    if (signal?.aborted) {
      stopped = 'aborted';
      break;
    }
    const { report, stopped: early } = await train(plan, epoch, pause);
    if (early === null && report.batches === 0)
      failRange(FN, `expected at least one batch, got none from the loader in epoch ${epoch}; it must be iterable anew`);
    if (early !== null || !(await validate(plan, report, pause))) {
      stopped = early ?? 'aborted';
      if (report.batches > 0) partial = report;
      break;
    }
    if (plan.schedulerStep === 'epoch') advance(plan, report.valLoss ?? report.loss);
    epochs.push(report);
    if (stopping?.note(report)) stopped = 'earlyStopping';
    if ((await onEpoch?.(report)) === false) stopped = 'callback';
    if (pause.isDue()) await pause.take();
  }
  if (stopped !== 'aborted' && stopped !== 'callback') stopping?.restore();
  return historyOf(epochs, { stopped, partial, bestEpoch: stopping?.bestEpoch ?? null });
}

/**
 * Trains a model: for every epoch and every batch of the loader, the gradients, a step of the optimizer, and what is
 * freed again. A batch is [...inputs, target] of tensors, such as a `DataLoader` gives. The event loop has its turn every
 * few milliseconds, so that a page stays alive and the signal is heard.
 *
 * Aborted, it stops between batches and gives the history so far (`stopped` says why it ended): the model is as the last
 * step left it. It goes on with `{ history }`, bit for bit as if it had never stopped when model, optimizer, scheduler
 * and generator were saved in `onEpoch`; an epoch stopped in its midst is begun again.
 *
 * The model trains in training mode (parts of a model in training mode that were put into evaluation mode stay in it),
 * is validated in evaluation mode, and has its modes of before in the end.
 *
 * @throws {TypeError} for what is no model, loader, optimizer or criterion; RangeError for options out of range, a
 *   loader without batches, or a loss of more than one number. It rejects with whatever the loader, the model, the
 *   criterion or a callback throws.
 */
export async function fit<Output>(model: Model<Output>, loader: Loader, options: FitOptions<Output>): Promise<History> {
  const plan = planOf(model, loader, options);
  const pause = startPause();
  const restoreModes = rememberModes(model);
  if (!model.training) model.train();
  try {
    return await run(plan, pause);
  } finally {
    restoreModes();
    pause[Symbol.dispose]();
    plan.stopping?.[Symbol.dispose]();
  }
}
