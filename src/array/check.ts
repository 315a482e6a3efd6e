/**
 * The first step of every op: refuses anything but a live tensor of the right type. What fails is in functions of its own, so
 * that the checks are small enough to be inlined.
 */

import { type DType, isTensor } from '../core.ts';
import { failType, show } from '../errors.ts';
import type { Rule } from '../options.ts';
import type { Tensor } from '../tensor.ts';

/** Refuses anything but a live tensor; returns it. */
export function checkTensor(fn: string, what: string, t: unknown): Tensor {
  if (!isTensor(t)) failTensor(fn, what, t);
  t.check(fn);
  return t;
}

function failTensor(fn: string, what: string, t: unknown): never {
  failType(fn, `expected ${what} to be a tensor, got ${show(t)}`);
}

const REMEDY: Record<DType, string> = {
  float32: "convert it with to('float32')",
  int32: "convert it with to('int32')",
  bool: 'make it with a comparison such as ne(0)',
};

/** Refuses anything but a live tensor of the given type; returns it. */
export function checkDtype(fn: string, what: string, t: unknown, dtype: DType): Tensor {
  const checked = checkTensor(fn, what, t);
  if (checked.dtype !== dtype) failDtype(fn, what, checked, dtype);
  return checked;
}

function failDtype(fn: string, what: string, t: Tensor, dtype: DType): never {
  failType(fn, `expected ${what} of dtype ${dtype}, got ${t.dtype}; ${REMEDY[dtype]}`);
}

/** An option that is a tensor or null. */
export const tensorOrNull: Rule<Tensor | null> = {
  initial: null,
  check: (fn, what, value) => (value === null ? null : checkTensor(fn, what, value)),
};
