/** Reads TensorFlow.js models as modules. */
import { checkOneOf, checkOptions, failRange, failType, show } from '../errors.ts';
import { isFileBytes } from '../io/bytes.ts';
import type { Module } from '../nn/module.ts';
import { takes } from '../options.ts';
import type { Tensor } from '../tensor.ts';
import { Builder, type Value } from './builder.ts';
import { Config, type Dims, FN, field, isObject, type Json } from './config.ts';
import { Topology } from './topology.ts';
import { isZip, partsOf } from './unzip.ts';
import { type TfjsWeights, weightsOf } from './weights.ts';

/** A model that was read: it takes the inputs in the file's order and returns its only output. */
export type TfjsModule = Module & { forward(...inputs: Tensor[]): Tensor };

/** Options of `fromTfjs`. */
export interface FromTfjsOptions {
  /**
   * The layout of images, that is, inputs and outputs of 4 dims: 'NHWC', as in TensorFlow.js, or 'NCHW', as in PyTorch, which
   * saves a copy of each batch. Default 'NHWC'. Everything else keeps the file's layout, such as sequences (N, T, C).
   */
  inputLayout?: 'NHWC' | 'NCHW';
  /** The name of the layer whose result is the output; layers after it are left out. Default: the model's output. */
  output?: string;
}

/** `model.json` as an object. */
function parse(given: unknown): Json {
  let value = given;
  if (isFileBytes(value)) value = new TextDecoder().decode(value);
  if (typeof value === 'string') {
    try {
      value = JSON.parse(value);
    } catch {
      failRange(FN, 'expected modelJson to be JSON, got other text');
    }
  }
  if (!isObject(value)) failType(FN, `expected modelJson to be an object, JSON or the bytes of a zip, got ${show(value)}`);
  return value;
}

/** The topology without what Python and HDF5 wrap around it. */
function topologyOf(model: Json): Json {
  const format = field(model, 'format');
  if (format === 'graph-model')
    failType(
      FN,
      "expected a Layers model, got a graph model, which has no layers; convert it with tensorflowjs's tfjs_layers_model",
    );
  let topology: unknown = field(model, 'model_topology') ?? model;
  if (isObject(topology) && isObject(field(topology, 'model_config'))) topology = field(topology, 'model_config');
  if (!isObject(topology)) failType(FN, `expected modelTopology to be an object, got ${show(topology)}`);
  return topology;
}

/**
 * A model of TensorFlow.js's Layers format as a module: to be evaluated, trained further, saved and exported like any other. A
 * chain of layers becomes an `nn.Sequential`, one with branches a module that calls its layers, both with the file's names.
 * Layers marked as not trainable have parameters that require no gradient.
 *
 * Images have TensorFlow.js's layout, (N, H, W, C), unless `inputLayout` is 'NCHW'. Inputs of an Embedding are int32.
 *
 * It reads sequential and functional models, including nested ones, with one output, with float32 or quantised weights, and with
 * the layers that the error for any other lists. One difference in training, as in PyTorch: the running variance of a
 * BatchNormalization has divisor n − 1.
 *
 * @param modelJson `model.json`, parsed or as text; or the bytes of a zip with the model, as Teachable Machine saves it.
 * @param weights The binary files: all bytes in one, an array of them in the order of the manifest, or an object by path. Not
 *   given with a zip.
 * @throws {TypeError} for a layer that is not known, by its class and name, or has settings that PyTorch's does not support.
 * @throws {RangeError} for files that are damaged, sizes that disagree, and weights that are missing. Nothing is allocated
 *   then.
 */
export function fromTfjs(
  modelJson: string | object | Uint8Array | ArrayBuffer,
  weights?: TfjsWeights,
  options?: FromTfjsOptions,
): TfjsModule {
  takes(FN, 3, arguments);
  checkOptions(FN, options, ['inputLayout', 'output']);
  const layout = checkOneOf(FN, 'inputLayout', options?.inputLayout ?? 'NHWC', ['NHWC', 'NCHW']);
  const zipped = isZip(modelJson) ? partsOf(FN, modelJson) : null;
  if (zipped !== null && weights !== undefined) failType(FN, `expected a zip without weights beside it, got ${show(weights)}`);
  const model = parse(zipped?.modelJson ?? modelJson);
  const topology = topologyOf(model);
  const b = new Builder(weightsOf(model, zipped?.weights ?? weights));
  const isMoved = (shape: Dims): boolean => shape.length === 4 && layout === 'NCHW';
  const outputs = new Topology(b, (shape) => b.input(shape, isMoved(shape))).model(topology, null);
  let [output] = outputs as [Value];
  if (options?.output !== undefined) {
    const found = b.results.get(options.output);
    if (found === undefined)
      failRange(FN, `expected output to be the name of a layer with one result, got ${show(options.output)}`);
    output = found;
  } else if (outputs.length !== 1)
    failRange(FN, `expected a model of one output, got ${outputs.length}; name the layer that returns yours as output`);
  const end = new Config('output', 'output', {});
  return b.finish(isMoved(output.shape) ? b.channelsFirst(end, output) : b.plain(end, output)) as TfjsModule;
}
