import { lengthOf, passOf } from '../data/pass.ts';
import { failRange, nameMemoryError } from '../errors.ts';
import type { Module } from '../nn/module.ts';
import { takes } from '../options.ts';
import { isThenable } from '../synchronous.ts';
import { Averages } from './averages.ts';
import { measure } from './evaluate.ts';
import type { Loader, Model } from './forward.ts';
import { Learner } from './learn.ts';
import { figureOf } from './monitor.ts';
import { type FitOptions, type Plan, planOf } from './options.ts';
import { type EpochReport, type History, historyOf, type NonFinite, type Stopped } from './report.ts';
import { Modes, Turn } from './turn.ts';

const FN = 'fit';

/** Advances the schedule. */
function advance<Output>({ scheduler }: Plan<Output>, figure: number): void {
  if (scheduler?.needsMetric) scheduler.step(figure);
  else scheduler?.step();
}

interface Trained {
  report: EpochReport;
  stopped: Stopped | null;
  nonFinite: NonFinite | null;
}

/** Trains on every batch once, or until something stops it. */
async function train<Output>(plan: Plan<Output>, epoch: number, turn: Turn, averages: Averages<Output>): Promise<Trained> {
  const { loader, signal, onBatch, schedulerStep } = plan;
  const learner = new Learner(plan, epoch);
  const batches = lengthOf(loader);
  const lr = plan.optimizer.paramGroups.map((group) => group.lr);
  const begun = performance.now();
  let waited = 0;
  let stopped: Stopped | null = null;
  let nonFinite: NonFinite | null = null;
  const pass = passOf(FN, loader);
  try {
    for (;;) {
      const coming = pass.next();
      const batch = coming instanceof Promise ? await turn.wait(coming) : coming;
      turn.enter();
      if (batch === null || signal?.aborted) break;
      const done = learner.learn(batch, averages);
      if ('message' in done) {
        nonFinite = done;
        break;
      }
      // a batch without targets that count has no loss to report
      const told = !Number.isNaN(done.loss) || plan.nonFinite === 'ignore' || !plan.scheduler?.needsMetric;
      if (done.stepped && schedulerStep === 'batch' && told) advance(plan, done.loss);
      if (onBatch !== undefined) {
        const asked = performance.now();
        const said = onBatch({
          epoch,
          batch: averages.batches - 1,
          batches,
          samples: averages.samples,
          loss: done.loss,
          meanLoss: averages.loss,
          metrics: averages.metrics,
          seconds: (asked - begun - waited) / 1000,
        });
        const verdict = isThenable(said) ? await turn.join(said) : said;
        turn.enter();
        waited += performance.now() - asked;
        if (verdict === false) {
          stopped = 'callback';
          break;
        }
      }
      const rest = turn.rest();
      if (rest !== null) await rest;
      turn.enter();
      if (signal?.aborted) break;
    }
  } finally {
    await turn.wait(pass.close());
  }
  turn.enter();
  if (signal?.aborted) stopped ??= 'aborted';
  if (stopped === null && nonFinite === null) {
    const last = learner.finish(averages);
    if ('message' in last) nonFinite = last;
    else if (last.stepped && schedulerStep === 'batch') advance(plan, averages.loss);
  }
  if (nonFinite !== null) stopped = 'nonFinite';
  const seconds = (performance.now() - begun - waited) / 1000;
  const { samples, loss, metrics: figures } = averages;
  turn.leave();
  return { report: { epoch, batches: averages.batches, samples, loss, metrics: figures, lr, seconds }, stopped, nonFinite };
}

/** Adds measurements on the validation data, if there is any, to the report; returns false if aborted. */
async function validate<Output>(plan: Plan<Output>, report: EpochReport, turn: Turn): Promise<boolean> {
  const { model, validation, metrics, signal, ema } = plan;
  if (validation === undefined) return true;
  const own = [new Modes(FN, model, false), ...(ema === null ? [] : [ema])];
  const at = { epoch: report.epoch, signal };
  const averages = await turn.within(own, () => measure(FN, plan, validation, metrics, turn, at));
  turn.enter();
  if (averages === null) {
    turn.leave();
    return false;
  }
  if (averages.batches === 0) failRange(FN, `expected at least one validation batch, got none in epoch ${report.epoch}`);
  report.valLoss = averages.loss;
  report.valMetrics = averages.metrics;
  turn.leave();
  return true;
}

/** Records an epoch, with the parameters that it was measured with; returns whether to stop. */
function noteBest<Output>({ best, ema }: Plan<Output>, report: EpochReport): boolean {
  ema?.enter();
  try {
    return best?.note(report) ?? false;
  } finally {
    ema?.leave();
  }
}

