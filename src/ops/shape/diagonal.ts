/** Diagonals and triangles of matrices. */

import { heap } from '../../../bindings/memory.ts';
import { newZeros } from '../../array/allocate.ts';
import { checkTensor } from '../../array/check.ts';
import { copyInto, copyOf } from '../../array/copy.ts';
import { windowOn } from '../../array/window.ts';
import { record, tracks } from '../../autograd/tape.ts';
import { checkInteger, failRange } from '../../errors.ts';
import { integer, type OptionsOf, readOptions, takes } from '../../options.ts';
import { composed } from '../../scope.ts';
import { checkDim, checkResult, showShape } from '../../shape.ts';
import type { Tensor } from '../../tensor.ts';
import { clone } from './copies.ts';
import { part } from './part.ts';

const DIAGONAL = { offset: /* @__PURE__ */ integer(0), dim1: /* @__PURE__ */ integer(0), dim2: /* @__PURE__ */ integer(1) };

/** Options of `diagonal`. */
export interface DiagonalOptions extends OptionsOf<typeof DIAGONAL> {
  /** Which diagonal: above the main one if positive, below if negative. Default 0. */
  offset?: number;
  /** The dim of the matrices' rows. Default 0. */
  dim1?: number;
  /** The dim of the matrices' columns. Default 1. */
  dim2?: number;
}

const checkOffset = (fn: string, diagonal: unknown): number => checkInteger(fn, 'diagonal', diagonal, -(2 ** 31), 2 ** 31 - 1);

/** The diagonal of the matrices in dims `a` and `b`, without gradients. */
function along(x: Tensor, offset: number, a: number, b: number): Tensor {
  const [rows, cols, down, right] = [x.sizes[a], x.sizes[b], x.strides[a], x.strides[b]] as [number, number, number, number];
  const size = Math.max(0, offset < 0 ? Math.min(rows + offset, cols) : Math.min(rows, cols - offset));
  const start = size === 0 ? 0 : offset < 0 ? -offset * down : offset * right;
  const others = (list: readonly number[]): number[] => list.filter((_, i) => i !== a && i !== b);
  return windowOn(x, [...others(x.sizes), size], [...others(x.strides), down + right], x.offset + start);
}

/**
 * The diagonals of the matrices in dims `dim1` and `dim2`, as the last dim of a view; no copy. `torch.diagonal` in PyTorch.
 * @throws {RangeError} for a dim out of range, or the same dim twice.
 */
export function diagonal(x: Tensor, options?: DiagonalOptions): Tensor {
  takes('diagonal', 2, arguments);
  checkTensor('diagonal', 'input', x);
  const { offset, dim1, dim2 } = readOptions('diagonal', DIAGONAL, options);
  const [a, b] = [checkDim('diagonal', dim1, x.ndim), checkDim('diagonal', dim2, x.ndim)];
  if (a === b) failRange('diagonal', `expected two dims, got dim ${a} twice`);
  return part('diagonal', x, (whole) => along(whole, offset, a, b), [offset, a, b]);
}

/**
 * For a vector, the square matrix with it on the diagonal; for a matrix, a copy of its diagonal. `diagonal` (default 0) says
 * which one: above the main one if positive, below if negative. `torch.diag` in PyTorch.
 *
 * @throws {RangeError} unless given a vector or a matrix.
 */
export function diag(x: Tensor, diagonal: number = 0): Tensor {
  takes('diag', 2, arguments);
  checkTensor('diag', 'input', x);
  const offset = checkOffset('diag', diagonal);
  if (x.ndim === 2)
    return composed('diag', () => clone(part('diagonal', x, (whole) => along(whole, offset, 0, 1), [offset, 0, 1])));
  if (x.ndim !== 1) failRange('diag', `expected a vector or a matrix, got shape ${showShape(x.sizes)}; use diagonal()`);
  const size = x.numel + Math.abs(offset);
  checkResult('diag', [size, size]);
  const y = composed('diag', () => {
    const matrix = newZeros(x, [size, size], x.dtype);
    copyInto(along(matrix, offset, 0, 1), x);
    return matrix;
  });
  return tracks(x) ? record(y, 'diag', [x], [], (g) => along(g, offset, 0, 1), offset) : y;
}

/**
 * The matrices in the last two dims with zeros above a diagonal: the main one (0, the default), one above it if positive, below
 * it if negative. `torch.tril` in PyTorch. @throws {RangeError} for fewer than two dims.
 */
export function tril(x: Tensor, diagonal: number = 0): Tensor {
  takes('tril', 2, arguments);
  return triangle('tril', x, diagonal);
}

/**
 * The matrices in the last two dims with zeros below a diagonal: the main one (0, the default), one above it if positive, below
 * it if negative. `torch.triu` in PyTorch. @throws {RangeError} for fewer than two dims.
 */
export function triu(x: Tensor, diagonal: number = 0): Tensor {
  takes('triu', 2, arguments);
  return triangle('triu', x, diagonal);
}

function triangle(fn: 'tril' | 'triu', x: Tensor, diagonal: number): Tensor {
  checkTensor(fn, 'input', x);
  const offset = checkOffset(fn, diagonal);
  if (x.ndim < 2) failRange(fn, `expected at least 2 dims, got shape ${showShape(x.sizes)}`);
  const y = copyOf(x);
  const [rows, cols] = x.sizes.slice(-2) as [number, number];
  const { i32 } = heap;
  const end = (y.ptr >>> 2) + y.numel;
  for (let at = y.ptr >>> 2, row = 0; at < end; at += cols, row = (row + 1) % rows) {
    // the first position outside the lower triangle, or inside the upper one
    const edge = Math.min(cols, Math.max(0, row + offset + (fn === 'tril' ? 1 : 0)));
    if (fn === 'tril') i32.fill(0, at + edge, at + cols);
    else i32.fill(0, at, at + edge);
  }
  return tracks(x) ? record(y, fn, [x], [], (g) => triangle(fn, g, offset), offset) : y;
}
