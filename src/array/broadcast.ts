/** Element-wise kernels of two operands: promotes types, broadcasts shapes, reduces layouts to rows and columns. */

import { kernels } from '../../bindings/kernels.ts';
import { heap, Storage } from '../../bindings/memory.ts';
import { type DType, isTensor } from '../core.ts';
import { failType, show } from '../errors.ts';
import { temporary, whole } from '../frame.ts';
import { broadcastShapes, numelOf, type Shape, sameShape } from '../shape.ts';
import type { Tensor } from '../tensor.ts';
import { bitsOf, checkElement, newEmpty } from './allocate.ts';
import { to } from './convert.ts';
import { copyOf } from './copy.ts';
import { broadcastTo } from './window.ts';

/** An operand: a tensor, or a number that takes the other operand's type if possible. */
export type Operand = Tensor | number;

/**
 * A kernel over rows × cols elements: element (r, c) of an operand is at r·Row + c·Col, where Col is 0 or 1. `begin` and `end`
 * count elements of the output.
 */
export type BinaryKernel = (
  begin: number,
  end: number,
  y: number,
  a: number,
  b: number,
  cols: number,
  aRow: number,
  aCol: number,
  bRow: number,
  bCol: number,
) => void;

/** A number as a tensor without dims, in the type that it takes next to `other`. */
function scalar(fn: string, value: number, other: Tensor): Tensor {
  const dtype = other.dtype === 'float32' || !Number.isInteger(value) ? 'float32' : 'int32';
  const bits = bitsOf(checkElement(fn, value, dtype), dtype);
  const t = other.make(new Storage(4), [], dtype, null, 0);
  kernels.fill(0, 1, t.ptr, bits);
  return temporary(t);
}

/** Refuses anything but a tensor or a number; returns it. */
export function checkOperand(fn: string, what: string, x: unknown): Operand {
  if (typeof x === 'number') return x;
  if (!isTensor(x)) failType(fn, `expected ${what} to be a tensor or a number, got ${show(x)}`);
  x.check(fn);
  return x;
}

/** Refuses operands other than tensors and numbers; one must be a tensor. */
export function checkOperands(fn: string, a: unknown, b: unknown): void {
  const first = checkOperand(fn, 'input', a);
  const second = checkOperand(fn, 'other', b);
  if (typeof first === 'number' && typeof second === 'number') failType(fn, 'expected at least one tensor, got two numbers');
}

/** The common type of two operands; bools count as integers. */
export const promoted = (a: DType, b: DType): 'float32' | 'int32' => (a === 'float32' || b === 'float32' ? 'float32' : 'int32');

/** Whether a contiguous operand covers dims `from` … `to` of the output: all of them, none, or neither. */
function runsAlong(x: Tensor, shape: Shape, from: number, to: number): 'all' | 'none' | 'some' {
  let varies = false;
  let repeats = false;
  for (let i = from; i < to; i++) {
    if (shape[i] === 1) continue;
    if ((x.sizes[x.ndim - shape.length + i] ?? 1) === 1) repeats = true;
    else varies = true;
  }
  if (varies && repeats) return 'some';
  return repeats ? 'none' : 'all';
}

/** The layout of an operand if the output's dims from `split` on are the columns; null if there is none. */
function layout(x: Tensor, shape: Shape, split: number, cols: number): { row: number; col: number } | null {
  if (x.numel === 1) return { row: 0, col: 0 };
  if (x.steps !== null) return null;
  const rows = runsAlong(x, shape, 0, split);
  const columns = runsAlong(x, shape, split, shape.length);
  if (rows === 'some' || columns === 'some') return null;
  const col = columns === 'all' ? 1 : 0;
  return { row: rows === 'none' ? 0 : col === 1 ? cols : 1, col };
}

/** The first dim of the output's columns: after the dims that the first repeated operand lacks, or after its last dim. */
function splitFor(a: Tensor, b: Tensor, shape: Shape): number {
  for (const x of [a, b]) {
    let at = shape.length;
    const along = (i: number): string => runsAlong(x, shape, i, shape.length);
    if (x.numel === 1 || runsAlong(x, shape, 0, shape.length) === 'all') continue;
    while (at > 0 && along(at - 1) !== 'some') at--;
    return at;
  }
  return 0;
}

