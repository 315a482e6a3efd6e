/** Pads tensors at their edges. */

import { heap } from '../../../bindings/memory.ts';
import { checkElement, fillWith, newEmpty } from '../../array/allocate.ts';
import { checkTensor } from '../../array/check.ts';
import { copyInto } from '../../array/copy.ts';
import { record, tracks } from '../../autograd/tape.ts';
import { checkInteger, failRange, failType, show } from '../../errors.ts';
import { type OptionsOf, oneOf, type Rule, readOptions, takes } from '../../options.ts';
import { composed } from '../../scope.ts';
import { checkResult, showShape } from '../../shape.ts';
import type { Tensor } from '../../tensor.ts';
import { note } from '../../tracing.ts';
import { indexSelect } from '../index/index-select.ts';
import { clone } from './copies.ts';
import { resized } from './part.ts';

type Edges = readonly [before: number, after: number];

const anyNumber: Rule<number> = {
  initial: 0,
  check: (fn, what, value) =>
    typeof value === 'number' ? value : failType(fn, `expected ${what} to be a number, got ${show(value)}`),
};

const PAD = {
  mode: /* @__PURE__ */ oneOf('constant', ['constant', 'reflect', 'replicate']),
  value: anyNumber,
};

/** Options of `pad`. */
export interface PadOptions extends OptionsOf<typeof PAD> {
  /** What is added: a constant, the elements mirrored at the edge, or the edge itself. Default 'constant'. */
  mode?: 'constant' | 'reflect' | 'replicate';
  /** The constant. Default 0. */
  value?: number;
}

/**
 * Adds `pad[0]` elements before the last dim of `x` and `pad[1]` after it, `pad[2]` and `pad[3]` around the second to last, and
 * so on; negative numbers remove elements. `F.pad` in PyTorch: 'reflect' and 'replicate' pad the last one, two or three dims of a
 * tensor that has one or two dims more.
 *
 * @throws {RangeError} for an odd number of widths or too many of them, for removing more than there is, or for a reflection that
 *   is not narrower than its dim.
 */
export function pad(x: Tensor, pad: readonly number[], options?: PadOptions): Tensor {
  takes('pad', 3, arguments);
  checkTensor('pad', 'input', x);
  if (!Array.isArray(pad)) failType('pad', `expected pad to be an array such as [1, 1], got ${show(pad)}`);
  const { mode, value } = readOptions('pad', PAD, options);
  const widths = pad.map((width) => checkInteger('pad', 'pad', width, -(2 ** 31), 2 ** 31 - 1));
  if (widths.length % 2 !== 0 || widths.length > 2 * x.ndim)
    failRange('pad', `expected two widths for each of at most ${x.ndim} dims, got ${show(pad)}`);
  const edges = x.sizes.map((_, d) => {
    const at = 2 * (x.ndim - 1 - d);
    return [widths[at] ?? 0, widths[at + 1] ?? 0] as const satisfies Edges;
  });
  const shape = x.sizes.map((size, d) => size + (edges[d] as Edges)[0] + (edges[d] as Edges)[1]);
  const got = `got ${show(pad)} for shape ${showShape(x.sizes)}`;
  // a constant is added after elements are removed, a mirror image before
  const left = mode === 'constant' ? x.sizes.map((size, d) => cut(size, edges[d] as Edges)) : shape;
  if (left.some((size) => size < 0)) failRange('pad', `expected to cut off no more than there is, ${got}`);
  checkResult('pad', shape);
  if (mode === 'constant') return padded(x, edges, shape, checkElement('pad', value, x.dtype));
  if (value !== 0) failRange('pad', `expected no value with mode '${mode}', got ${value}`);
  const count = widths.length / 2;
  if (count < 1 || count > 3 || (x.ndim !== count + 1 && x.ndim !== count + 2))
    failRange('pad', `expected widths of the last one to three dims and one or two dims before them for mode '${mode}', ${got}`);
  if (x.sizes.slice(-count).includes(0) || shape.slice(-count).every((size) => size === 0))
    failRange('pad', `expected at least one element along each dim for mode '${mode}', ${got}`);
  if (mode === 'reflect' && edges.some((edge, d) => d >= x.ndim - count && Math.max(...edge) >= (x.sizes[d] as number)))
    failRange('pad', `expected widths below the size of each dim for mode '${mode}', ${got}`);
  return mirrored(x, edges, shape, mode);
}

/** The size of a dim after negative widths have been removed. */
const cut = (size: number, [before, after]: Edges): number => size + Math.min(0, before) + Math.min(0, after);

/** The part of one range that lies within the other: where it starts and how long it is. */
function overlap(x: Tensor, edges: readonly Edges[], inside: boolean): Tensor {
  return edges.reduce((seen, [before, after], d) => {
    const [left, right] = inside ? [Math.max(0, before), Math.max(0, after)] : [Math.max(0, -before), Math.max(0, -after)];
    const size = (x.sizes[d] as number) - left - right;
    return left + right === 0 ? seen : resized(seen, d, Math.max(0, size), left, 1);
  }, x);
}

/** The remaining elements lie `inside` the edges of the result, and within those removed from the input. */
function padded(x: Tensor, edges: readonly Edges[], shape: readonly number[], value: number): Tensor {
  const y = composed('pad', () => {
    const whole = fillWith(newEmpty(x, shape, x.dtype), value);
    copyInto(overlap(whole, edges, true), overlap(x, edges, false));
    return whole;
  });
  if (!tracks(x)) return y;
  const back = edges.map(([before, after]) => [-before, -after] as const);
  const { sizes } = x;
  return record(y, 'pad', [x], [], (g) => padded(g, back, sizes, 0), { edges, value });
}

/** Index −1 mirrors to 1, or to 0 if the edge is repeated, and so on at both ends. */
function mirrored(x: Tensor, edges: readonly Edges[], shape: readonly number[], mode: 'reflect' | 'replicate'): Tensor {
  return composed('pad', () => {
    let y = x;
    edges.forEach(([before, after], d) => {
      if (before === 0 && after === 0) return;
      const last = (x.sizes[d] as number) - 1;
      const index = newEmpty(x, [shape[d] as number], 'int32');
      const words = heap.i32.subarray(index.ptr >>> 2, (index.ptr >>> 2) + index.numel);
      words.forEach((_, i) => {
        const at = i - before;
        words[i] = mode === 'replicate' ? Math.min(last, Math.max(0, at)) : last - Math.abs(last - Math.abs(at));
      });
      y = indexSelect(y, d, note(index, 'tensor', []));
    });
    return y === x ? clone(x) : y;
  });
}
