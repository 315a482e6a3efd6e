/** What training, validation and prediction share: models, batches, the forward pass, the loss. */
import { isList, isTensor } from '../core.ts';
import { failRange, failType, show } from '../errors.ts';
import { Module } from '../nn/module.ts';
import { showShape } from '../shape.ts';
import { isClass } from '../synchronous.ts';
import type { Tensor } from '../tensor.ts';

/** A module whose output the criterion takes. */
export type Model<Output> = Module & { forward(...inputs: never[]): Output };

/** Inputs of the model, followed by the target. */
export type Sample = readonly Tensor[];

/** Batches: a `DataLoader`, an array, or anything that can be iterated again for each epoch. */
export type Loader<Batch = Sample> = Iterable<Batch> | AsyncIterable<Batch>;

/** A loss: a module such as `nn.CrossEntropyLoss`, or a function of the model's output and the target. */
export type Criterion<Output> =
  | { forward(output: Output, target: Tensor): Tensor }
  | ((output: Output, target: Tensor) => Tensor);

/** Refuses anything without batches. */
export function checkLoader(fn: string, what: string, loader: unknown): void {
  const isAsync = typeof loader === 'object' && loader !== null && Symbol.asyncIterator in loader;
  if (!isAsync && !isList(loader)) failType(fn, `expected ${what} to be a loader of batches, got ${show(loader)}`);
}

/** Describes a class that was given instead of an instance; null for anything else. */
function classOf(value: unknown): string | null {
  if (typeof value !== 'function' || !(isClass(value) || value.prototype instanceof Module)) return null;
  return `the class ${value.name}; make one with new ${value.name}(…)`;
}

/** Refuses anything without a forward pass. */
export function checkModel(fn: string, model: unknown): void {
  if (!(model instanceof Module)) failType(fn, `expected model to be a Module, got ${classOf(model) ?? show(model)}`);
}

/** Refuses a criterion that is not callable. */
export function checkCriterion(fn: string, criterion: unknown): void {
  const isModule = typeof criterion === 'object' && criterion !== null && 'forward' in criterion;
  const name = classOf(criterion);
  if (name !== null || (typeof criterion !== 'function' && !isModule))
    failType(fn, `expected criterion to be a loss module or a function of (output, target), got ${name ?? show(criterion)}`);
}

/** The parts of a batch. */
export interface Parts {
  inputs: readonly Tensor[];
  target: Tensor;
  /** A weight for each sample, if batches have them. */
  weight: Tensor | null;
}

/** The parts of a batch of tensors: [...inputs, target], or [...inputs, target, weight]. */
export function partsOf(fn: string, batch: unknown, weighted: boolean): Parts {
  const least = weighted ? 3 : 2;
  if (!Array.isArray(batch) || batch.length < least || ![...batch].every(isTensor)) {
    const form = weighted ? '[inputs, target, weight]' : '[inputs, target]';
    failType(fn, `expected batches of tensors such as ${form}, got ${show(batch)}; give the loader a collate`);
  }
  const tensors: readonly Tensor[] = batch;
  const inputs = tensors.slice(0, 1 - least);
  return { inputs, target: tensors[inputs.length] as Tensor, weight: weighted ? (tensors.at(-1) as Tensor) : null };
}

/** The model's output. */
export function outputOf<Output>(model: Model<Output>, inputs: readonly Tensor[]): Output {
  return (model as { forward(...inputs: Tensor[]): Output }).forward(...inputs);
}

/** What the criterion returns. */
export function lossOf<Output>(fn: string, criterion: Criterion<Output>, output: Output, target: Tensor): Tensor {
  const loss: unknown = typeof criterion === 'function' ? criterion(output, target) : criterion.forward(output, target);
  if (!isTensor(loss)) failType(fn, `expected criterion to return a tensor, got ${show(loss)}`);
  return loss;
}

/** Refuses a loss of more than one number. */
export function checkScalar(fn: string, what: string, loss: Tensor): Tensor {
  if (loss.numel !== 1)
    failRange(fn, `expected ${what} to return one number, got shape ${showShape(loss.sizes)}; reduce it with mean()`);
  return loss;
}
