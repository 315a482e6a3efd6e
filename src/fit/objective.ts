/** How a batch becomes a loss: by the model, the criterion and anything between them, or by a custom step. */

import { isTensor } from '../core.ts';
import { checkNumber, checkOptions, failRange, failType, show } from '../errors.ts';
import { add, mul } from '../ops/elementwise/arithmetic.ts';
import { type Counted, counting } from '../ops/loss/targets.ts';
import { sum } from '../ops/reduce/sum.ts';
import { reshape } from '../ops/shape/reshape.ts';
import { showShape } from '../shape.ts';
import { isClass, isThenable } from '../synchronous.ts';
import type { Tensor } from '../tensor.ts';
import { type Count, countOf, indexParts } from './count.ts';
import { type Criterion, checkScalar, lossOf, type Model, outputOf, partsOf } from './forward.ts';
import { blend } from './mixup.ts';

/** What a custom `step` receives besides the batch. */
export interface StepParts<Output, M = Model<Output>> {
  /** The model, in training mode for a step and in evaluation mode for validation. */
  model: M;
  /** The criterion, if `fit` was given one. */
  criterion: Criterion<Output> | undefined;
  /** The epoch's position, from 0. */
  epoch: number;
  /** The batch's position in the epoch, from 0. */
  batch: number;
}

/** What a custom `step` may return besides the loss. */
export interface StepResult<Output> {
  /** The loss, of one element; `fit` takes its gradients and the optimizer's step. */
  loss: Tensor;
  /** What the metrics measure. */
  output?: Output;
  /** What the metrics compare it with. Default: the batch's last tensor. */
  target?: Tensor;
  /** The number that the mean loss was divided by: the batch's weight. Default: taken from the target. */
  count?: number;
}

/** A custom step: the loss of a batch. */
export type Step<Output, Batch, M = Model<Output>> = (batch: Batch, parts: StepParts<Output, M>) => Tensor | StepResult<Output>;

/** What is computed from every batch. */
export interface Objective<Output> {
  model: Model<Output>;
  criterion: Criterion<Output> | undefined;
  step?: Step<Output, never> | undefined;
  sampleWeight: boolean;
  mixup?: number | undefined;
}

/** The outcome of a batch. */
export interface Outcome<Output> {
  loss: Tensor;
  /** What the metrics measure, if anything. */
  measured: { output: Output; target: Tensor } | null;
  count: Count;
  /** The number of rows in the batch. */
  samples: number;
}

/** The weighted mean of the samples' losses, and the weights' sum. */
function weightedLoss(
  fn: string,
  criterion: unknown,
  losses: Tensor,
  target: Tensor,
  weight: Tensor,
): { loss: Tensor; weight: number } {
  const rows = target.sizes[0];
  if (weight.dtype !== 'float32' || weight.ndim !== 1 || weight.sizes[0] !== rows)
    failRange(fn, `expected sample weights of shape [${rows}] float32, got ${showShape(weight.sizes)} ${weight.dtype}`);
  if (losses.ndim === 0 || losses.sizes[0] !== rows)
    failRange(
      fn,
      `expected criterion to return a loss for each sample beside sampleWeight, got shape ${showShape(losses.sizes)}; use reduction 'none'`,
    );
  const factors = weight.toTypedArray();
  for (const w of factors) checkNumber(fn, 'sample weights', w, 0, Number.MAX_VALUE);
  const across = losses.numel / (rows as number);
  const parts = target.dtype === 'int32' && target.numel === losses.numel ? indexParts(criterion, target).parts : null;
  let total = 0;
  for (let i = 0; i < losses.numel; i++)
    total += (factors[Math.floor(i / across)] as number) * (parts === null ? 1 : (parts[i] as number));
  const column = reshape(
    weight,
    losses.sizes.map((_, d) => (d === 0 ? (rows as number) : 1)),
  );
  return { loss: mul(sum(mul(losses, column)), 1 / total), weight: total };
}

