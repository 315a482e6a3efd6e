/** What a worker is told to do. */
import type { Loader, Model, Sample } from '../fit/forward.ts';
import type { FitOptions } from '../fit/options.ts';

/** What `train` returns: the options of `fit`, and what else `fit` takes. */
export interface Training<M extends Model<unknown>, Batch = Sample>
  extends Omit<FitOptions<ReturnType<M['forward']>, Batch, M>, 'signal'> {
  /** The batches to train on. */
  loader: Loader<Batch>;
  /** The model to train, which becomes the worker's. Default: the one that it has. */
  model?: M;
}

/** Functions by name. */
export type Calls = Record<string, (...args: never[]) => unknown>;

/** What `serve` is given. */
export interface Definition<M extends Model<unknown>, Options, Input, Output, C extends object, Batch> {
  /** Makes the worker's model, when it is first needed. */
  model(): M | Promise<M>;
  /** Prepares a training of the model, or of another, by the options that the page gave to `start`. */
  train(model: M, options: Options): Training<M, Batch> | Promise<Training<M, Batch>>;
  /** Answers the page's `predict`: the model is in evaluation mode, without gradients, and tensors are freed after it. */
  predict?(model: M, input: Input): Output;
  /** The bytes that the page's `save` gets. Default: a safetensors file of `model.stateDict()`. */
  save?(model: M): Uint8Array<ArrayBuffer>;
  /** Reads such bytes, and returns the model that is the worker's from then on. Default: `loadStateDict` on the one it has. */
  load?(model: M, bytes: Uint8Array): M | Promise<M>;
  /** More functions, which the page calls by name. */
  calls?: C;
}

/** Carries the types of a worker to the page that connects to it. */
declare const TYPES: unique symbol;

/** What `serve` returns: its type is all that a page needs of it. */
export interface Served<Options, Input, Output, C extends object> {
  /** There is no value: it holds the types for `connect`. */
  readonly [TYPES]?: { options: Options; input: Input; output: Output; calls: C };
}