/**
 * Runs a kernel on two operands and returns a new tensor of type `result`, without gradients. Operands in a layout that the
 * kernel cannot read are copied first. An integer kernel may throw.
 */
export function broadcast(
  fn: string,
  floatKernel: BinaryKernel,
  intKernel: BinaryKernel | null,
  a: Operand,
  b: Operand,
  result?: DType,
): Tensor {
  checkOperands(fn, a, b);
  // operands that the kernel can read in place: only the result is allocated
  if (typeof a === 'number') {
    if (isFloats(b)) return ofOne(floatKernel, b as Tensor, a, true, result);
  } else if (typeof b === 'number') {
    if (isFloats(a)) return ofOne(floatKernel, a, b, false, result);
  } else if (isFloats(a) && isFloats(b) && sameShape(a.sizes, b.sizes)) {
    const y = newEmpty(a, a.sizes, result);
    floatKernel(0, y.numel, y.ptr, a.ptr, b.ptr, y.numel, 0, 1, 0, 1);
    return y;
  }
  return whole(fn, broadcastOf, fn, floatKernel, intKernel, a, b, result);
}

const isFloats = (x: Operand): boolean => typeof x !== 'number' && x.dtype === 'float32' && x.steps === null;

/** A tensor's elements and a number, which is the first operand or the second. */
function ofOne(kernel: BinaryKernel, x: Tensor, value: number, isFirst: boolean, result: DType | undefined): Tensor {
  const { numel } = x;
  const y = newEmpty(x, x.sizes, result);
  const at = heap.scratch(4);
  heap.f32[at >>> 2] = value;
  if (isFirst) kernel(0, numel, y.ptr, at, x.ptr, numel, 0, 0, numel, 1);
  else kernel(0, numel, y.ptr, x.ptr, at, numel, numel, 1, 0, 0);
  return y;
}

function broadcastOf(
  fn: string,
  floatKernel: BinaryKernel,
  intKernel: BinaryKernel | null,
  a: Operand,
  b: Operand,
  result: DType | undefined,
): Tensor {
  const left = isTensor(a) ? a : scalar(fn, a, b as Tensor);
  const right = isTensor(b) ? b : scalar(fn, b, left);
  const shape = broadcastShapes(fn, left.sizes, right.sizes);
  const type = intKernel === null ? 'float32' : promoted(left.dtype, right.dtype);
  const p = typed(left, type);
  const q = typed(right, type);
  const y = newEmpty(left, shape, result ?? type);
  const kernel = type === 'float32' ? floatKernel : (intKernel as BinaryKernel);
  if (isPlain(p, q)) kernel(0, y.numel, y.ptr, p.ptr, q.ptr, y.numel, 0, 1, 0, 1);
  else if (y.numel > 0) run(kernel, y, p, q, shape);
  if (p !== a) p.dispose();
  if (q !== b) q.dispose();
  // an integer tensor next to floats was converted, and so is the number
  if (left !== a) left.dispose();
  if (right !== b) right.dispose();
  return y;
}

/** Whether two tensors have the same layout, without gaps. */
const isPlain = (a: Tensor, b: Tensor): boolean => a.steps === null && b.steps === null && sameShape(a.sizes, b.sizes);

const typed = (x: Tensor, type: 'float32' | 'int32'): Tensor =>
  x.dtype === type || (type === 'int32' && x.dtype === 'bool') ? x : to(x, type);

function run(kernel: BinaryKernel, y: Tensor, p: Tensor, q: Tensor, shape: Shape): void {
  const split = splitFor(p, q, shape);
  const cols = numelOf(shape.slice(split));
  const pl = layout(p, shape, split, cols);
  const ql = layout(q, shape, split, cols);
  const a = pl === null ? spread(p, shape) : p;
  const b = ql === null ? spread(q, shape) : q;
  kernel(0, y.numel, y.ptr, a.ptr, b.ptr, cols, pl?.row ?? cols, pl?.col ?? 1, ql?.row ?? cols, ql?.col ?? 1);
  if (a !== p) a.dispose();
  if (b !== q) b.dispose();
}

/** A contiguous copy of `x` broadcast to `shape`. */
function spread(x: Tensor, shape: Shape): Tensor {
  const window = broadcastTo(x, shape);
  const y = copyOf(window);
  window.dispose();
  return y;
}
