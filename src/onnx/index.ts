/**
 * Export to ONNX: a trained model as a file that other runtimes load, in browsers, on phones and on servers.
 *
 * @packageDocumentation
 */

import { failRange, failType, show } from '../errors.ts';
import { Module } from '../nn/module.ts';
import { detach } from '../ops/shape/copies.ts';
import { cat } from '../ops/shape/join.ts';
import { narrow } from '../ops/shape/part.ts';
import { scope } from '../scope.ts';
import { showShape } from '../shape.ts';
import { Tensor } from '../tensor.ts';
import { buildGraph } from './build.ts';
import { encodeModel } from './graph.ts';
import { traceOf } from './trace.ts';

/** A batch of so many of the example's rows; `other` values where they are no indices. */
function batchOf(example: Tensor, count: number, other: boolean): Tensor {
  const copies = Array.from({ length: Math.ceil(count / (example.shape[0] as number)) }, () => detach(example));
  const rows = narrow(cat(copies), 0, 0, count);
  if (rows.dtype !== 'float32') return rows;
  return (other ? rows.mul(0.75).add(0.125) : rows.clone()).requiresGrad_();
}

/**
 * The model as an ONNX file (operator set 17) with one input `input`, shaped like the example but for its first dim, the
 * batch, which stays open; one output `output`; and weights under their names in `stateDict()`. The export runs the
 * model twice, in evaluation mode, on batches of 2 and 3 rows like the example's, and writes down the ops that it calls,
 * in layers or between them. What `forward` decides by reading a tensor's values is not seen, unless the two runs differ.
 *
 * It knows arithmetic, functions of one element, activations, reductions (`sum mean amax amin max min logsumexp`),
 * softmax, matrix products, changes of shape, `cat`, convolution, pooling, layer and batch normalisation, and Embedding.
 *
 * @param exampleInput float32, or int32 for a model that begins with an Embedding: (N, …), N at least 1.
 * @throws {TypeError} for an op that it cannot write down; a graph that it gives is whole.
 */
export function toOnnx(model: Module & { forward(input: Tensor): unknown }, exampleInput: Tensor): Uint8Array<ArrayBuffer> {
  if (!(model instanceof Module)) failType('toOnnx', `expected an nn.Module, got ${show(model)}`);
  if (!(exampleInput instanceof Tensor)) failType('toOnnx', `expected exampleInput to be a tensor, got ${show(exampleInput)}`);
  exampleInput.check('toOnnx');
  if (exampleInput.dtype === 'bool') failType('toOnnx', 'expected exampleInput of dtype float32 or int32, got bool');
  if (exampleInput.ndim === 0 || exampleInput.numel === 0)
    failRange('toOnnx', `expected exampleInput of shape [N, ...] with elements, got ${showShape(exampleInput.shape)}`);
  return scope(() => {
    const two = traceOf(model, batchOf(exampleInput, 2, false));
    const three = traceOf(model, batchOf(exampleInput, 3, true));
    return encodeModel(buildGraph(model, two, three));
  });
}
