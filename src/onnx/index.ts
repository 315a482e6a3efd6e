/**
 * Export to ONNX: a trained model as a file that other runtimes load, in browsers, on phones and on servers.
 * @packageDocumentation
 */

import { isTensor } from '../core.ts';
import { tensor } from '../create/values.ts';
import { failRange, failType, show } from '../errors.ts';
import { Module } from '../nn/module.ts';
import { indexSelect } from '../ops/index/index-select.ts';
import { type Rule, readOptions, takes } from '../options.ts';
import { scope } from '../scope.ts';
import { checkDim, showShape } from '../shape.ts';
import type { Tensor } from '../tensor.ts';
import { type BatchDims, buildGraph } from './build.ts';
import { encodeModel } from './graph.ts';
import { type Exportable, type Trace, traceOf } from './trace.ts';

/** Options of `toOnnx`. */
export interface OnnxOptions {
  /** The inputs' names. Default `input`, or `input_0` and so on for several. */
  inputNames?: readonly string[] | null;
  /** The outputs' names. Default `output`, or `output_0` and so on for several. */
  outputNames?: readonly string[] | null;
  /** The batch dim of each input (default 0); null for an input of fixed size, such as a mask. */
  batchDims?: readonly (number | null)[] | null;
}

/** An array whose elements are checked later, or null. */
const list = <T>(kind: string): Rule<readonly T[] | null> => ({
  initial: null,
  check: (fn, what, value) =>
    value === null || Array.isArray(value)
      ? value
      : failType(fn, `expected ${what} to be an array of ${kind}, got ${show(value)}`),
});

const OPTIONS = {
  inputNames: /* @__PURE__ */ list<string>('names'),
  outputNames: /* @__PURE__ */ list<string>('names'),
  batchDims: /* @__PURE__ */ list<number | null>('dims'),
};

/** The names of the inputs or outputs, which must not be `taken`. */
function namesFor(what: 'input' | 'output', given: readonly string[] | null, count: number, taken: readonly string[]): string[] {
  if (given === null) return count === 1 ? [what] : Array.from({ length: count }, (_, i) => `${what}_${i}`);
  if (given.length !== count)
    failRange('toOnnx', `expected ${what}Names of length ${count}, one for each ${what}, got ${given.length}`);
  const names = [...given];
  names.forEach((name, i) => {
    if (typeof name !== 'string' || name === '')
      failType('toOnnx', `expected ${what}Names to be names that are not empty, got ${show(name)}`);
    if (names.indexOf(name) !== i || taken.includes(name)) failRange('toOnnx', `expected each name once, got '${name}' again`);
  });
  return names;
}

function checkExample(what: string, example: unknown): Tensor {
  if (!isTensor(example)) failType('toOnnx', `expected ${what} to be a tensor, got ${show(example)}`);
  example.check('toOnnx');
  return example;
}

/**
 * `count` entries of the example along its batch dim; with `other`, other values, or for indices and truth values another order.
 */
function batchOf(example: Tensor, dim: number | null, count: number, other: boolean): Tensor {
  let batch = example;
  if (dim !== null) {
    const n = example.shape[dim] as number;
    const rows = Int32Array.from({ length: count }, (_, i) => (other ? n - 1 - (i % n) : i % n));
    batch = indexSelect(example, dim, tensor(rows));
  }
  return other && batch.dtype === 'float32' ? batch.mul(0.75).add(0.125) : batch.clone();
}

/**
 * The model as an ONNX file (operator set 17). Its inputs have the examples' shapes, except that the batch (by default the first
 * dim, see `batchDims`) is open; several examples are the arguments of `forward`. Its outputs are the tensors that `forward`
 * returns, in any nesting of arrays and plain objects. A single one is called `input` or `output`, several `input_0`, `output_0`
 * and so on. The weights have their names in `stateDict()`.
 *
 * The export runs the model twice without gradients, in evaluation mode, on batches of 2 and 3 rows like the examples', and
 * traces the ops that it calls, in layers and between them. Values that do not depend on the inputs are stored as constants, and
 * repeated for the batch if necessary. Branches that `forward` takes after reading a tensor's values are detected only if the two
 * runs differ.
 *
 * Supported are arithmetic, comparisons and logic, element-wise functions, activations, `where` and `maskedFill`, reductions and
 * norms, `cumsum`, `argmax`, `sort`, `topk`, softmax, matrix products and attention, changes of shape and type, `cat`, `gather`,
 * `indexSelect`, `oneHot`, convolution and its transpose, pooling, nearest-neighbour interpolation, layer, batch, group and
 * instance normalisation, recurrent layers without projections, Embedding, and EmbeddingBag without offsets; and `flip`, `roll`,
 * `pad`, triangles and diagonals, `scatter`. Losses and random numbers are not. int32 and bool inputs and outputs keep their
 * types. Runtimes differ in the order of NaN when sorting. `torch.onnx.export` in PyTorch.
 *
 * @param exampleInput (N, …), N at least 1; or an array, one for each argument of `forward`.
 * @throws {TypeError} for an op that is not supported; a returned file is always complete.
 */
export function toOnnx(
  model: Module & { forward(input: Tensor): unknown },
  exampleInput: Tensor,
  options?: OnnxOptions,
): Uint8Array<ArrayBuffer>;
export function toOnnx(
  model: Module & { forward(...inputs: never[]): unknown },
  exampleInputs: readonly Tensor[],
  options?: OnnxOptions,
): Uint8Array<ArrayBuffer>;
export function toOnnx(
  model: Module & { forward(...inputs: never[]): unknown },
  exampleInput: Tensor | readonly Tensor[],
  options?: OnnxOptions,
): Uint8Array<ArrayBuffer> {
  takes('toOnnx', 3, arguments);
  if (!(model instanceof Module)) failType('toOnnx', `expected an nn.Module, got ${show(model)}`);
  const { inputNames, outputNames, batchDims } = readOptions('toOnnx', OPTIONS, options);
  const several = Array.isArray(exampleInput);
  const given: readonly unknown[] = several ? [...exampleInput] : [exampleInput];
  if (given.length === 0) failRange('toOnnx', 'expected at least one exampleInput, got []');
  if (batchDims !== null && batchDims.length !== given.length)
    failRange('toOnnx', `expected batchDims of length ${given.length}, one for each input, got ${batchDims.length}`);
  const inputs = namesFor('input', inputNames, given.length, []);
  const examples = given.map((t, i) => checkExample(several ? `exampleInput[${i}]` : 'exampleInput', t));
  const dims: BatchDims = examples.map((t, i) => {
    const dim = batchDims === null ? 0 : (batchDims[i] as number | null);
    return dim === null ? null : checkDim('toOnnx', dim, t.ndim);
  });
  examples.forEach((t, i) => {
    if (t.numel === 0 || (t.ndim === 0 && dims[i] !== null))
      failRange('toOnnx', `expected exampleInput of shape [N, ...] with elements, got ${showShape(t.shape)}`);
  });
  return scope(() => {
    const trace = (count: number, other: boolean): Trace =>
      traceOf(
        model as unknown as Exportable,
        examples.map((t, i) => batchOf(t, dims[i] as number | null, count, other)),
      );
    const [two, three] = [trace(2, false), trace(3, true)];
    const outputs = namesFor('output', outputNames, two.outputs.length, inputs);
    return encodeModel(buildGraph(model, two, three, { inputs, outputs }, dims));
  });
}
