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

/** `count` rows of the example; with `other`, values other than the example's unless they are indices. */
function batchOf(example: Tensor, count: number, other: boolean): Tensor {
  const copies = Array.from({ length: Math.ceil(count / (example.shape[0] as number)) }, () => detach(example));
  const rows = narrow(cat(copies), 0, 0, count);
  if (rows.dtype !== 'float32') return rows;
  return (other ? rows.mul(0.75).add(0.125) : rows.clone()).requiresGrad_();
}

/**
 * The model as an ONNX file (operator set 17). It has one input `input`, shaped like the example except that the first dim, the
 * batch, is open; one output `output`; and the weights under their names in `stateDict()`. The export runs the model twice, in
 * evaluation mode, on batches of 2 and 3 rows like the example's, and records the ops that it calls, in layers and between
 * them. Branches that `forward` takes after reading a tensor's values are detected only if the two runs differ.
 *
 * Supported are arithmetic, element-wise functions, activations, reductions (`sum mean amax amin max min logsumexp`), softmax,
 * matrix products, changes of shape, `cat`, convolution and its transpose, pooling, nearest-neighbour interpolation,
 * normalisation of layers, batches, groups and instances, and Embedding.
 * `torch.onnx.export` in PyTorch.
 *
 * @param exampleInput float32, or int32 for a model that begins with an Embedding: (N, …), N at least 1.
 * @throws {TypeError} for an op that is not supported; a file that is returned is complete.
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
