/** Ops that look at the same storage in another shape, and the copies that make a view contiguous. */
import { kernels } from '../../../bindings/kernels.ts';
import { heap } from '../../../bindings/memory.ts';
import { checkTensor } from '../../array/check.ts';
import { type Backward, record, tracks } from '../../autograd.ts';
import { empty, fillWith, resolveShape } from '../../create/values.ts';
import { checkInteger, failRange, failType, show } from '../../errors.ts';
import { track } from '../../scope.ts';
import { checkDim, isRowMajor, numelOf, type Shape, sameShape, showShape, stridesOf } from '../../shape.ts';
import { Tensor } from '../../tensor.ts';
import { sumTo } from '../reduce/sum.ts';

/** The most dimensions that a strided copy can tell apart after merging those that lie together. */
const MAX_DIMS = 8;

/** A new window on `x`'s storage, without gradients; `steps` are null where it is contiguous. */
function windowBy(x: Tensor, shape: Shape, steps: readonly number[] | null, offset: number): Tensor {
  x.storage.holders++;
  const t = new Tensor(x.storage, shape, x.dtype, steps, offset);
  t.rebased = x.rebased;
  track(t);
  return t;
}

/** A new view of `x`, without gradients. */
function windowOn(x: Tensor, shape: Shape, strides: readonly number[], offset: number): Tensor {
  const t = windowBy(x, shape, isRowMajor(shape, strides) ? null : strides, offset);
  t.base = x.base ?? x;
  return t;
}

/** A window on `x`'s storage through which gradients flow by `backward`. */
function viewOf(
  name: string,
  x: Tensor,
  shape: Shape,
  strides: readonly number[],
  offset: number,
  backward: Backward,
  how?: unknown,
): Tensor {
  const t = windowOn(x, shape, strides, offset);
  return tracks(x) ? record(t, name, [x], [], backward, how) : t;
}

/** The same elements under another tensor object, without gradients. */
export const alias = (x: Tensor): Tensor => windowBy(x, x.shape, x.steps, x.offset);

/** Where `view` looks on its base, on another tensor of the base's shape, which like the base is contiguous. */
export function sameWindow(view: Tensor, base: Tensor, on: Tensor): Tensor {
  return windowOn(on, view.shape, view.strides, on.offset + view.offset - base.offset);
}

/**
 * Writes sizes and strides where a strided copy reads them, merging dims that lie together; returns their number.
 * The kernel finds the sizes first, then the strides, in `heap.scratch`.
 */
function describe(fn: string, shape: Shape, strides: readonly number[]): number {
  const sizes: number[] = [];
  const steps: number[] = [];
  for (let i = 0; i < shape.length; i++) {
    const size = shape[i] as number;
    const step = strides[i] as number;
    if (size === 1) continue;
    const last = sizes.length - 1;
    if (last >= 0 && steps[last] === step * size) {
      sizes[last] = (sizes[last] as number) * size;
      steps[last] = step;
    } else {
      sizes.push(size);
      steps.push(step);
    }
  }
  if (sizes.length > MAX_DIMS) failRange(fn, `expected at most ${MAX_DIMS} dims that do not lie together, got ${sizes.length}`);
  const at = heap.scratch(sizes.length * 8) >>> 2;
  heap.i32.set(sizes, at);
  heap.i32.set(steps, at + sizes.length);
  return sizes.length;
}

/** A contiguous copy without gradients. */
export function copyOf(x: Tensor): Tensor {
  const y = empty(x.shape, x.dtype);
  if (x.steps === null) heap.copy(y.ptr, x.ptr, x.numel * 4);
  else kernels.copyStrided(0, x.numel, y.ptr, x.ptr, describe('contiguous', x.shape, x.strides), heap.scratch(0));
  return y;
}

/** `x` itself if it is contiguous, else a contiguous copy without gradients. */
export const dense = (x: Tensor): Tensor => (x.steps === null ? x : copyOf(x));

