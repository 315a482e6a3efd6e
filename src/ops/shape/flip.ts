/** Reverses and rotates dims. */

import { newEmpty } from '../../array/allocate.ts';
import { checkTensor } from '../../array/check.ts';
import { copyInto, copyOf } from '../../array/copy.ts';
import { record, tracks } from '../../autograd/tape.ts';
import { checkInteger, failRange, failType, show } from '../../errors.ts';
import { takes } from '../../options.ts';
import { composed } from '../../scope.ts';
import { checkDim } from '../../shape.ts';
import type { Tensor } from '../../tensor.ts';
import { resized } from './part.ts';
import { reshape } from './reshape.ts';

/** Refuses anything but a number or an array; returns an array. */
function listOf(fn: string, what: string, value: unknown): readonly number[] {
  if (typeof value === 'number') return [value];
  if (!Array.isArray(value)) failType(fn, `expected ${what} to be a number or an array of numbers, got ${show(value)}`);
  return value;
}

/**
 * A copy with the order of the elements along `dims`, a number or an array, reversed. `torch.flip` in PyTorch.
 * @throws {RangeError} unless each dim is in range and given once.
 */
export function flip(x: Tensor, dims: number | readonly number[]): Tensor {
  takes('flip', 2, arguments);
  checkTensor('flip', 'input', x);
  const places = listOf('flip', 'dims', dims).map((d) => checkDim('flip', d, x.ndim));
  if (new Set(places).size < places.length) failRange('flip', `expected each dim once, got ${show(dims)}`);
  return flipped(x, places);
}

function flipped(x: Tensor, dims: readonly number[]): Tensor {
  const y = composed('flip', () =>
    copyOf(
      dims.reduce((seen, d) => {
        const size = x.sizes[d] ?? 1;
        return size > 1 ? resized(seen, d, size, size - 1, -1) : seen;
      }, x),
    ),
  );
  return tracks(x) ? record(y, 'flip', [x], [], (g) => flipped(g, dims), dims) : y;
}

/**
 * A copy whose elements are moved by `shifts` positions along `dims`; those beyond the end reappear at the front. Both are
 * numbers or arrays of one length. Without dims, the tensor is rolled in flattened order. `torch.roll` in PyTorch.
 *
 * @throws {RangeError} unless there is a shift for each dim.
 */
export function roll(x: Tensor, shifts: number | readonly number[], dims?: number | readonly number[] | null): Tensor {
  takes('roll', 3, arguments);
  checkTensor('roll', 'input', x);
  const steps = listOf('roll', 'shifts', shifts).map((s) => checkInteger('roll', 'shifts', s));
  const places = listOf('roll', 'dims', dims ?? []).map((d) => checkDim('roll', d, x.ndim));
  if (places.length === 0 && steps.length === 1)
    return composed('roll', () => reshape(rolled(reshape(x, [x.numel]), steps, [0]), x.sizes));
  if (steps.length !== places.length || steps.length === 0)
    failRange('roll', `expected one shift for each dim, got ${show(shifts)} for dims ${show(dims ?? [])}`);
  if (x.ndim === 0) failRange('roll', 'expected a tensor with dims, got a scalar');
  return rolled(x, steps, places);
}

function rolled(x: Tensor, shifts: readonly number[], dims: readonly number[]): Tensor {
  const y = composed('roll', () => {
    let from = x;
    dims.forEach((d, i) => {
      const size = x.sizes[d] as number;
      const shift = size === 0 ? 0 : (((shifts[i] as number) % size) + size) % size;
      if (shift === 0) return;
      const to = newEmpty(x, x.sizes, x.dtype);
      copyInto(resized(to, d, shift, 0, 1), resized(from, d, shift, size - shift, 1));
      copyInto(resized(to, d, size - shift, shift, 1), resized(from, d, size - shift, 0, 1));
      if (from !== x) from.dispose();
      from = to;
    });
    return from === x ? copyOf(x) : from;
  });
  if (!tracks(x)) return y;
  return record(
    y,
    'roll',
    [x],
    [],
    (g) =>
      rolled(
        g,
        shifts.map((s) => -s),
        dims,
      ),
    { shifts, dims },
  );
}