function usual<Output>(fn: string, objective: Objective<Output>, batch: unknown, training: boolean): Outcome<Output> | null {
  const { model, sampleWeight, mixup } = objective;
  const criterion = objective.criterion as Criterion<Output>;
  const parts = partsOf(fn, batch, sampleWeight);
  const { target } = parts;
  if (target.numel === 0) return null;
  const blended = mixup !== undefined && training ? blend(fn, parts.inputs, mixup) : null;
  const output = outputOf(model, blended?.inputs ?? parts.inputs);
  const counted: Counted[] = [];
  let weights: number | null = null;
  const lossFor = (target: Tensor, weight: Tensor | null): Tensor => {
    const loss = counting(counted, () => lossOf(fn, criterion, output, target));
    if (weight === null) return checkScalar(fn, 'criterion', loss);
    const weighed = weightedLoss(fn, criterion, loss, target, weight);
    weights = weighed.weight;
    return weighed.loss;
  };
  let loss = lossFor(target, parts.weight);
  if (blended !== null) {
    const { share, reorder } = blended;
    const other = lossFor(reorder(target), parts.weight === null ? null : reorder(parts.weight));
    loss = add(mul(loss, share), mul(other, 1 - share));
  }
  const count = countOf(criterion, target, counted);
  if (weights !== null) Object.assign(count, { weight: weights, isSum: false });
  return { loss, measured: { output, target }, count, samples: target.sizes[0] ?? 1 };
}

function custom<Output>(
  fn: string,
  { model, criterion, step }: Objective<Output>,
  batch: unknown,
  at: { epoch: number; batch: number },
): Outcome<Output> {
  const counted: Counted[] = [];
  const given: unknown = counting(counted, () => (step as Step<Output, unknown>)(batch, { model, criterion, ...at }));
  if (isThenable(given)) {
    given.then(undefined, () => {});
    failType(fn, 'expected step to return a loss, got a promise; step is synchronous, callbacks may wait');
  }
  const result = (isTensor(given) ? { loss: given } : given) as StepResult<Output> | null | undefined;
  if (!isTensor(result?.loss)) failType(fn, `expected step to return a tensor or { loss, output }, got ${show(given)}`);
  checkOptions(fn, result, ['loss', 'output', 'target', 'count']);
  checkScalar(fn, 'step', result.loss);
  const last: unknown = Array.isArray(batch) ? batch.at(-1) : undefined;
  const target = result.target ?? (isTensor(last) ? last : undefined);
  if (target !== undefined && !isTensor(target)) failType(fn, `expected step to return a target tensor, got ${show(target)}`);
  const count = countOf(criterion, target, counted);
  if (result.count !== undefined) {
    checkNumber(fn, 'count of the step', result.count, 0, Number.MAX_VALUE);
    count.weight = count.targets = result.count;
    count.isSum = false;
  }
  const measured = result.output === undefined || target === undefined ? null : { output: result.output, target };
  return { loss: result.loss, measured, count, samples: target?.shape[0] ?? 1 };
}

/** The outcome of a batch; null if it is empty. */
export function outcomeOf<Output>(
  fn: string,
  objective: Objective<Output>,
  batch: unknown,
  at: { epoch: number; batch: number; training: boolean },
): Outcome<Output> | null {
  const { training, ...place } = at;
  return objective.step === undefined ? usual(fn, objective, batch, training) : custom(fn, objective, batch, place);
}

/** Refuses parts that cannot be combined. */
export function checkObjective<Output>(fn: string, { criterion, step, sampleWeight, mixup }: Objective<Output>): void {
  if (step !== undefined && (typeof step !== 'function' || isClass(step)))
    failType(fn, `expected step to be a function, got ${show(step)}`);
  const beside = sampleWeight ? 'sampleWeight' : mixup === undefined ? null : 'mixup';
  if (step !== undefined && beside !== null) failRange(fn, `expected step or ${beside}, got both; do it in the step`);
  if (mixup !== undefined) checkNumber(fn, 'mixup', mixup, Number.MIN_VALUE, Number.MAX_VALUE);
  const { reduction } = (typeof criterion === 'object' ? criterion : {}) as { reduction?: unknown };
  if (sampleWeight && typeof reduction === 'string' && reduction !== 'none')
    failRange(fn, `expected a criterion of reduction 'none' beside sampleWeight, got '${reduction}'`);
}