/** Copies `x`, of the same shape and type, into the elements of `target`. */
export function copyInto(target: Tensor, x: Tensor): void {
  const source = dense(x);
  if (target.steps === null) heap.copy(target.ptr, source.ptr, x.numel * 4);
  else
    kernels.copyToStrided(0, x.numel, target.ptr, source.ptr, describe('copy_', target.shape, target.strides), heap.scratch(0));
  if (source !== x) source.dispose();
}

/** target += x, for float32 tensors of one shape; `target` is contiguous. */
export function accumulate(target: Tensor, x: Tensor): void {
  const source = dense(x);
  kernels.add(0, x.numel, target.ptr, target.ptr, source.ptr, x.numel, 0, 1, 0, 1);
  if (source !== x) source.dispose();
}

/** `x` itself if its elements lie in row-major order, else a copy in which they do. `Tensor.contiguous` in PyTorch. */
export function contiguous(x: Tensor): Tensor {
  checkTensor('contiguous', 'input', x);
  return x.steps === null ? x : clone(x);
}

/** A contiguous copy, through which gradients flow. `torch.clone` in PyTorch. */
export function clone(x: Tensor): Tensor {
  checkTensor('clone', 'input', x);
  const y = copyOf(x);
  return tracks(x) ? record(y, 'clone', [x], [], (g) => g) : y;
}

/** The same values, cut off from the gradient graph, in the same memory. `Tensor.detach` in PyTorch. */
export function detach(x: Tensor): Tensor {
  checkTensor('detach', 'input', x);
  return alias(x);
}

/**
 * The strides under which `x` can be seen as `shape` without a copy, or null (each run of new dims must lie
 * evenly within a run of old ones).
 */
function stridesAs(x: Tensor, shape: Shape): number[] | null {
  if (x.steps === null || x.numel === 0) return stridesOf(shape);
  const sizes: number[] = [];
  const steps: number[] = [];
  x.shape.forEach((size, i) => {
    if (size === 1) return;
    const last = sizes.length - 1;
    const step = x.strides[i] as number;
    if (last >= 0 && steps[last] === step * size) {
      sizes[last] = (sizes[last] as number) * size;
      steps[last] = step;
    } else {
      sizes.push(size);
      steps.push(step);
    }
  });
  const strides = new Array<number>(shape.length);
  let run = sizes.length - 1;
  let left = sizes[run] ?? 1;
  let step = steps[run] ?? 1;
  for (let i = shape.length - 1; i >= 0; i--) {
    const size = shape[i] as number;
    if (size !== 1 && left === 1) {
      run--;
      left = sizes[run] ?? 1;
      step = steps[run] ?? 1;
    }
    if (left % size !== 0) return null;
    strides[i] = step;
    step *= size;
    left /= size;
  }
  return strides;
}

/**
 * The same elements in another shape, one size of which may be −1: a view where the layout allows, else a copy.
 * `torch.reshape` in PyTorch. @throws {RangeError} if the shape does not fit.
 */
export function reshape(x: Tensor, shape: Shape): Tensor {
  checkTensor('reshape', 'input', x);
  const resolved = resolveShape('reshape', shape, x.numel);
  const strides = stridesAs(x, resolved);
  if (strides !== null) return viewOf('reshape', x, resolved, strides, x.offset, (g) => reshape(g, x.shape));
  const y = copyOf(x);
  const out = windowOn(y, resolved, stridesOf(resolved), y.offset);
  y.dispose();
  return tracks(x) ? record(out, 'reshape', [x], [], (g) => reshape(g, x.shape)) : out;
}

/** As `reshape`, but never a copy. `Tensor.view` in PyTorch. @throws {RangeError} if only a copy could do it. */
export function view(x: Tensor, shape: Shape): Tensor {
  checkTensor('view', 'input', x);
  const resolved = resolveShape('view', shape, x.numel);
  const strides = stridesAs(x, resolved);
  if (strides === null)
    failRange(
      'view',
      `expected a layout that can be seen as ${showShape(resolved)} without a copy, got strides ${showShape(x.strides)} of shape ${showShape(x.shape)}; use reshape()`,
    );
  return viewOf('view', x, resolved, strides, x.offset, (g) => reshape(g, x.shape));
}

