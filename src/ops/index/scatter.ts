/** Elements written by index. */

import { rare } from '../../../bindings/rare.ts';
import { checkElement, fillWith, newEmpty } from '../../array/allocate.ts';
import { checkDtype, checkTensor } from '../../array/check.ts';
import { copyInto, copyOf, dense } from '../../array/copy.ts';
import { checkIndexRange } from '../../array/indices.ts';
import { lanes } from '../../array/lanes.ts';
import { record, tracks } from '../../autograd/tape.ts';
import { takes } from '../../options.ts';
import { composed } from '../../scope.ts';
import { checkDim } from '../../shape.ts';
import type { Tensor } from '../../tensor.ts';
import { note } from '../../tracing.ts';
import { checkIndexShape, corner, gather } from './gather.ts';

/** A copy of `x` with `src`, a tensor of the index's shape or of one element, at the given positions; without gradients. */
function written(x: Tensor, d: number, indices: Tensor, src: Tensor): Tensor {
  const y = copyOf(x);
  const window = corner(y, indices.sizes, d);
  const { outer, C: size, inner } = lanes(window.sizes, d);
  const target = dense(window);
  const step = src.ndim === 0 ? 0 : 4;
  rare().scatter(0, outer, target.ptr, dense(src).ptr, indices.ptr, size, indices.sizes[d] ?? 1, inner, step);
  if (target !== window) copyInto(window, target);
  return y;
}

const scalar = (like: Tensor, value: number): Tensor => fillWith(newEmpty(like, [], like.dtype), value);

/**
 * A copy of `x` with each element of `src`, or a number, written at the given index along `dim`: `y[index[i][j]][j] = src[i][j]`
 * for dim 0. `torch.scatter` in PyTorch. The index has as many dims as `x` and `src`, is no larger than `src`, nor than `x` along
 * the other dims. If a position occurs several times, the last element wins, and each of these elements of `src` gets the
 * position's gradient.
 *
 * @throws {TypeError} unless the index is int32 and `src` is a number or of `x`'s type.
 * @throws {RangeError} for an index outside the dim, or shapes that do not fit.
 */
export function scatter(x: Tensor, dim: number, index: Tensor, src: Tensor | number): Tensor {
  takes('scatter', 4, arguments);
  checkTensor('scatter', 'input', x);
  checkDtype('scatter', 'index', index, 'int32');
  if (typeof src !== 'number') checkDtype('scatter', 'src', src, x.dtype);
  const value = typeof src === 'number' ? checkElement('scatter', src, x.dtype) : null;
  const d = checkDim('scatter', dim, x.ndim);
  checkIndexShape('scatter', 'input', x, d, index);
  if (typeof src !== 'number') checkIndexShape('scatter', 'src', src, null, index);
  return composed('scatter', () => {
    const indices = dense(index);
    checkIndexRange('scatter', indices, x.sizes[d] ?? 1);
    const from = typeof src === 'number' ? note(scalar(x, value as number), 'full', []) : corner(src, index.sizes, null);
    const y = written(x, d, indices, from);
    if (!tracks(x, from)) return y;
    return record(
      y,
      'scatter',
      [x, from],
      [indices],
      (g, [indices], wanted) => [
        wanted[0] ? written(g, d, indices, scalar(g, 0)) : null,
        wanted[1] ? gather(g, d, indices) : null,
      ],
      { dim: d, index },
    );
  });
}
