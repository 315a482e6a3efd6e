/** Random tensors, drawn as PyTorch's CPU generator draws them. */

import { checkDtypeName } from '../array/allocate.ts';
import { checkDtype } from '../array/check.ts';
import { denseFloat } from '../array/convert.ts';
import { copyInto, drop } from '../array/copy.ts';
import { checkInteger, checkNumber, checkOptions, failRange, failType } from '../errors.ts';
import { changed, checkWritable } from '../ops/elementwise/inplace.ts';
import {
  checkGenerator,
  fillBernoulliTensor,
  fillNormal,
  fillRandint,
  fillRandperm,
  fillUniform,
  type Generator,
} from '../random.ts';
import { checkShape, type Shape } from '../shape.ts';
import type { Tensor } from '../tensor.ts';
import { empty, type TensorOptions } from './values.ts';

/** Options of the random functions. */
export interface RandomOptions extends TensorOptions {
  /** Where the numbers come from; the default generator if absent. */
  generator?: Generator;
}

type Fill = (ptr: number, n: number, g: Generator) => void;

function drawn(fn: string, shape: Shape, dtype: 'float32' | 'int32', options: RandomOptions | undefined, fill: Fill): Tensor {
  checkOptions(fn, options, ['dtype', 'requiresGrad', 'generator']);
  if (options?.dtype !== undefined && checkDtypeName(fn, options.dtype) !== dtype)
    failType(fn, `expected dtype ${dtype}, got '${options.dtype}'; convert the result with to()`);
  const generator = checkGenerator(fn, options?.generator);
  const t = empty(shape, dtype);
  fill(t.ptr, t.numel, generator);
  return options?.requiresGrad ? t.requiresGrad_() : t;
}

/** float32 numbers drawn evenly from [0, 1). `torch.rand` in PyTorch. */
export const rand = (shape: Shape, options?: RandomOptions): Tensor =>
  drawn('rand', checkShape('rand', shape), 'float32', options, (ptr, n, g) => fillUniform(ptr, n, g, 0, 1));

/** float32 numbers of the standard normal distribution. `torch.randn` in PyTorch. */
export const randn = (shape: Shape, options?: RandomOptions): Tensor =>
  drawn('randn', checkShape('randn', shape), 'float32', options, (ptr, n, g) => fillNormal(ptr, n, g, 0, 1));

/**
 * int32 numbers from `low` (inclusive) to `high` (exclusive). `torch.randint` in PyTorch.
 * @throws {RangeError} unless low < high, both within int32.
 */
export function randint(low: number, high: number, shape: Shape, options?: RandomOptions): Tensor {
  checkInteger('randint', 'low', low, -(2 ** 31));
  checkInteger('randint', 'high', high);
  if (high <= low) failRange('randint', `expected low < high, got ${low} and ${high}`);
  if (high > 2 ** 31) failRange('randint', `expected high at most ${2 ** 31} (int32), got ${high}`);
  return drawn('randint', checkShape('randint', shape), 'int32', options, (ptr, n, g) => fillRandint(ptr, n, g, low, high));
}

/** The numbers 0 … n − 1 in random order, int32. `torch.randperm` in PyTorch. */
export function randperm(n: number, options?: RandomOptions): Tensor {
  checkInteger('randperm', 'n', n, 0);
  return drawn('randperm', [n], 'int32', options, fillRandperm);
}

/** 1 with the probability that each element gives, else 0. `torch.bernoulli` in PyTorch. @throws {RangeError} outside [0, 1]. */
export function bernoulli(p: Tensor, options?: RandomOptions): Tensor {
  checkDtype('bernoulli', 'input', p, 'float32');
  for (const value of p.toTypedArray())
    if (!(value >= 0 && value <= 1)) failRange('bernoulli', `expected probabilities in [0, 1], got ${value}`);
  const source = denseFloat('bernoulli', p);
  const t = drawn('bernoulli', p.shape, 'float32', options, (ptr, n, g) => fillBernoulliTensor(ptr, source.ptr, n, g));
  drop(source, p);
  return t;
}

/** Fills a tensor in place; a view that is not contiguous by way of a copy, as it must be drawn in one run. */
function refill(fn: string, x: Tensor, options: { generator?: Generator } | undefined, fill: Fill): Tensor {
  checkDtype(fn, 'input', x, 'float32');
  checkOptions(fn, options, ['generator']);
  const generator = checkGenerator(fn, options?.generator);
  checkWritable(fn, x, []);
  if (x.steps === null) {
    fill(x.ptr, x.numel, generator);
  } else {
    const values = empty(x.shape);
    fill(values.ptr, values.numel, generator);
    copyInto(x, values);
    values.dispose();
  }
  return changed(fn, x);
}

/** Fills `x` with numbers drawn evenly from [low, high), 0 and 1 if absent. `Tensor.uniform_` in PyTorch. */
export function uniform_(x: Tensor, low: number = 0, high: number = 1, options?: { generator?: Generator }): Tensor {
  checkNumber('uniform_', 'low', low);
  checkNumber('uniform_', 'high', high, low);
  return refill('uniform_', x, options, (ptr, n, g) => fillUniform(ptr, n, g, low, high));
}

/** Fills `x` with normal numbers of the given mean and deviation, 0 and 1 if absent. `Tensor.normal_` in PyTorch. */
export function normal_(x: Tensor, mean: number = 0, std: number = 1, options?: { generator?: Generator }): Tensor {
  checkNumber('normal_', 'mean', mean);
  checkNumber('normal_', 'std', std, 0);
  return refill('normal_', x, options, (ptr, n, g) => fillNormal(ptr, n, g, mean, std));
}