/** Merges the dims from `startDim` to `endDim` (inclusive) into one. `torch.flatten` in PyTorch. */
export function flatten(x: Tensor, startDim: number = 0, endDim: number = -1): Tensor {
  checkTensor('flatten', 'input', x);
  const start = checkDim('flatten', startDim, x.ndim);
  const end = checkDim('flatten', endDim, x.ndim);
  if (start > end) failRange('flatten', `expected startDim before endDim, got ${startDim} and ${endDim}`);
  if (x.ndim === 0) return reshape(x, [1]);
  return reshape(x, [...x.shape.slice(0, start), numelOf(x.shape.slice(start, end + 1)), ...x.shape.slice(end + 1)]);
}

/** Drops dims of size 1: all of them, or those named if they are of size 1. `torch.squeeze` in PyTorch. */
export function squeeze(x: Tensor, dim?: number | readonly number[]): Tensor {
  checkTensor('squeeze', 'input', x);
  const named =
    dim === undefined
      ? x.shape.map((_, i) => i)
      : (Array.isArray(dim) ? dim : [dim]).map((d: number) => checkDim('squeeze', d, x.ndim));
  const left = x.shape.map((_, i) => i).filter((i) => x.shape[i] !== 1 || !named.includes(i));
  const shape = left.map((i) => x.shape[i] as number);
  return viewOf(
    'squeeze',
    x,
    shape,
    left.map((i) => x.strides[i] as number),
    x.offset,
    (g) => reshape(g, x.shape),
  );
}

/** Puts a dim of size 1 at `dim`. `torch.unsqueeze` in PyTorch. */
export function unsqueeze(x: Tensor, dim: number): Tensor {
  checkTensor('unsqueeze', 'input', x);
  const at = checkDim('unsqueeze', dim, x.ndim + 1);
  const shape = [...x.shape.slice(0, at), 1, ...x.shape.slice(at)];
  const strides = [...x.strides.slice(0, at), 1, ...x.strides.slice(at)];
  return viewOf('unsqueeze', x, shape, strides, x.offset, (g) => reshape(g, x.shape));
}

function permuted(name: string, x: Tensor, dims: readonly number[]): Tensor {
  const inverse = dims.map((_, i) => dims.indexOf(i));
  return viewOf(
    name,
    x,
    dims.map((d) => x.shape[d] as number),
    dims.map((d) => x.strides[d] as number),
    x.offset,
    (g) => permuted(name, g, inverse),
    dims,
  );
}

/** The dims in another order; no copy. `torch.permute` in PyTorch. @throws {RangeError} unless each dim comes once. */
export function permute(x: Tensor, dims: readonly number[]): Tensor {
  checkTensor('permute', 'input', x);
  if (!Array.isArray(dims)) failType('permute', `expected an array of dims, got ${show(dims)}`);
  const order = dims.map((d) => checkDim('permute', d, x.ndim));
  if (order.length !== x.ndim || new Set(order).size !== x.ndim) {
    failRange('permute', `expected each of the ${x.ndim} dims once, got ${show(dims)}`);
  }
  return permuted('permute', x, order);
}

/** Two dims exchanged; no copy. `torch.transpose` in PyTorch. */
export function transpose(x: Tensor, dim0: number, dim1: number): Tensor {
  checkTensor('transpose', 'input', x);
  const [a, b] = [checkDim('transpose', dim0, x.ndim), checkDim('transpose', dim1, x.ndim)];
  if (x.ndim === 0) return viewOf('transpose', x, [], [], x.offset, (g) => g);
  return permuted(
    'transpose',
    x,
    x.shape.map((_, i) => (i === a ? b : i === b ? a : i)),
  );
}

