/** Insertion points of values in a sorted sequence. */

import { extra } from '../../../bindings/extra.ts';
import { fillWith, newEmpty } from '../../array/allocate.ts';
import { checkOperand, type Operand } from '../../array/broadcast.ts';
import { checkDtype, checkTensor, tensorOrNull } from '../../array/check.ts';
import { dense } from '../../array/copy.ts';
import { checkIndexRange } from '../../array/indices.ts';
import { isTensor } from '../../core.ts';
import { failRange, failType } from '../../errors.ts';
import { flag, nullable, type OptionsOf, oneOf, readOptions, takes } from '../../options.ts';
import { composed } from '../../scope.ts';
import { sameShape, showShape } from '../../shape.ts';
import type { Tensor } from '../../tensor.ts';
import { note } from '../../tracing.ts';

const SEARCH = {
  right: /* @__PURE__ */ flag(false),
  side: /* @__PURE__ */ nullable(/* @__PURE__ */ oneOf('left', ['left', 'right'])),
  sorter: tensorOrNull,
};

/** Options of `searchsorted`. */
export interface SearchsortedOptions extends OptionsOf<typeof SEARCH> {
  /** Return the position after equal elements, instead of before. Default false. */
  right?: boolean;
  /** The same as a word. Default 'left'. */
  side?: 'left' | 'right' | null;
  /** The indices that sort the sequence, if it is not sorted. Default null. */
  sorter?: Tensor | null;
}

/** A number as a tensor without dims, in the sequence's type if possible. */
function scalar(sequence: Tensor, value: number): Tensor {
  const dtype = sequence.dtype === 'int32' && (value | 0) === value ? 'int32' : 'float32';
  return fillWith(newEmpty(sequence, [], dtype), value);
}

/**
 * For each value, the index at which it can be inserted into the sorted sequence so that it stays sorted: before equal elements,
 * or after them if `right`. `torch.searchsorted` in PyTorch; int32. Shapes: sequence (n) and values of any shape or a number, or
 * sequence (…, n) and values (…, m) with the same leading dims. A value that is NaN comes last.
 *
 * @throws {TypeError} for bool. @throws {RangeError} for shapes that do not fit, or a `side` that contradicts `right`.
 */
export function searchsorted(sortedSequence: Tensor, values: Operand, options?: SearchsortedOptions): Tensor {
  const fn = 'searchsorted';
  takes(fn, 3, arguments);
  const sequence = checkTensor(fn, 'sortedSequence', sortedSequence);
  const wanted = checkOperand(fn, 'values', values);
  const { right, side, sorter } = readOptions(fn, SEARCH, options);
  if (right && side === 'left') failRange(fn, "expected side 'right' with right: true, got 'left'");
  for (const t of [sequence, wanted])
    if (typeof t !== 'number' && t.dtype === 'bool') failType(fn, "expected numbers, got bool; convert it with to('int32')");
  const sizes = typeof wanted === 'number' ? [] : wanted.sizes;
  const whole = sequence.ndim === 1;
  if (!whole && (sizes.length === 0 || !sameShape(sequence.sizes.slice(0, -1), sizes.slice(0, -1))))
    failRange(
      fn,
      `expected a sequence of one dim or the same dims before the last, got ${showShape(sequence.sizes)} for values ${showShape(sizes)}`,
    );
  if (sorter !== null) checkDtype(fn, 'sorter', sorter, 'int32');
  if (sorter !== null && !sameShape(sorter.sizes, sequence.sizes))
    failRange(fn, `expected a sorter of shape ${showShape(sequence.sizes)}, got ${showShape(sorter.sizes)}`);
  const n = sequence.sizes.at(-1) as number;
  return composed(fn, () => {
    const sorted = dense(sequence);
    const order = sorter && dense(sorter);
    if (order !== null) checkIndexRange(fn, order, n);
    const sought = typeof wanted === 'number' ? scalar(sequence, wanted) : dense(wanted);
    const y = newEmpty(sequence, sizes, 'int32');
    const [realX, real] = [sought.dtype === 'float32', sequence.dtype === 'float32'];
    const row = sizes.at(-1) ?? 1;
    const after = right || side === 'right';
    extra().searchsorted(0, y.numel, y.ptr, sought.ptr, sorted.ptr, order?.ptr ?? 0, n, row, whole, after, realX, real);
    return note(y, fn, [sequence, wanted, sorter].filter(isTensor));
  });
}
