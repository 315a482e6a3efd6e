/** The same elements in another shape: views if the layout allows. */

import { checkTensor } from '../../array/check.ts';
import { copyOf } from '../../array/copy.ts';
import { windowBy } from '../../array/window.ts';
import { record, tracks, unfollowed } from '../../autograd/tape.ts';
import { failRange, show } from '../../errors.ts';
import { whole } from '../../frame.ts';
import { takes } from '../../options.ts';
import { checkDim, numelOf, resolveShape, type Shape, showShape } from '../../shape.ts';
import type { Tensor } from '../../tensor.ts';

/**
 * The strides with which `x` can be viewed as `shape` without a copy, null if the view is contiguous, or undefined if there is no
 * such view (each run of new dims must divide a run of old ones evenly).
 */
function stepsAs(x: Tensor, shape: Shape): number[] | null | undefined {
  // what is not contiguous is so in every shape
  if (x.steps === null || x.numel === 0) return null;
  const sizes: number[] = [];
  const steps: number[] = [];
  x.sizes.forEach((size, i) => {
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
    if (left % size !== 0) return undefined;
    strides[i] = step;
    step *= size;
    left /= size;
  }
  return strides;
}

const backTo =
  (sizes: Shape) =>
  (g: Tensor): Tensor =>
    reshape(g, sizes);

/** A view of all of `x`; `steps` is null if it is contiguous. */
function seenAs(name: string, x: Tensor, shape: Shape, steps: readonly number[] | null): Tensor {
  const t = windowBy(x, shape, steps, x.offset);
  return tracks(x) ? record(t, name, [x], [], backTo(x.sizes)) : unfollowed(t);
}

/**
 * The same elements in another shape, one size of which may be −1: a view if the layout allows, else a copy. `torch.reshape` in
 * PyTorch.
 * @throws {RangeError} if the shape does not fit.
 */
export function reshape(x: Tensor, shape: Shape): Tensor {
  takes('reshape', 2, arguments);
  checkTensor('reshape', 'input', x);
  const resolved = resolveShape('reshape', shape, x.numel);
  const steps = stepsAs(x, resolved);
  if (steps !== undefined) return seenAs('reshape', x, resolved, steps);
  const y = copyOf(x);
  const out = y.window(resolved, null, y.offset);
  y.dispose();
  return tracks(x) ? record(out, 'reshape', [x], [], backTo(x.sizes)) : out;
}

/**
 * As `reshape`, but never a copy. `Tensor.view` in PyTorch.
 * @throws {RangeError} if a copy would be needed.
 */
export function view(x: Tensor, shape: Shape): Tensor {
  takes('view', 2, arguments);
  checkTensor('view', 'input', x);
  const resolved = resolveShape('view', shape, x.numel);
  const steps = stepsAs(x, resolved);
  if (steps === undefined)
    failRange(
      'view',
      `expected a layout that can be seen as ${showShape(resolved)} without a copy, got strides ${showShape(x.strides)} of shape ${showShape(x.sizes)}; use reshape()`,
    );
  return seenAs('view', x, resolved, steps);
}

/** Merges the dims from `startDim` to `endDim` (inclusive) into one. `torch.flatten` in PyTorch. */
export function flatten(x: Tensor, startDim: number = 0, endDim: number = -1): Tensor {
  takes('flatten', 3, arguments);
  checkTensor('flatten', 'input', x);
  const start = checkDim('flatten', startDim, x.ndim);
  const end = checkDim('flatten', endDim, x.ndim);
  if (start > end) failRange('flatten', `expected startDim before endDim, got ${startDim} and ${endDim}`);
  return whole('flatten', () =>
    reshape(x, [...x.sizes.slice(0, start), numelOf(x.sizes.slice(start, end + 1)), ...x.sizes.slice(end + 1)]),
  );
}

/**
 * Splits `dim` into dims of the given sizes, one of which may be −1; no copy. `torch.unflatten` in PyTorch.
 * @throws {RangeError} unless the product of the sizes is that of `dim`.
 */
export function unflatten(x: Tensor, dim: number, sizes: Shape): Tensor {
  takes('unflatten', 3, arguments);
  checkTensor('unflatten', 'input', x);
  if (x.ndim === 0) failRange('unflatten', 'expected a tensor with dims, got a scalar; use reshape()');
  const d = checkDim('unflatten', dim, x.ndim);
  const split = resolveShape('unflatten', sizes, x.sizes[d] as number);
  if (split.length === 0) failRange('unflatten', 'expected at least one size, got []; use squeeze()');
  return view(x, [...x.sizes.slice(0, d), ...split, ...x.sizes.slice(d + 1)]);
}

/** Removes dims of size 1: all of them, or those named if they are of size 1. `torch.squeeze` in PyTorch. */
export function squeeze(x: Tensor, dim?: number | readonly number[]): Tensor {
  takes('squeeze', 2, arguments);
  checkTensor('squeeze', 'input', x);
  const named =
    dim === undefined
      ? x.sizes.map((_, i) => i)
      : Array.from(Array.isArray(dim) ? dim : [dim], (d: number) => checkDim('squeeze', d, x.ndim));
  if (dim !== undefined && new Set(named).size !== named.length) failRange('squeeze', `expected each dim once, got ${show(dim)}`);
  const left = x.sizes.map((_, i) => i).filter((i) => x.sizes[i] !== 1 || !named.includes(i));
  const kept = (of: readonly number[]): number[] => left.map((i) => of[i] as number);
  return seenAs('squeeze', x, kept(x.sizes), x.steps && kept(x.steps));
}

/** Inserts a dim of size 1 at `dim`. `torch.unsqueeze` in PyTorch. */
export function unsqueeze(x: Tensor, dim: number): Tensor {
  takes('unsqueeze', 2, arguments);
  checkTensor('unsqueeze', 'input', x);
  const at = checkDim('unsqueeze', dim, x.ndim + 1);
  const widened = (of: readonly number[]): number[] => [...of.slice(0, at), 1, ...of.slice(at)];
  return seenAs('unsqueeze', x, widened(x.sizes), x.steps && widened(x.steps));
}