/** The transpose of a matrix; a vector or scalar as it is; no copy. `torch.t` in PyTorch. */
export function t(x: Tensor): Tensor {
  checkTensor('t', 'input', x);
  if (x.ndim > 2) failRange('t', `expected at most 2 dims, got shape ${showShape(x.shape)}; use transpose()`);
  return x.ndim < 2 ? viewOf('t', x, x.shape, x.strides, x.offset, (g) => g) : permuted('t', x, [1, 0]);
}

/** Repeats dims of size 1 up to `shape` without a copy; −1 keeps a size. `Tensor.expand` in PyTorch. */
export function expand(x: Tensor, shape: Shape): Tensor {
  checkTensor('expand', 'input', x);
  if (!Array.isArray(shape)) failType('expand', `expected a shape such as [2, 3], got ${show(shape)}`);
  const lead = shape.length - x.ndim;
  if (lead < 0) failRange('expand', `expected at least ${x.ndim} dims, got ${showShape(shape)} for shape ${showShape(x.shape)}`);
  const strides: number[] = [];
  const target = shape.map((size: number, i: number) => {
    const own = i < lead ? 1 : (x.shape[i - lead] as number);
    checkInteger('expand', 'sizes', size, i < lead ? 0 : -1);
    const wanted = size === -1 ? own : size;
    if (own !== wanted && own !== 1)
      failRange('expand', `expected a shape that ${showShape(x.shape)} broadcasts to, got ${showShape(shape)}`);
    strides.push(own === wanted && i >= lead ? (x.strides[i - lead] as number) : 0);
    return wanted;
  });
  return expandTo(x, target, strides);
}

function expandTo(x: Tensor, shape: Shape, strides: readonly number[]): Tensor {
  return viewOf('expand', x, shape, strides, x.offset, (g) => sumTo(g, x.shape));
}

/** `x` seen in `shape`, to which it broadcasts, without gradients. */
export function broadcastTo(x: Tensor, shape: Shape): Tensor {
  if (sameShape(x.shape, shape)) return alias(x);
  const lead = shape.length - x.ndim;
  const strides = shape.map((_, i) => (i < lead || x.shape[i - lead] === 1 ? 0 : (x.strides[i - lead] as number)));
  return windowOn(x, shape, strides, x.offset);
}

/** A view of the part `[dim, from, to, step]` of `x`; its gradient is zero outside the part. */
function part(name: string, x: Tensor, window: (whole: Tensor) => Tensor, how: readonly number[]): Tensor {
  const y = window(x);
  if (!tracks(x)) return y;
  return record(
    y,
    name,
    [x],
    [],
    (g) => {
      const dx = fillWith(empty(x.shape), 0);
      copyInto(window(dx), g);
      return dx;
    },
    how,
  );
}

const resized = (x: Tensor, dim: number, size: number, start: number, step: number): Tensor => {
  const shape = [...x.shape];
  const strides = [...x.strides];
  const offset = x.offset + start * (strides[dim] as number);
  shape[dim] = size;
  strides[dim] = (strides[dim] as number) * step;
  return windowOn(x, shape, strides, offset);
};

const needDims = (fn: string, x: Tensor): void => {
  checkTensor(fn, 'input', x);
  if (x.ndim === 0) failRange(fn, 'expected a tensor with dims, got a scalar');
};

/** `length` indices of `dim` from `start` on; no copy. `torch.narrow` in PyTorch. */
export function narrow(x: Tensor, dim: number, start: number, length: number): Tensor {
  needDims('narrow', x);
  const d = checkDim('narrow', dim, x.ndim);
  const size = x.shape[d] as number;
  const from = checkInteger('narrow', 'start', start) < 0 ? start + size : start;
  checkInteger('narrow', 'length', length, 0);
  if (from < 0 || from + length > size)
    failRange('narrow', `expected start and length within [0, ${size}], got ${start} and ${length}`);
  return part('narrow', x, (whole) => resized(whole, d, length, from, 1), [d, from, from + length, 1]);
}

