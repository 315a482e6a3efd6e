/** Resizes images and sequences. */

import { extra } from '../../../bindings/extra.ts';
import { newEmpty, newZeros } from '../../array/allocate.ts';
import { checkDtype } from '../../array/check.ts';
import { dense, drop } from '../../array/copy.ts';
import { record, tracks } from '../../autograd/tape.ts';
import { checkNumber, checkOneOf, checkOptions, failRange, show } from '../../errors.ts';
import { whole } from '../../frame.ts';
import { takes } from '../../options.ts';
import { numelOf, showShape } from '../../shape.ts';
import type { Tensor } from '../../tensor.ts';
import { type Axes, checkAxes, INT32, type Pair, type Single } from './windows.ts';

/** Options of `interpolate`: either `size` or `scaleFactor`. */
export interface InterpolateOptions {
  /** The size of the result by axis. */
  size?: Pair | Single | null;
  /** The factor of the input's sizes; fractions are cut off. */
  scaleFactor?: Pair | Single | null;
  /** How values are chosen. Default 'nearest': the value of the nearest position at or before. */
  mode?: 'nearest';
}

/** The numbers of `scaleFactor` by axis, each above 0. */
export function checkFactors(fn: string, value: unknown, axes: Axes): number[] {
  const list: unknown[] = Array.isArray(value) ? value : new Array(axes).fill(value);
  if (list.length !== axes) failRange(fn, `expected scaleFactor to be a number or one for each axis, got ${show(value)}`);
  return list.map((v) => {
    const factor = checkNumber(fn, 'scaleFactor', v, 0);
    if (factor === 0 || factor === Infinity) failRange(fn, `expected scaleFactor above 0 and finite, got ${factor}`);
    return factor;
  });
}

/** Refuses options unless exactly one of `size` and `scaleFactor` is given, and the mode is known. */
export function checkInterpolation(fn: string, options: InterpolateOptions): void {
  checkOptions(fn, options, ['size', 'scaleFactor', 'mode']);
  const { size = null, scaleFactor = null, mode = 'nearest' } = options;
  if ((size === null) === (scaleFactor === null)) {
    failRange(fn, `expected either size or scaleFactor, got ${size === null ? 'neither' : 'both'}`);
  }
  checkOneOf(fn, 'mode', mode, ['nearest']);
}

/**
 * Resizes the input: each element is the input's element at the same relative position, rounded down. Shapes: x (N, C, L) or (N,
 * C, H, W); the result has the sizes `size`, or ⌊size·scaleFactor⌋. The gradient of an element is the sum of those of its copies.
 * `F.interpolate` in PyTorch.
 *
 * @throws {TypeError} unless x is float32. @throws {RangeError} for other numbers of dims, unless exactly one of `size` and
 *   `scaleFactor` is given, and for an empty result.
 */
export function interpolate(x: Tensor, options: InterpolateOptions = {}): Tensor {
  const fn = 'interpolate';
  takes(fn, 2, arguments);
  checkInterpolation(fn, options);
  checkDtype(fn, 'input', x, 'float32');
  const { sizes } = x;
  if (x.ndim !== 3 && x.ndim !== 4) {
    failRange(fn, `expected input of shape [N, C, L] or [N, C, H, W], got ${showShape(sizes)}`);
  }
  const axes = (x.ndim - 2) as Axes;
  const { size = null, scaleFactor = null } = options;
  const before = sizes.slice(2);
  const factors = size === null ? checkFactors(fn, scaleFactor, axes) : null;
  const after =
    factors === null ? checkAxes(fn, 'size', size, 1, axes) : factors.map((f, i) => Math.floor((before[i] as number) * f));
  if (factors !== null) for (const n of after) if (n > INT32) failRange(fn, `expected a result of sizes below 2^31, got ${n}`);
  if (after.includes(0) || numelOf(sizes, 1) === 0) {
    failRange(fn, `expected input and result that are not empty, got sizes ${showShape(before)} and ${showShape(after)}`);
  }
  // as in PyTorch, steps follow from the requested factor, even if the ratio of the sizes differs from it
  const steps = before.map((n, i) => (factors === null ? n / (after[i] as number) : 1 / (factors[i] as number)));
  if (axes === 1)
    for (const [list, one] of [
      [before, 1],
      [after, 1],
      [steps, 1],
    ] as const)
      list.unshift(one);
  const how = [...before, ...after, ...steps] as [number, number, number, number, number, number];
  const planes = numelOf(sizes, 0, 2);
  return whole(fn, () => {
    const source = dense(x);
    const y = newEmpty(x, [...sizes.slice(0, 2), ...after.slice(-axes)]);
    extra().nearestNeighbours(0, planes, y.ptr, source.ptr, ...how);
    drop(source, x);
    if (!tracks(x)) return y;
    return record(
      y,
      fn,
      [x],
      [],
      (g) => {
        const dx = newZeros(g, sizes);
        const dy = dense(g);
        extra().nearestNeighboursBackward(0, planes, dx.ptr, dy.ptr, ...how);
        drop(dy, g);
        return dx;
      },
      how,
    );
  });
}
