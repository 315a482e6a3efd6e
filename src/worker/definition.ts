/** The definition of a worker. */
import type { Loader, Model, Sample } from '../fit/forward.ts';
import type { FitOptions } from '../fit/options.ts';

/** What `train` returns: the options of `fit`, and its other arguments. */
export interface Training<M extends Model<unknown>, Batch = Sample>
  extends Omit<FitOptions<ReturnType<M['forward']>, Batch, M>, 'signal'> {
  /** The batches to train on. */
  loader: Loader<Batch>;
  /** The model to train, which becomes the worker's. Default: its current model. */
  model?: M;
}

/** Functions by name. */
export type Calls = Record<string, (...args: never[]) => unknown>;

/** The argument of `serve`. */
export interface Definition<M extends Model<unknown>, Options, Input, Output, C extends object, Batch> {
  /** Makes the worker's model, when it is first needed. */
  model(): M | Promise<M>;
  /** Prepares a training of the model, or of another one, from the options that the page passed to `start`. */
  train(model: M, options: Options): Training<M, Batch> | Promise<Training<M, Batch>>;
  /** Answers the page's `predict`: the model is in evaluation mode, without gradients, and tensors are freed afterwards. */
  predict?(model: M, input: Input): Output;
  /** The bytes for the page's `save`. Default: a safetensors file of `model.stateDict()`. */
  save?(model: M): Uint8Array<ArrayBuffer>;
  /** Reads such bytes, and returns the worker's model from then on. Default: `loadStateDict` on the current model. */
  load?(model: M, bytes: Uint8Array): M | Promise<M>;
  /** More functions, which the page calls by name. */
  calls?: C;
}

/** Carries the types of a worker to the page that connects to it. */
declare const TYPES: unique symbol;

/** The result of `serve`: a page needs only its type. */
export interface Served<Options, Input, Output, C extends object> {
  /** Has no value: it holds the types for `connect`. */
  readonly [TYPES]?: { options: Options; input: Input; output: Output; calls: C };
}