/**
 * The indices of `dim` from `start` to `end` (exclusive) by `step`; negative bounds count from the end and both are
 * clipped, as in Python's `x[start:end:step]`. No copy.
 */
export function slice(x: Tensor, dim: number, start: number = 0, end?: number, step: number = 1): Tensor {
  needDims('slice', x);
  const d = checkDim('slice', dim, x.ndim);
  const size = x.shape[d] as number;
  checkInteger('slice', 'step', step, 1);
  const clip = (i: number): number => Math.min(size, Math.max(0, i < 0 ? i + size : i));
  const from = clip(checkInteger('slice', 'start', start));
  const to = end === undefined || end === Infinity ? size : clip(checkInteger('slice', 'end', end));
  return part('slice', x, (whole) => resized(whole, d, Math.max(0, Math.ceil((to - from) / step)), from, step), [
    d,
    from,
    to,
    step,
  ]);
}

/** Index `index` of `dim`, which goes; negative counts from the end. No copy. `torch.select` in PyTorch. */
export function select(x: Tensor, dim: number, index: number): Tensor {
  needDims('select', x);
  return selectAs('select', x, checkDim('select', dim, x.ndim), index);
}

function selectAs(name: string, x: Tensor, d: number, index: number): Tensor {
  const size = x.shape[d] as number;
  checkInteger(name, 'index', index);
  const i = index < 0 ? index + size : index;
  if (i < 0 || i >= size) failRange(name, `expected index in [${-size}, ${size}), got ${index}`);
  return part(
    name,
    x,
    (whole) => {
      const strides = whole.strides;
      const drop = (list: readonly number[]): number[] => list.filter((_, j) => j !== d);
      return windowOn(whole, drop(whole.shape), drop(strides), whole.offset + i * (strides[d] as number));
    },
    [d, i, i + 1, 1],
  );
}

/** The element or part at the given leading indices, as `x[i, j]` in PyTorch; negative counts from the end. No copy. */
export function at(x: Tensor, ...indices: number[]): Tensor {
  checkTensor('at', 'input', x);
  if (indices.length > x.ndim) failRange('at', `expected at most ${x.ndim} indices, got ${indices.length}`);
  let y = x;
  for (const index of indices) {
    const next = selectAs('at', y, 0, index);
    if (y !== x) y.dispose();
    y = next;
  }
  return y === x ? alias(x) : y;
}

/** Consecutive parts of `dim`: of `size` each (the last may be smaller), or of the sizes listed. No copy. `torch.split`. */
export function split(x: Tensor, size: number | readonly number[], dim: number = 0): Tensor[] {
  needDims('split', x);
  const d = checkDim('split', dim, x.ndim);
  const total = x.shape[d] as number;
  let sizes: readonly number[];
  if (typeof size === 'number') {
    checkInteger('split', 'size', size, 1);
    sizes = Array.from({ length: Math.max(1, Math.ceil(total / size)) }, (_, i) => Math.min(size, total - i * size));
  } else {
    if (!Array.isArray(size)) failType('split', `expected size to be a number or an array of sizes, got ${show(size)}`);
    sizes = size.map((s) => checkInteger('split', 'sizes', s, 0));
    const sum = sizes.reduce((a, b) => a + b, 0);
    if (sum !== total) failRange('split', `expected sizes that add up to ${total}, got ${show(size)}`);
  }
  let start = 0;
  return sizes.map((length) => {
    const from = start;
    start += length;
    return part('split', x, (whole) => resized(whole, d, length, from, 1), [d, from, start, 1]);
  });
}

/** At most `chunks` consecutive parts of `dim` of one size (the last may be smaller). No copy. `torch.chunk`. */
export function chunk(x: Tensor, chunks: number, dim: number = 0): Tensor[] {
  needDims('chunk', x);
  checkInteger('chunk', 'chunks', chunks, 1);
  const size = Math.ceil((x.shape[checkDim('chunk', dim, x.ndim)] as number) / chunks);
  return split(x, Math.max(1, size), dim);
}
