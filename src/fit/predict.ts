import { noGrad } from '../autograd/tape.ts';
import { isTensor } from '../core.ts';
import { passOf } from '../data/pass.ts';
import { checkInteger, checkOneOf, checkOptions, failRange, failType, nameMemoryError, show } from '../errors.ts';
import { sigmoid } from '../ops/elementwise/unary.ts';
import { argmax } from '../ops/reduce/extremum.ts';
import { logSoftmax, softmax } from '../ops/reduce/softmax.ts';
import { cat } from '../ops/shape/join.ts';
import { narrow } from '../ops/shape/part.ts';
import { takes } from '../options.ts';
import { keep, scope } from '../scope.ts';
import { showShape } from '../shape.ts';
import type { Tensor } from '../tensor.ts';
import { checkLoader, checkModel, type Model, outputOf } from './forward.ts';
import { Turn } from './turn.ts';

/** What is applied to the model's outputs. */
export type Activation = 'none' | 'softmax' | 'logSoftmax' | 'sigmoid' | 'argmax';

/** Options of `predict`. */
export interface PredictOptions {
  /** How many rows of a tensor go through the model at a time. Default 256. A loader has its own batch size. */
  batchSize?: number;
  /** What is applied to the outputs. Default 'none'. All but 'sigmoid' apply over the classes, dim 1. */
  activation?: Activation;
  /** Aborts between batches. */
  signal?: AbortSignal;
}

const FN = 'predict';
const ACTIVATIONS = ['none', 'softmax', 'logSoftmax', 'sigmoid', 'argmax'] as const;

function activated(y: Tensor, activation: Activation): Tensor {
  if (activation === 'none') return y;
  if (activation === 'sigmoid') return sigmoid(y);
  if (y.ndim < 2)
    failRange(FN, `expected results of shape [N, C, …] for ${activation}, got ${showShape(y.sizes)}; use 'sigmoid' or 'none'`);
  if (activation === 'argmax') return argmax(y, 1);
  return activation === 'softmax' ? softmax(y, 1) : logSoftmax(y, 1);
}

/** The rows of a tensor, several at a time, as views; each is freed when the next is requested. */
function* rowsOf(x: Tensor, batchSize: number): Generator<Tensor> {
  const rows = x.sizes[0] as number;
  for (let at = 0; at === 0 || at < rows; at += batchSize) {
    const part = narrow(x, 0, at, Math.min(batchSize, rows - at));
    try {
      yield part;
    } finally {
      part.dispose();
    }
  }
}

/** The model's inputs in a batch: a tensor, as many tensors as `forward` has parameters, or all but the last, the target. */
function inputsOf<Output>(model: Model<Output>, batch: unknown): readonly Tensor[] {
  if (isTensor(batch)) return [batch];
  if (!Array.isArray(batch) || batch.length === 0 || ![...batch].every(isTensor))
    failType(FN, `expected batches of tensors such as [inputs] or [inputs, target], got ${show(batch)}`);
  const tensors: readonly Tensor[] = batch;
  return tensors.length === 1 || tensors.length === model.forward.length ? tensors : tensors.slice(0, -1);
}

/** All results, concatenated. */
function joined(parts: readonly Tensor[]): Tensor {
  const [first] = parts as [Tensor];
  const other = parts.find((t) => showShape(t.sizes.slice(1)) !== showShape(first.sizes.slice(1)));
  if (other !== undefined)
    failRange(FN, `expected results of one shape after dim 0, got ${showShape(first.sizes)} and ${showShape(other.sizes)}`);
  return parts.length === 1 ? first : cat(parts);
}

/** The results over every batch; the caller owns the tensor. */
async function collect<Output>(
  model: Model<Output>,
  batches: object,
  activation: Activation,
  turn: Turn,
  signal: AbortSignal | undefined,
): Promise<Tensor> {
  const parts: Tensor[] = [];
  let all: Tensor | null = null;
  const pass = passOf(FN, batches);
  try {
    for (;;) {
      signal?.throwIfAborted();
      const coming = pass.next();
      const batch = coming instanceof Promise ? await turn.wait(coming) : coming;
      turn.enter();
      if (batch === null) break;
      scope(() =>
        noGrad(() => {
          const output: unknown = outputOf(model, inputsOf(model, batch));
          if (!isTensor(output)) failType(FN, `expected the model to return a tensor, got ${show(output)}`);
          if (output.ndim === 0) failRange(FN, 'expected a result for each row, got a scalar');
          const result = activated(output, activation);
          // a model may return its input, or a view of a parameter
          parts.push(keep(result.owner === 'scope' && result.base === null ? result : cat([result])));
        }),
      );
      const rest = turn.rest();
      if (rest !== null) await rest;
      turn.enter();
    }
    if (parts.length === 0) failRange(FN, 'expected at least one batch, got none from the loader');
    all = joined(parts);
    return all;
  } finally {
    for (const part of parts) if (part !== all) part.dispose();
    await turn.wait(pass.close());
  }
}

/**
 * A model's outputs for a tensor's rows or a loader's batches, concatenated in one tensor, which the caller owns: in evaluation
 * mode, without gradients, yielding to the event loop. A loader's batch is a tensor, `[...inputs]`, or `[...inputs, target]`: as
 * many tensors as `forward` has parameters are inputs; otherwise the last is a target and is left out.
 *
 * @returns float32 (N, …), or int32 without the dim of classes for 'argmax'
 * @throws {TypeError} unless given a model and a loader; RangeError for a scalar, a loader without batches, or results whose
 *   shapes differ; the signal's reason if it is aborted.
 */
export async function predict<Output>(
  model: Model<Output>,
  loader: Tensor | Iterable<Tensor | readonly Tensor[]> | AsyncIterable<Tensor | readonly Tensor[]>,
  options?: PredictOptions,
): Promise<Tensor> {
  takes(FN, 3, arguments);
  checkModel(FN, model);
  checkOptions(FN, options, ['batchSize', 'activation', 'signal']);
  const { batchSize = 256, activation = 'none', signal } = options ?? {};
  checkInteger(FN, 'batchSize', batchSize, 1);
  checkOneOf(FN, 'activation', activation, ACTIVATIONS);
  if (signal !== undefined && typeof signal?.aborted !== 'boolean')
    failType(FN, `expected signal to be an AbortSignal, got ${show(signal)}`);
  let batches: object = loader;
  if (isTensor(loader)) {
    loader.check(FN);
    if (loader.ndim === 0) failRange(FN, 'expected a tensor with rows, got a scalar');
    batches = rowsOf(loader, batchSize);
  } else {
    checkLoader(FN, 'loader', loader);
  }
  const turn = new Turn(FN, model, false);
  try {
    return await collect(model, batches, activation, turn, signal);
  } catch (error) {
    throw nameMemoryError(FN, error);
  } finally {
    turn[Symbol.dispose]();
  }
}
