/** What training and validation share: batches, the forward pass, the loss, and the metrics. */
import { noGrad } from '../autograd/tape.ts';
import { failRange, failType, show } from '../errors.ts';
import { Module } from '../nn/module.ts';
import { showShape } from '../shape.ts';
import { Tensor } from '../tensor.ts';
import type { Figures } from './report.ts';

/** A module whose result the criterion takes. */
export type Model<Output> = Module & { forward(...inputs: never[]): Output };

/** Inputs of the model, and the target last. */
export type Sample = readonly Tensor[];

/** Batches: a `DataLoader`, an array, or anything that can be iterated anew for each epoch. */
export type Loader = Iterable<Sample> | AsyncIterable<Sample>;

/** A loss: a module such as `nn.CrossEntropyLoss`, or a function of the model's result and the target. */
export type Criterion<Output> =
  | { forward(output: Output, target: Tensor): Tensor }
  | ((output: Output, target: Tensor) => Tensor);

/** A figure of the model's result and the target, the mean over the batch's samples: a number, or a tensor of one element. */
export type Metric<Output> = (output: Output, target: Tensor) => number | Tensor;

/** What is measured of a batch. */
export interface Measures<Output> {
  criterion: Criterion<Output>;
  metrics: Record<string, Metric<Output>>;
}

/** Refuses what has no batches to give. */
export function checkLoader(fn: string, what: string, loader: unknown): Loader {
  const iterable = typeof loader === 'object' && loader !== null && (Symbol.iterator in loader || Symbol.asyncIterator in loader);
  if (!iterable || loader instanceof Tensor) failType(fn, `expected ${what} to be a loader of batches, got ${show(loader)}`);
  return loader as Loader;
}

/** Refuses what cannot be trained. */
export function checkModel(fn: string, model: unknown): void {
  if (!(model instanceof Module)) failType(fn, `expected model to be a Module, got ${show(model)}`);
}

/** Refuses a criterion or metrics that cannot be called. */
export function checkMeasures<Output>(fn: string, criterion: unknown, metrics: unknown): Measures<Output> {
  const isModule = typeof criterion === 'object' && criterion !== null && 'forward' in criterion;
  if (typeof criterion !== 'function' && !isModule)
    failType(fn, `expected criterion to be a loss module or a function of (output, target), got ${show(criterion)}`);
  if (typeof metrics !== 'object' || metrics === null || Array.isArray(metrics))
    failType(fn, `expected metrics to be functions by name, such as { accuracy }, got ${show(metrics)}`);
  for (const [name, metric] of Object.entries(metrics)) {
    if (typeof metric !== 'function') failType(fn, `expected metric '${name}' to be a function, got ${show(metric)}`);
    if (name === 'loss') failRange(fn, "expected metrics of other names than 'loss', got one");
  }
  return { criterion: criterion as Criterion<Output>, metrics: metrics as Measures<Output>['metrics'] };
}

/** The inputs and the target of a batch, and how many samples it has. */
export function partsOf(fn: string, batch: unknown): { inputs: Tensor[]; target: Tensor; samples: number } {
  if (!Array.isArray(batch) || batch.length < 2 || !batch.every((t) => t instanceof Tensor))
    failType(fn, `expected batches of tensors such as [inputs, target], got ${show(batch)}; give the loader a collate`);
  const target = batch.at(-1) as Tensor;
  return { inputs: batch.slice(0, -1), target, samples: target.shape[0] ?? 1 };
}

/** The model's result. */
export function outputOf<Output>(model: Model<Output>, inputs: readonly Tensor[]): Output {
  return (model as { forward(...inputs: Tensor[]): Output }).forward(...inputs);
}

/** The criterion's loss, a scalar. */
export function lossOf<Output>(fn: string, { criterion }: Measures<Output>, output: Output, target: Tensor): Tensor {
  const loss: unknown = typeof criterion === 'function' ? criterion(output, target) : criterion.forward(output, target);
  if (!(loss instanceof Tensor)) failType(fn, `expected criterion to give a tensor, got ${show(loss)}`);
  if (loss.numel !== 1)
    failRange(fn, `expected criterion to give one number, got shape ${showShape(loss.shape)}; reduce it with mean()`);
  return loss;
}

/** Every metric of a batch. */
export function figuresOf<Output>(fn: string, { metrics }: Measures<Output>, output: Output, target: Tensor): Figures {
  return noGrad(() => {
    const figures: Figures = {};
    for (const name in metrics) {
      const value: unknown = metrics[name]?.(output, target);
      const figure: unknown = value instanceof Tensor ? value.item() : value;
      if (typeof figure !== 'number') failType(fn, `expected metric '${name}' to give a number, got ${show(figure)}`);
      figures[name] = figure;
    }
    return figures;
  });
}
