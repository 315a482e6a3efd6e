/** Random tensors, drawn as PyTorch's CPU generator draws them. */

import { checkDtypeName, failRequiresGrad } from '../array/allocate.ts';
import { checkInteger, checkOptions, failRange, failType } from '../errors.ts';
import { whole } from '../frame.ts';
import { takes } from '../options.ts';
import { checkGenerator, fillNormal, fillRandint, fillRandperm, fillUniform, type Generator } from '../random.ts';
import { checkShape, type Shape } from '../shape.ts';
import type { Tensor } from '../tensor.ts';
import { note } from '../tracing.ts';
import { empty, type TensorOptions } from './values.ts';

/** Options of the random functions. */
export interface RandomOptions extends TensorOptions {
  /** The generator. Default: `defaultGenerator`. */
  generator?: Generator;
}

type Fill = (ptr: number, n: number, g: Generator) => void;

function drawn(fn: string, shape: Shape, dtype: 'float32' | 'int32', options: RandomOptions | undefined, fill: Fill): Tensor {
  checkOptions(fn, options, ['dtype', 'requiresGrad', 'generator']);
  if (options?.dtype !== undefined && checkDtypeName(fn, options.dtype) !== dtype)
    failType(fn, `expected dtype ${dtype}, got '${options.dtype}'; convert the result with to()`);
  if (options?.requiresGrad && dtype !== 'float32') failRequiresGrad(fn, dtype);
  const generator = checkGenerator(fn, options?.generator);
  // the kernels may fail to load
  const t = whole(fn, () => {
    const made = empty(shape, dtype);
    fill(made.ptr, made.numel, generator);
    return made;
  });
  note(t, fn, []);
  return options?.requiresGrad ? t.requiresGrad_() : t;
}

/** Uniform float32 numbers from [0, 1). `torch.rand` in PyTorch. */
export function rand(shape: Shape, options?: RandomOptions): Tensor {
  takes('rand', 2, arguments);
  return drawn('rand', checkShape('rand', shape), 'float32', options, (ptr, n, g) => fillUniform(ptr, n, g, 0, 1));
}

/** Standard normal float32 numbers. `torch.randn` in PyTorch. */
export function randn(shape: Shape, options?: RandomOptions): Tensor {
  takes('randn', 2, arguments);
  return drawn('randn', checkShape('randn', shape), 'float32', options, (ptr, n, g) => fillNormal(ptr, n, g, 0, 1));
}

/**
 * Uniform int32 numbers from `low` (inclusive) to `high` (exclusive). `torch.randint` in PyTorch.
 * @throws {RangeError} unless low < high, both within int32.
 */
export function randint(low: number, high: number, shape: Shape, options?: RandomOptions): Tensor {
  takes('randint', 4, arguments);
  checkInteger('randint', 'low', low, -(2 ** 31));
  checkInteger('randint', 'high', high);
  if (high <= low) failRange('randint', `expected low < high, got ${low} and ${high}`);
  if (high > 2 ** 31) failRange('randint', `expected high at most ${2 ** 31} (int32), got ${high}`);
  return drawn('randint', checkShape('randint', shape), 'int32', options, (ptr, n, g) => fillRandint(ptr, n, g, low, high));
}

/** The numbers 0 … n − 1 in random order, int32. `torch.randperm` in PyTorch. */
export function randperm(n: number, options?: RandomOptions): Tensor {
  takes('randperm', 2, arguments);
  checkInteger('randperm', 'n', n, 0);
  return drawn('randperm', [n], 'int32', options, fillRandperm);
}
