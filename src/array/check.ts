/** What every op does first: check its arguments, and bring them into the form that its kernel reads. */

import type { DType } from '../core.ts';
import { failType, show } from '../errors.ts';
import { to } from '../ops/elementwise/convert.ts';
import { contiguous } from '../ops/shape/views.ts';
import { Tensor } from '../tensor.ts';

/** Refuses anything but a live tensor; returns it. */
export function checkTensor(fn: string, what: string, t: unknown): Tensor {
  if (!(t instanceof Tensor)) failType(fn, `expected ${what} to be a tensor, got ${show(t)}`);
  t.check(fn);
  return t;
}

const REMEDY: Record<DType, string> = {
  float32: "convert it with to('float32')",
  int32: "convert it with to('int32')",
  bool: 'make it with a comparison such as ne(0)',
};

/** Refuses anything but a live tensor of the given type; returns it. */
export function checkDtype(fn: string, what: string, t: unknown, dtype: DType): Tensor {
  const checked = checkTensor(fn, what, t);
  if (checked.dtype !== dtype) failType(fn, `expected ${what} of dtype ${dtype}, got ${checked.dtype}; ${REMEDY[dtype]}`);
  return checked;
}

/** A float32 tensor of the same values; integers and bools are promoted, as PyTorch's float functions do. */
export function floating(fn: string, t: unknown): Tensor {
  const checked = checkTensor(fn, 'input', t);
  return checked.dtype === 'float32' ? checked : to(checked, 'float32');
}

/** A contiguous float32 tensor of the same values: the input itself if it is one. Give it to `drop` after use. */
export function denseFloat(fn: string, t: unknown): Tensor {
  const float = floating(fn, t);
  const dense = contiguous(float);
  if (dense !== float) drop(float, t);
  return dense;
}

/** Frees a temporary that stood in for `original`, unless it is the original. */
export function drop(temporary: Tensor, original: unknown): void {
  if (temporary !== original) temporary.dispose();
}