/** Runs all epochs, or until something stops them. */
async function run<Output>(plan: Plan<Output>, turn: Turn): Promise<History> {
  const { epochs: total, signal, best, ema, onEpoch, checkpoints } = plan;
  // without a store, no other task runs before the first batch
  const found = checkpoints === null ? null : await checkpoints.find(plan, turn);
  turn.enter();
  const epochs = [...(found?.epochs ?? plan.before)];
  let stopped: Stopped = found?.ended ? 'earlyStopping' : 'finished';
  let partial: EpochReport | null = null;
  let nonFinite: NonFinite | null = null;
  for (let epoch = found?.epochs.length ?? plan.startEpoch; epoch < total && stopped === 'finished'; epoch++) {
    if (signal?.aborted) {
      stopped = 'aborted';
      break;
    }
    const averages = new Averages(FN, plan.metrics);
    const trained = await train(plan, epoch, turn, averages).finally(() => averages.close());
    turn.enter();
    const { report } = trained;
    if (trained.stopped === null && report.batches === 0)
      failRange(FN, `expected at least one batch, got none from the loader in epoch ${epoch}; it must be iterable again`);
    const validated = trained.stopped === null && (await validate(plan, report, turn));
    turn.enter();
    if (!validated) {
      stopped = trained.stopped ?? 'aborted';
      nonFinite = trained.nonFinite;
      if (report.batches > 0) partial = report;
      break;
    }
    if (plan.schedulerStep === 'epoch') advance(plan, figureOf(report, plan.monitor));
    epochs.push(report);
    if (noteBest(plan, report)) stopped = 'earlyStopping';
    const said = onEpoch?.(report);
    turn.enter();
    if ((isThenable(said) ? await turn.join(said) : said) === false) stopped = 'callback';
    turn.enter();
    if (checkpoints?.isDue(epochs.length, stopped !== 'finished' || epochs.length === total)) {
      await checkpoints.save(plan, epochs, turn);
      turn.enter();
    }
    const rest = turn.rest();
    if (rest !== null) await rest;
    turn.enter();
  }
  if (stopped === 'finished' || stopped === 'earlyStopping') ema?.apply();
  if (stopped !== 'aborted' && stopped !== 'callback') best?.restore();
  turn.leave();
  return historyOf(epochs, { stopped, partial, bestEpoch: best?.epoch ?? null, nonFinite });
}

/**
 * Trains a model: for every epoch and every batch of the loader, it computes gradients, takes a step of the optimizer, and frees
 * memory. A batch is a list of tensors, [...inputs, target], as from a `DataLoader`. `fit` yields to the event loop every few
 * milliseconds, so that a page stays responsive and the signal takes effect.
 *
 * Reported means are over the targets that count, whatever the batch size: ignored targets do not, and class weights apply as in
 * the criterion's own mean. A batch without a target that counts is skipped.
 *
 * When aborted, it stops between batches and returns the history so far (`stopped` says why it ended); the model stays as the
 * last step left it. Pass `{ history }` to resume: bit for bit as if it had never stopped, if model, optimizer, scheduler and
 * generator were saved in `onEpoch`; an unfinished epoch is started again. With `checkpoint`, `fit` saves and resumes by itself.
 *
 * The model trains in training mode (if it is already, submodules in evaluation mode stay so), and is validated in evaluation
 * mode. Modes and the default generator's stream belong to the fit while its code runs, and are restored while other tasks run: a
 * concurrent `fit`, `evaluate` or `predict` does not affect it, nor is it affected. What a callback changes in them before its
 * first `await` stays changed for the rest of the fit; later, it may still read the stream.
 *
 * @throws {TypeError} unless given a model, a loader, an optimizer and a criterion; RangeError for options out of range, a loader
 *   without batches, or a loss of more than one number. It rejects with whatever the loader, the model, the criterion or a
 *   callback throws.
 */
export function fit<Output>(model: Model<Output>, loader: Loader, options: FitOptions<Output>): Promise<History>;
export function fit<M extends Module, Output, Batch>(
  model: M,
  loader: Loader<Batch>,
  options: FitOptions<Output, Batch, M> & Required<Pick<FitOptions<Output, Batch, M>, 'step'>>,
): Promise<History>;
export async function fit<Output, Batch>(
  model: Model<Output>,
  loader: Loader<Batch>,
  options: FitOptions<Output, Batch>,
): Promise<History> {
  takes('fit', 3, arguments);
  let plan: Plan<Output> | null = null;
  try {
    plan = planOf(model, loader, options);
    const turn = new Turn(FN, model, true);
    try {
      return await run(plan, turn);
    } finally {
      turn[Symbol.dispose]();
    }
  } catch (error) {
    throw nameMemoryError(FN, error);
  } finally {
    plan?.best?.[Symbol.dispose]();
    plan?.ema?.[Symbol.dispose]();
    if (plan?.checkpoints) await plan.checkpoints.close();
  }
}
