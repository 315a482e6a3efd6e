/// <reference lib="esnext.disposable" preserve="true" />
/**
 * rushlight: PyTorch's classifier-training loop for JavaScript, on a SIMD WebAssembly core.
 *
 * @packageDocumentation
 */

export { detectAnomaly } from './autograd/anomaly.ts';
export { type GradcheckOptions, gradcheck } from './autograd/gradcheck.ts';
export * as autograd from './autograd/index.ts';
export { noGrad } from './autograd/tape.ts';
export { borrow } from './borrow.ts';
export type { DType, NestedArray, TensorArray } from './core.ts';
export * as data from './data/index.ts';
export { DisposedError, OutOfMemoryError } from './errors.ts';
export * from './fit/index.ts';
export * as F from './functional.ts';
export type { FileBytes } from './io/bytes.ts';
export type { Cast } from './io/cast.ts';
export type { ShortFloat } from './io/encode.ts';
export {
  type LoadAllOptions,
  type LoadTensorOptions,
  openSafetensors,
  type SafetensorsFile,
  type TensorInfo,
} from './io/open.ts';
export type { NameOptions } from './io/rename.ts';
export {
  type LoadSafetensorsOptions,
  loadSafetensors,
  type Safetensors,
  type SaveSafetensorsOptions,
  saveSafetensors,
} from './io/safetensors.ts';
export { loadSharded, type OpenShard, type ShardIndex } from './io/sharded.ts';
export type { FileLike, Source } from './io/source.ts';
export { loadTorch } from './io/torch/load.ts';
export { saveTorch } from './io/torch/save.ts';
export * as metrics from './metrics/index.ts';
export { type DescribedLayer, type Description, describe } from './nn/describe.ts';
export * as nn from './nn/index.ts';
export * from './ops/index.ts';
export * as optim from './optim/index.ts';
export { defaultGenerator, Generator, initialSeed, manualSeed } from './random.ts';
export { fromTorchRngState, toTorchRngState } from './random-torch.ts';
export { backend, init, memory, shutdown } from './runtime.ts';
export { keep, type Scope, scope } from './scope.ts';
export type { Shape } from './shape.ts';
export { Tensor } from './tensor.ts';
