/** Joins several tensors into one. */

import { newEmpty } from '../../array/allocate.ts';
import { promoted } from '../../array/broadcast.ts';
import { checkTensor } from '../../array/check.ts';
import { to } from '../../array/convert.ts';
import { copyInto, drop } from '../../array/copy.ts';
import { record, tracks } from '../../autograd/tape.ts';
import type { DType } from '../../core.ts';
import { failRange, failType, show } from '../../errors.ts';
import { whole } from '../../frame.ts';
import { takes } from '../../options.ts';
import { composed } from '../../scope.ts';
import { checkDim, sameShape, showShape } from '../../shape.ts';
import type { Tensor } from '../../tensor.ts';
import { narrow } from './part.ts';
import { reshape, unsqueeze } from './reshape.ts';

function checkTensors(fn: string, tensors: readonly Tensor[]): Tensor {
  if (!Array.isArray(tensors)) failType(fn, `expected an array of tensors, got ${show(tensors)}`);
  tensors.forEach((t, i) => {
    checkTensor(fn, `tensors[${i}]`, t);
  });
  return (tensors[0] as Tensor | undefined) ?? failRange(fn, 'expected at least one tensor, got none');
}

const common = (a: DType, b: DType): DType => (a === b ? a : promoted(a, b));

/**
 * Concatenates tensors along `dim` (default 0). `torch.cat` in PyTorch: the other dims agree, types are promoted, and tensors of
 * shape [0] are compatible with any.
 *
 * @throws {RangeError} for no tensors, scalars, or shapes that differ along another dim.
 */
export function cat(tensors: readonly Tensor[], dim: number = 0): Tensor {
  takes('cat', 2, arguments);
  checkTensors('cat', tensors);
  return joined('cat', tensors, dim);
}

function joined(fn: string, tensors: readonly Tensor[], dim: number): Tensor {
  const parts = tensors.filter((t) => t.ndim !== 1 || t.numel > 0);
  const first = parts[0] ?? (tensors[0] as Tensor);
  if (parts.length === 0) parts.push(first);
  const d = checkDim(fn, dim, first.ndim);
  for (const t of parts) {
    if (t.ndim === 0) failRange(fn, 'expected tensors with dims, got a scalar; use stack()');
    const agree = t.ndim === first.ndim && t.sizes.every((size, i) => i === d || size === first.sizes[i]);
    if (!agree)
      failRange(fn, `expected shapes that agree except along dim ${d}, got ${showShape(first.sizes)} and ${showShape(t.sizes)}`);
  }
  const sizes = parts.map((t) => t.sizes[d] as number);
  const total = sizes.reduce((a, b) => a + b, 0);
  const starts = sizes.map((_, i) => sizes.slice(0, i).reduce((a, b) => a + b, 0));
  return whole('cat', () => {
    const y = newEmpty(
      first,
      first.sizes.map((size, i) => (i === d ? total : size)),
      tensors.map((t) => t.dtype).reduce(common),
    );
    parts.forEach((t, i) => {
      const source = to(t, y.dtype);
      const window = narrow(y, d, starts[i] as number, sizes[i] as number);
      copyInto(window, source);
      window.dispose();
      drop(source, t);
    });
    if (!parts.some((t) => tracks(t))) return y;
    return record(
      y,
      'cat',
      parts,
      [],
      (g, _, wanted) => wanted.map((edge, i) => edge && narrow(g, d, starts[i] as number, sizes[i] as number)),
      d,
    );
  });
}

/**
 * Joins tensors of one shape along a new dim `dim` (default 0). `torch.stack` in PyTorch.
 * @throws {RangeError} for no tensors, or shapes that differ.
 */
export function stack(tensors: readonly Tensor[], dim: number = 0): Tensor {
  takes('stack', 2, arguments);
  const first = checkTensors('stack', tensors);
  const d = checkDim('stack', dim, first.ndim + 1);
  for (const t of tensors) {
    if (!sameShape(t.sizes, first.sizes))
      failRange('stack', `expected tensors of one shape, got ${showShape(first.sizes)} and ${showShape(t.sizes)}`);
  }
  return composed('stack', () =>
    cat(
      tensors.map((t) => unsqueeze(t, d)),
      d,
    ),
  );
}

/**
 * Joins tensors horizontally: along dim 1, vectors and scalars along dim 0. `torch.hstack` in PyTorch.
 * @throws {RangeError} for no tensors, or shapes that differ along another dim.
 */
export function hstack(tensors: readonly Tensor[]): Tensor {
  takes('hstack', 1, arguments);
  checkTensors('hstack', tensors);
  return composed('hstack', () => {
    const parts = tensors.map((t) => (t.ndim === 0 ? reshape(t, [1]) : t));
    return joined('hstack', parts, parts[0]?.ndim === 1 ? 0 : 1);
  });
}

/**
 * Joins tensors vertically, along dim 0; vectors and scalars are rows. `torch.vstack` in PyTorch.
 * @throws {RangeError} for no tensors, or shapes that differ along another dim.
 */
export function vstack(tensors: readonly Tensor[]): Tensor {
  takes('vstack', 1, arguments);
  checkTensors('vstack', tensors);
  return composed('vstack', () =>
    joined(
      'vstack',
      tensors.map((t) => (t.ndim < 2 ? reshape(t, [1, t.numel]) : t)),
      0,
    ),
  );
}
