/** New tensors from values. */

import { kernels } from '../../bindings/kernels.ts';
import { heap, Storage } from '../../bindings/memory.ts';
import { checkDtypeName, checkElement, failRequiresGrad, fillWith } from '../array/allocate.ts';
import { checkTensor } from '../array/check.ts';
import type { DType, NestedArray } from '../core.ts';
import { checkBoolean, checkInteger, checkNumber, checkOptions, failRange, failType, isDetached, show } from '../errors.ts';
import { track } from '../frame.ts';
import { takes } from '../options.ts';
import { checkShape, numelOf, resolveShape, type Shape } from '../shape.ts';
import { Tensor } from '../tensor.ts';
import { note } from '../tracing.ts';

/** Options of the functions that make tensors. */
export interface TensorOptions {
  /** The type of the elements. Default float32. */
  dtype?: DType;
  /** Whether `backward()` computes a gradient for it. Default false. */
  requiresGrad?: boolean;
}

const TENSOR_OPTIONS = ['dtype', 'requiresGrad'] as const;
const DATA_OPTIONS = [...TENSOR_OPTIONS, 'shape'] as const;

/** A new contiguous tensor with uninitialised elements. */
export function empty(shape: Shape, dtype: DType = 'float32'): Tensor {
  const t = new Tensor(new Storage(numelOf(shape) * 4), shape, dtype, null, 0);
  track(t);
  return t;
}

function options(fn: string, o: TensorOptions | undefined, known: readonly string[] = TENSOR_OPTIONS): DType {
  checkOptions(fn, o, known);
  if (o === undefined) return 'float32';
  const dtype = o.dtype === undefined ? 'float32' : checkDtypeName(fn, o.dtype);
  if (checkBoolean(fn, 'requiresGrad', o.requiresGrad ?? false) && dtype !== 'float32') failRequiresGrad(fn, dtype);
  return dtype;
}

function filled(fn: string, shape: Shape, value: number, o: TensorOptions | undefined): Tensor {
  const dtype = options(fn, o);
  const t = fillWith(empty(checkShape(fn, shape), dtype), value);
  t.leafRequiresGrad = o?.requiresGrad ?? false;
  return note(t, fn, []);
}

/** A tensor of zeros. `torch.zeros` in PyTorch. */
export function zeros(shape: Shape, o?: TensorOptions): Tensor {
  takes('zeros', 2, arguments);
  return filled('zeros', shape, 0, o);
}

/** A tensor of ones. `torch.ones` in PyTorch. */
export function ones(shape: Shape, o?: TensorOptions): Tensor {
  takes('ones', 2, arguments);
  return filled('ones', shape, 1, o);
}

/** A tensor filled with `value`. `torch.full` in PyTorch. */
export function full(shape: Shape, value: number | boolean, o?: TensorOptions): Tensor {
  takes('full', 3, arguments);
  if (typeof value !== 'number' && typeof value !== 'boolean')
    failType('full', `expected value to be a number or a boolean, got ${show(value)}`);
  checkOptions('full', o, TENSOR_OPTIONS);
  const dtype = o?.dtype ?? (typeof value === 'boolean' ? 'bool' : 'float32');
  return filled('full', shape, checkElement('full', Number(value), dtype), { ...o, dtype });
}

const like = (fn: string, t: Tensor, value: number, o: TensorOptions | undefined): Tensor => {
  checkTensor(fn, 'input', t);
  checkOptions(fn, o, TENSOR_OPTIONS);
  return filled(fn, t.shape, value, { dtype: t.dtype, ...o });
};

/** Zeros of the shape and type of `t`. `torch.zeros_like` in PyTorch. */
export function zerosLike(t: Tensor, o?: TensorOptions): Tensor {
  takes('zerosLike', 2, arguments);
  return like('zerosLike', t, 0, o);
}

/** Ones of the shape and type of `t`. `torch.ones_like` in PyTorch. */
export function onesLike(t: Tensor, o?: TensorOptions): Tensor {
  takes('onesLike', 2, arguments);
  return like('onesLike', t, 1, o);
}

type NumericArray =
  | Float32Array
  | Float64Array
  | Int8Array
  | Uint8Array
  | Uint8ClampedArray
  | Int16Array
  | Uint16Array
  | Int32Array
  | Uint32Array;

/** What `tensor` accepts: a number, a boolean, nested arrays of them, or a typed array. */
export type TensorData = NestedArray | readonly TensorData[] | NumericArray;

/** The maximum number of dims of a tensor from nested arrays: cyclic arrays exceed it. */
const MAX_DEPTH = 64;

