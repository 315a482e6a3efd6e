/** Sums and means over any dims, and the sums that undo broadcasting. */
import { kernels } from '../../../bindings/kernels.ts';
import { checkDtype, checkTensor, drop } from '../../array/check.ts';
import { record, tracks } from '../../autograd.ts';
import { empty } from '../../create/values.ts';
import { checkOptions, failRange } from '../../errors.ts';
import { checkDims, numelOf, reducedShape, type Shape, sameShape } from '../../shape.ts';
import type { Tensor } from '../../tensor.ts';
import { alias, broadcastTo, dense, permute, reshape } from '../shape/views.ts';

/** Options of the reductions. */
export interface ReduceOptions {
  /** Keep the reduced dims, with size 1. */
  keepdim?: boolean;
}

/** One dim, several, or all of them (`[]` or absent). */
export type Dims = number | readonly number[] | undefined;

/** A contiguous tensor seen as outer × reduce × inner. */
export interface Lanes {
  /** Contiguous; give it to `drop` after use. */
  source: Tensor;
  outer: number;
  reduce: number;
  inner: number;
}

/** Brings the given dims (from the front, sorted) together; copies only where the layout demands it. */
export function lanesOf(x: Tensor, dims: readonly number[]): Lanes {
  const first = dims[0] ?? 0;
  const together = dims.every((d, i) => d === first + i);
  const reduce = numelOf(dims.map((d) => x.shape[d] as number));
  if (together) {
    return {
      source: dense(x),
      outer: numelOf(x.shape.slice(0, first)),
      reduce,
      inner: numelOf(x.shape.slice(first + dims.length)),
    };
  }
  const kept = x.shape.map((_, i) => i).filter((i) => !dims.includes(i));
  const moved = permute(alias(x), [...kept, ...dims]);
  const source = dense(moved);
  drop(moved, source);
  return { source, outer: numelOf(kept.map((d) => x.shape[d] as number)), reduce, inner: 1 };
}

/** A kernel from x[outer, reduce, inner] to y[outer, inner]; integer ones return 1 if a result left int32. */
export type FoldKernel = (begin: number, end: number, y: number, x: number, reduce: number, inner: number) => unknown;

/** Runs a kernel over `dims` into y, without gradients. @throws {RangeError} if a result left int32. */
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
export function reduceSum(x: Tensor, dims: readonly number[], shape: Shape, scale: number): Tensor {
  const y = empty(shape);
  const { source, outer, reduce, inner } = lanesOf(x, dims);
  kernels.sum(0, outer * inner, y.ptr, source.ptr, reduce, inner, scale);
  drop(source, x);
  return y;
}

/** Sums a gradient down to the shape that broadcasting came from; `g` under another object if it has that shape. */
export function sumTo(g: Tensor, shape: Shape): Tensor {
  if (sameShape(g.shape, shape)) return alias(g);
  const lead = g.ndim - shape.length;
  const dims: number[] = [];
  for (let i = 0; i < g.ndim; i++) if (i < lead || (shape[i - lead] === 1 && g.shape[i] !== 1)) dims.push(i);
  return reduceSum(g, dims, shape, 1);
}

/** A gradient of a reduction spread over what was reduced; no copy. */
export function spreadGrad(g: Tensor, shape: Shape, dims: readonly number[]): Tensor {
  return broadcastTo(reshape(g, reducedShape(shape, dims, true)), shape);
}

/**
 * The sum over `dim` (one, several, or all). int32 and bool give int32. `torch.sum` in PyTorch.
 * @throws {RangeError} for a dim out of range or named twice, or an integer sum that leaves int32.
 */
export function sum(x: Tensor, dim?: Dims, options?: ReduceOptions): Tensor {
  checkTensor('sum', 'input', x);
  checkOptions('sum', options, ['keepdim']);
  const dims = checkDims('sum', dim, x.ndim);
  const shape = reducedShape(x.shape, dims, options?.keepdim ?? false);
  if (x.dtype !== 'float32') return fold('sum', kernels.sumI32, x, dims, empty(shape, 'int32'));
  const y = reduceSum(x, dims, shape, 1);
  return tracks(x) ? record(y, 'sum', [x], [], (g) => spreadGrad(g, x.shape, dims), dims) : y;
}

/**
 * The mean over `dim` (one, several, or all); NaN of no elements. `torch.mean` in PyTorch.
 * @throws {TypeError} unless float32.
 */
export function mean(x: Tensor, dim?: Dims, options?: ReduceOptions): Tensor {
  checkDtype('mean', 'input', x, 'float32');
  checkOptions('mean', options, ['keepdim']);
  const dims = checkDims('mean', dim, x.ndim);
  const scale = 1 / numelOf(dims.map((d) => x.shape[d] as number));
  const shape = reducedShape(x.shape, dims, options?.keepdim ?? false);
  // an empty mean is 0 · ∞, NaN as in PyTorch
  const y = reduceSum(x, dims, shape, scale);
  if (!tracks(x)) return y;
  return record(
    y,
    'mean',
    [x],
    [],
    (g) => {
      const each = empty(g.shape);
      const source = dense(g);
      kernels.scale(0, g.numel, each.ptr, source.ptr, scale);
      drop(source, g);
      return spreadGrad(each, x.shape, dims);
    },
    dims,
  );
}
