/** Shapes and strides: arithmetic on small integer arrays, counted in elements. */
import { heap } from '../bindings/memory.ts';
import { failRange, failType, show } from './errors.ts';

/** Sizes by dimension, outermost first; `[]` is a scalar. */
export type Shape = readonly number[];

const MOST = 2 ** 31 - 1;

/** The number of elements of a shape, or of its dims from `start` to `end` (exclusive). */
export function numelOf(shape: Shape, start = 0, end: number = shape.length): number {
  let n = 1;
  for (let i = start; i < end; i++) {
    const size = shape[i] as number;
    // not a factor like the others: those before it may have overflowed
    if (size === 0) return 0;
    n *= size;
  }
  return n;
}

/** The strides of a contiguous, row-major tensor. */
export function stridesOf(shape: Shape): number[] {
  const strides = new Array<number>(shape.length);
  let step = 1;
  for (let i = shape.length - 1; i >= 0; i--) {
    strides[i] = step;
    step *= Math.max(1, shape[i] as number);
  }
  return strides;
}

/** Whether these strides are contiguous and row-major. */
export function isRowMajor(shape: Shape, strides: readonly number[]): boolean {
  let step = 1;
  for (let i = shape.length - 1; i >= 0; i--) {
    const size = shape[i] as number;
    if (size === 0) return true;
    if (size !== 1 && strides[i] !== step) return false;
    step *= size;
  }
  return true;
}

export const sameShape = (a: Shape, b: Shape): boolean => {
  if (a === b) return true;
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
};

/** Formats a shape for messages. */
export const showShape = (shape: Shape): string =>
  `[${Array.from(shape, (n) => (typeof n === 'number' ? n : show(n))).join(', ')}]`;

/** The shape that two operands broadcast to. */
export function broadcastShapes(fn: string, a: Shape, b: Shape): Shape {
  if (sameShape(a, b)) return a;
  const out = new Array<number>(Math.max(a.length, b.length));
  for (let i = 1; i <= out.length; i++) {
    const p = a[a.length - i] ?? 1;
    const q = b[b.length - i] ?? 1;
    if (p !== q && p !== 1 && q !== 1) {
      failRange(
        fn,
        `expected shapes that broadcast, got ${showShape(a)} and ${showShape(b)}, which differ at dim ${out.length - i}`,
      );
    }
    out[out.length - i] = p === 1 ? q : p;
  }
  return out;
}

/** Checks a list of sizes given by a user; the product of the nonzero sizes must be a safe integer. Returns a copy. */
export function checkShape(fn: string, shape: unknown): number[] {
  heap.caller = fn;
  if (!Array.isArray(shape)) failType(fn, `expected a shape such as [2, 3], got ${show(shape)}`);
  const sizes = new Array<number>(shape.length);
  let product = 1;
  for (let i = 0; i < sizes.length; i++) {
    const size: unknown = shape[i];
    if (typeof size !== 'number') failType(fn, `expected sizes that are numbers, got ${show(shape)}`);
    if (!Number.isSafeInteger(size) || size < 0)
      failRange(fn, `expected sizes that are integers of at least 0, got ${show(shape)}`);
    sizes[i] = size;
    if (size > 0) product *= size;
  }
  if (!Number.isSafeInteger(product)) failRange(fn, `expected sizes whose product is below 2^53, got ${show(shape)}`);
  // others have no room in memory anyway
  if (product > MOST && sizes.includes(0) && sizes.some((size) => size > MOST))
    failRange(fn, `expected sizes below 2^31 in a tensor without elements, got ${show(shape)}`);
  return sizes;
}

/** Checks a dim and counts it from the front; a scalar has the dims 0 and −1, as in PyTorch. */
export function checkDim(fn: string, dim: unknown, ndim: number): number {
  if (typeof dim !== 'number') failType(fn, `expected dim to be an integer, got ${show(dim)}`);
  const n = Math.max(1, ndim);
  if (!Number.isInteger(dim) || dim < -n || dim >= n) failRange(fn, `expected dim in [${-n}, ${n}), got ${dim}`);
  return dim < 0 ? dim + n : dim;
}

/**
 * Checks the dims of a reduction, a number or an array; `[]` or absence means all. Returns them counted from the front and
 * sorted.
 */
export function checkDims(fn: string, dim: unknown, ndim: number): number[] {
  if (dim === undefined || (Array.isArray(dim) && dim.length === 0)) return Array.from({ length: ndim }, (_, i) => i);
  if (!Array.isArray(dim)) {
    const only = checkDim(fn, dim, ndim);
    return ndim === 0 ? [] : [only];
  }
  const dims = Array.from(dim, (d) => checkDim(fn, d, ndim));
  if (new Set(dims).size !== dims.length) failRange(fn, `expected each dim once, got ${show(dim)}`);
  return ndim === 0 ? [] : dims.sort((a, b) => a - b);
}

/** The shape after reducing `dims`. */
export function reducedShape(shape: Shape, dims: readonly number[], keepdim: boolean): number[] {
  const out: number[] = [];
  for (let i = 0; i < shape.length; i++) {
    if (!dims.includes(i)) out.push(shape[i] as number);
    else if (keepdim) out.push(1);
  }
  return out;
}

/** Formats the index of flat element `at` in `shape` for messages. */
export function showIndex(at: number, shape: Shape): string {
  const index: number[] = [];
  let rest = at;
  for (let i = shape.length - 1; i >= 0; i--) {
    const size = shape[i] as number;
    index.unshift(rest % size);
    rest = Math.floor(rest / size);
  }
  return showShape(index);
}

/** Checks a shape for `numel` elements, in which one size may be −1, and fills in that size. */
export function resolveShape(fn: string, shape: Shape, numel: number): number[] {
  if (!Array.isArray(shape)) failType(fn, `expected a shape such as [2, -1], got ${show(shape)}`);
  const unknown = shape.indexOf(-1);
  const known = checkShape(fn, unknown < 0 ? shape : shape.filter((_, i) => i !== unknown));
  const rest = numelOf(known);
  if (unknown < 0) {
    if (rest !== numel) failRange(fn, `expected a shape of ${numel} elements, got ${showShape(shape)}`);
    return known;
  }
  if (rest === 0 || numel % rest !== 0) failRange(fn, `expected a shape that ${numel} elements fill, got ${showShape(shape)}`);
  known.splice(unknown, 0, numel / rest);
  return known;
}

/** Refuses a result whose sizes or number of elements exceed int32, before anything is allocated; returns its shape. */
export function checkResult(fn: string, shape: number[]): number[] {
  if (shape.some((size) => size > MOST) || numelOf(shape) > MOST)
    failRange(fn, `expected a result of fewer than 2^31 elements, got shape ${showShape(shape)}`);
  return shape;
}