/** The sizes of nested arrays, taken from the first element of each; `flatten` checks the others. */
function shapeOf(data: unknown): number[] {
  const shape: number[] = [];
  for (let level: unknown = data; Array.isArray(level); level = level[0]) {
    if (shape.length === MAX_DEPTH) failRange('tensor', `expected at most ${MAX_DEPTH} dims, got arrays nested deeper`);
    shape.push(level.length);
  }
  return shape;
}

function flatten(data: unknown, shape: Shape, dim: number, out: (number | boolean)[]): void {
  if (dim === shape.length) {
    if (Array.isArray(data))
      failRange('tensor', `expected rows of one depth, got an array at depth ${dim} where others have a number`);
    if (typeof data === 'bigint') failType('tensor', 'expected numbers or booleans, got a bigint; use Number(value)');
    if (typeof data !== 'number' && typeof data !== 'boolean')
      failType('tensor', `expected numbers or booleans, got ${show(data)}`);
    out.push(data);
    return;
  }
  if (!Array.isArray(data))
    failRange('tensor', `expected rows of one depth, got ${show(data)} where others have an array of ${shape[dim]}`);
  if (data.length !== shape[dim])
    failRange('tensor', `expected rows of one length at dim ${dim}, got ${shape[dim]} and ${data.length}`);
  for (const item of data) flatten(item, shape, dim + 1, out);
}

const isBoolean = (value: unknown): boolean => typeof value === 'boolean';

/** 'Float32Array' and the like, of any realm; undefined for anything but a typed array. */
const arrayKind = (data: unknown): string | undefined =>
  ArrayBuffer.isView(data) ? (data as { [Symbol.toStringTag]?: string })[Symbol.toStringTag] : undefined;

const isNumericArray = (data: unknown): data is NumericArray => {
  const kind = arrayKind(data);
  return kind !== undefined && kind !== 'DataView' && !kind.startsWith('Big');
};

/**
 * A tensor with a copy of the given values. Unless `dtype` is given, numbers and float arrays become float32, integer typed
 * arrays int32, booleans bool. `shape`, in which one size may be −1, gives a flat array that shape. `torch.tensor` in PyTorch.
 *
 * @throws {TypeError} for 64-bit dtypes, BigInt arrays and values that are not numbers.
 * @throws {RangeError} for ragged rows, a shape that does not fit, or a value that int32 cannot hold.
 */
export function tensor(data: TensorData, o?: TensorOptions & { shape?: Shape }): Tensor {
  takes('tensor', 2, arguments);
  const given = options('tensor', o, DATA_OPTIONS);
  const kind = arrayKind(data);
  if (kind?.startsWith('Big')) failType('tensor', `expected numbers, got a ${kind}; use Int32Array.from(data, Number)`);
  if (data instanceof Tensor)
    failType('tensor', 'expected numbers, arrays or a typed array, got a Tensor; use clone() or detach()');
  let values: ArrayLike<number | boolean>;
  let shape: Shape;
  let natural: DType;
  const isTyped = isNumericArray(data);
  if (isTyped) {
    if (data.length === 0 && isDetached(data.buffer))
      failType('tensor', `expected a ${kind} with values, got one whose buffer was transferred; send a copy: slice()`);
    values = data;
    shape = [data.length];
    natural = kind?.startsWith('Float') ? 'float32' : 'int32';
  } else {
    const flat: (number | boolean)[] = [];
    shape = shapeOf(data);
    flatten(data, shape, 0, flat);
    values = flat;
    natural = flat.length > 0 && flat.every(isBoolean) ? 'bool' : 'float32';
  }
  const dtype = o?.dtype === undefined ? natural : given;
  if (o?.requiresGrad && dtype !== 'float32') failRequiresGrad('tensor', dtype);
  if (o?.shape !== undefined) shape = resolveShape('tensor', o.shape, values.length);
  if (dtype === 'int32') for (let i = 0; i < values.length; i++) checkElement('tensor', Number(values[i]), dtype);
  const t = empty(shape, dtype);
  const at = t.ptr >>> 2;
  const target = dtype === 'float32' ? heap.f32 : heap.i32;
  if (dtype !== 'bool' && isTyped) target.set(data, at);
  else for (let i = 0; i < values.length; i++) target[at + i] = dtype === 'bool' ? (values[i] ? 1 : 0) : Number(values[i]);
  t.leafRequiresGrad = o?.requiresGrad ?? false;
  return note(t, 'tensor', []);
}

