/** Counts how often each class occurs. */

import { heap } from '../../../bindings/memory.ts';
import { newZeros } from '../../array/allocate.ts';
import { checkDtype, tensorOrNull } from '../../array/check.ts';
import { to } from '../../array/convert.ts';
import { dense } from '../../array/copy.ts';
import { failRange } from '../../errors.ts';
import { integer, type OptionsOf, readOptions, takes } from '../../options.ts';
import { composed } from '../../scope.ts';
import { sameShape, showShape } from '../../shape.ts';
import type { Tensor } from '../../tensor.ts';
import { note } from '../../tracing.ts';
import { scatterAdd } from './gather.ts';

const BINCOUNT = {
  weights: tensorOrNull,
  minlength: /* @__PURE__ */ integer(0, 0),
};

/** Options of `bincount`. */
export interface BincountOptions extends OptionsOf<typeof BINCOUNT> {
  /** The weight of each element, of the input's shape; the sums are float32. Default 1 each. */
  weights?: Tensor | null;
  /** The minimum length of the result. Default 0. */
  minlength?: number;
}

/**
 * How often each number from 0 to the greatest occurs in an int32 vector; with `weights`, the sums of their weights.
 * `torch.bincount` in PyTorch. Returns int32, or float32 with weights.
 *
 * @throws {TypeError} unless int32.
 * @throws {RangeError} for a negative number, a shape other than a vector's, or weights of another shape.
 */
export function bincount(x: Tensor, options?: BincountOptions): Tensor {
  takes('bincount', 2, arguments);
  checkDtype('bincount', 'input', x, 'int32');
  const { weights, minlength } = readOptions('bincount', BINCOUNT, options);
  if (x.ndim !== 1) failRange('bincount', `expected a vector, got shape ${showShape(x.sizes)}; use flatten()`);
  if (weights !== null && !sameShape(weights.sizes, x.sizes))
    failRange('bincount', `expected weights of shape ${showShape(x.sizes)}, got ${showShape(weights.sizes)}`);
  return composed('bincount', () => {
    const source = dense(x);
    const start = source.ptr >>> 2;
    let most = -1;
    for (let i = 0, { i32 } = heap; i < x.numel; i++) {
      const value = i32[start + i] as number;
      if (value < 0) failRange('bincount', `expected numbers of at least 0, got ${value} at index [${i}]`);
      if (value > most) most = value;
    }
    const shape = [Math.max(most + 1, minlength)];
    if (weights !== null && x.numel > 0)
      return note(scatterAdd(newZeros(x, shape), 0, source, to(weights, 'float32')), 'bincount', [x, weights]);
    const counts = newZeros(x, shape, 'int32');
    const at = counts.ptr >>> 2;
    for (let i = 0, { i32 } = heap; i < x.numel; i++) (i32[at + (i32[start + i] as number)] as number)++;
    return note(counts, 'bincount', [x]);
  });
}
