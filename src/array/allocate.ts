/** Allocates memory for a tensor, and converts values to the form of its elements. */

import { kernels } from '../../bindings/kernels.ts';
import { Storage } from '../../bindings/memory.ts';
import type { DType, TensorCore } from '../core.ts';
import { checkOneOf, failRange, failType } from '../errors.ts';
import { track } from '../frame.ts';
import { numelOf, type Shape } from '../shape.ts';
import type { Tensor } from '../tensor.ts';
import { note } from '../tracing.ts';

const DTYPES: readonly DType[] = ['float32', 'int32', 'bool'];
/** Checks the name of a dtype; for 64-bit dtypes, the error has a remedy. */
export function checkDtypeName(fn: string, dtype: unknown): DType {
  if (dtype === 'float64' || dtype === 'double')
    failType(fn, `expected dtype float32, int32 or bool, got '${dtype}'; use 'float32'`);
  if (dtype === 'int64' || dtype === 'long') failType(fn, `expected dtype float32, int32 or bool, got '${dtype}'; use 'int32'`);
  return checkOneOf(fn, 'dtype', dtype, DTYPES);
}

/** Refuses a gradient of integers. */
export const failRequiresGrad = (fn: string, dtype: DType): never =>
  failType(fn, `expected a float32 tensor where requiresGrad is set, got ${dtype}; gradients need floating point`);

/** A new contiguous tensor with uninitialised elements; `like` is any tensor. `Tensor.new_empty` in PyTorch. */
export function newEmpty(like: TensorCore, shape: Shape, dtype: DType = 'float32'): Tensor {
  const numel = shape === like.sizes ? like.numel : numelOf(shape);
  const t = like.make(new Storage(numel * 4), shape, dtype, null, 0);
  track(t);
  return t;
}

/** A new tensor of zeros; `like` is any tensor. `Tensor.new_zeros` in PyTorch. */
export const newZeros = (like: TensorCore, shape: Shape, dtype: DType = 'float32'): Tensor =>
  fillWith(newEmpty(like, shape, dtype), 0);

/** The int32 numbers 0 … n − 1; `like` is any tensor. */
export function newRange(like: TensorCore, n: number): Tensor {
  const t = newEmpty(like, [n], 'int32');
  kernels.arangeI32(0, n, t.ptr, 0, 1);
  return note(t, 'arange', []);
}

const BITS = /* @__PURE__ */ new Int32Array(1);
const FLOAT = /* @__PURE__ */ new Float32Array(BITS.buffer);

/** The 32 bits of `value` in an element of this type. */
export function bitsOf(value: number, dtype: DType): number {
  if (dtype === 'float32') FLOAT[0] = value;
  else BITS[0] = dtype === 'bool' ? (value !== 0 ? 1 : 0) : value;
  return BITS[0] as number;
}

/** A number in the range of this type; for int32, fractions are truncated, as in PyTorch. */
export function checkElement(fn: string, value: number, dtype: DType): number {
  if (dtype !== 'int32') return value;
  const whole = Math.trunc(value);
  if (!(whole >= -(2 ** 31) && whole < 2 ** 31)) failRange(fn, `expected values that fit int32, got ${value}`);
  return whole;
}

/** Sets every element of a contiguous tensor. */
export function fillWith(t: Tensor, value: number): Tensor {
  kernels.fill(0, t.numel, t.ptr, bitsOf(value, t.dtype));
  return t;
}