/** Separates the numbers from the options, which come last, however many arguments there are. */
function trailing(
  fn: string,
  most: number,
  args: readonly (number | TensorOptions | undefined)[],
): {
  numbers: (number | undefined)[];
  o: TensorOptions | undefined;
} {
  const at = args.findIndex((a) => typeof a === 'object');
  const numbers = (at < 0 ? args : args.slice(0, at)) as (number | undefined)[];
  takes(fn, most, numbers);
  if (at >= 0) takes(fn, at + 1, args);
  return { numbers, o: at < 0 ? undefined : (args[at] as TensorOptions) };
}

/**
 * The numbers from `start` (inclusive) to `end` (exclusive) in steps of `step`; `arange(n)` starts at 0. The options come last,
 * however many numbers there are. float32, unless `dtype` is int32. `torch.arange` in PyTorch, which returns int64 for integers.
 *
 * @throws {RangeError} if `step` is 0 or points away from `end`, or for numbers that int32 cannot hold.
 */
export function arange(end: number, o?: TensorOptions): Tensor;
export function arange(start: number, end: number, o?: TensorOptions): Tensor;
export function arange(start: number, end: number, step: number, o?: TensorOptions): Tensor;
export function arange(first: number, ...rest: (number | TensorOptions | undefined)[]): Tensor {
  const { numbers, o } = trailing('arange', 2, rest);
  const dtype = options('arange', o);
  if (dtype === 'bool') failType('arange', 'expected dtype float32 or int32, got bool');
  const [from, to] = numbers[0] === undefined ? [0, first] : [first, numbers[0]];
  const step = numbers[1] ?? 1;
  const bound = Number.MAX_VALUE;
  checkNumber('arange', 'start', from, -bound, bound);
  checkNumber('arange', 'end', to, -bound, bound);
  checkNumber('arange', 'step', step, -bound, bound);
  if (step === 0 || (to - from) / step < 0) failRange('arange', `expected a step that leads from ${from} to ${to}, got ${step}`);
  const n = Math.ceil((to - from) / step);
  if (dtype === 'int32') {
    checkInteger('arange', 'start', from);
    checkInteger('arange', 'step', step);
    for (const value of [from, step, from + Math.max(0, n - 1) * step]) checkElement('arange', value, dtype);
  }
  const t = empty([n], dtype);
  if (dtype === 'float32') kernels.arange(0, n, t.ptr, from, step);
  else kernels.arangeI32(0, n, t.ptr, from, step);
  t.leafRequiresGrad = o?.requiresGrad ?? false;
  return note(t, 'arange', []);
}

/** `steps` evenly spaced numbers from `start` to `end`, both included. `torch.linspace` in PyTorch. */
export function linspace(start: number, end: number, steps: number, o?: TensorOptions): Tensor {
  takes('linspace', 4, arguments);
  const dtype = options('linspace', o);
  checkNumber('linspace', 'start', start);
  checkNumber('linspace', 'end', end);
  checkInteger('linspace', 'steps', steps, 0);
  const step = steps > 1 ? (end - start) / (steps - 1) : 0;
  // counted from the nearer end, so that both ends are exact
  const valueAt = (i: number): number => Math.fround(i < steps / 2 ? start + i * step : end - (steps - 1 - i) * step);
  if (steps > 0) for (const i of [0, steps - 1]) checkElement('linspace', valueAt(i), dtype);
  const t = empty([steps], dtype);
  const words = dtype === 'float32' ? heap.f32 : heap.i32;
  const at = t.ptr >>> 2;
  for (let i = 0; i < steps; i++) words[at + i] = dtype === 'bool' ? Number(valueAt(i) !== 0) : valueAt(i);
  t.leafRequiresGrad = o?.requiresGrad ?? false;
  return note(t, 'linspace', []);
}

/** The n × m identity matrix; m defaults to n. `torch.eye` in PyTorch. */
export function eye(n: number, o?: TensorOptions): Tensor;
export function eye(n: number, m: number, o?: TensorOptions): Tensor;
export function eye(n: number, ...rest: (number | TensorOptions | undefined)[]): Tensor {
  const { numbers, o } = trailing('eye', 1, rest);
  const m = numbers[0] ?? n;
  checkInteger('eye', 'n', n, 0);
  checkInteger('eye', 'm', m, 0);
  const t = filled('eye', [n, m], 0, o);
  const words = t.dtype === 'float32' ? heap.f32 : heap.i32;
  for (let i = 0; i < Math.min(n, m); i++) words[(t.ptr >>> 2) + i * m + i] = 1;
  return t;
}
