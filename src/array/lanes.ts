/** A tensor as lanes along some of its dims, and sums over them, without gradients. */

import { kernels } from '../../bindings/kernels.ts';
import { failRange } from '../errors.ts';
import { whole } from '../frame.ts';
import { numelOf, type Shape, sameShape } from '../shape.ts';
import type { Tensor } from '../tensor.ts';
import { newEmpty } from './allocate.ts';
import { dense, drop } from './copy.ts';
import { alias, permuted } from './window.ts';

/** The sizes before, of and after a dim. */
export function lanes(shape: Shape, dim: number): { outer: number; C: number; inner: number } {
  return { outer: numelOf(shape, 0, dim), C: shape[dim] ?? 1, inner: numelOf(shape, dim + 1) };
}

/** A contiguous tensor as outer × reduce × inner. */
export interface Lanes {
  /** Contiguous; pass it to `drop` after use. */
  source: Tensor;
  outer: number;
  reduce: number;
  inner: number;
}

/** Whether dims, sorted, follow one another. */
export const lieTogether = (dims: readonly number[]): boolean =>
  dims.length < 2 || dims.every((d, i) => d === (dims[0] as number) + i);

/** Whether `lanesOf` needs no copy. */
export const isOneRun = (x: Tensor, dims: readonly number[]): boolean => x.steps === null && lieTogether(dims);

/** Moves the given dims (from the front, sorted) together; copies only if the layout requires it. */
export function lanesOf(x: Tensor, dims: readonly number[]): Lanes {
  const first = dims[0] ?? 0;
  if (lieTogether(dims)) {
    const end = first + dims.length;
    return {
      source: dense(x),
      outer: numelOf(x.sizes, 0, first),
      reduce: numelOf(x.sizes, first, end),
      inner: numelOf(x.sizes, end),
    };
  }
  const reduce = numelOf(dims.map((d) => x.sizes[d] as number));
  const kept = x.sizes.map((_, i) => i).filter((i) => !dims.includes(i));
  const moved = permuted(x, [...kept, ...dims]);
  const source = dense(moved);
  drop(moved, source);
  return { source, outer: numelOf(kept.map((d) => x.sizes[d] as number)), reduce, inner: 1 };
}

/** A kernel from x[outer, reduce, inner] to y[outer, inner]; integer kernels return 1 if a result exceeds int32. */
export type FoldKernel = (begin: number, end: number, y: number, x: number, reduce: number, inner: number) => unknown;

/**
 * Runs a kernel over `dims` into y, without gradients.
 * @throws {RangeError} if a result exceeds int32.
 */
export function fold(fn: string, kernel: FoldKernel, x: Tensor, dims: readonly number[], y: Tensor): Tensor {
  const { source, outer, reduce, inner } = lanesOf(x, dims);
  const left = kernel(0, outer * inner, y.ptr, source.ptr, reduce, inner);
  drop(source, x);
  if (left === 1) {
    y.dispose();
    failRange(fn, "expected a result that fits int32, got one beyond it; convert with to('float32') first");
  }
  return y;
}

/** Σ x·scale over `dims`, without gradients; float32 in and out. */
export function reduceSum(x: Tensor, dims: readonly number[], shape: Shape, scale: number, fn = 'sum'): Tensor {
  return isOneRun(x, dims) ? sumLanes(x, dims, shape, scale) : whole(fn, sumLanes, x, dims, shape, scale);
}

function sumLanes(x: Tensor, dims: readonly number[], shape: Shape, scale: number): Tensor {
  const y = newEmpty(x, shape);
  const { source, outer, reduce, inner } = lanesOf(x, dims);
  kernels.sum(0, outer * inner, y.ptr, source.ptr, reduce, inner, scale);
  drop(source, x);
  return y;
}

/** Sums a gradient down to the shape before broadcasting; another tensor object of `g` if it already has that shape. */
export function sumTo(g: Tensor, shape: Shape): Tensor {
  if (sameShape(g.sizes, shape)) return alias(g);
  const lead = g.ndim - shape.length;
  const dims: number[] = [];
  for (let i = 0; i < g.ndim; i++) if (i < lead || (shape[i - lead] === 1 && g.sizes[i] !== 1)) dims.push(i);
  return reduceSum(g, dims, shape, 1);
}
