/** Whole rows selected by index. */

import { kernels } from '../../../bindings/kernels.ts';
import { INDEX_ADD_UNITS } from '../../../bindings/wasm/constants.ts';
import { newEmpty, newZeros } from '../../array/allocate.ts';
import { checkDtype, checkTensor } from '../../array/check.ts';
import { dense, drop } from '../../array/copy.ts';
import { checkIndexRange } from '../../array/indices.ts';
import { lanes } from '../../array/lanes.ts';
import { record, tracks } from '../../autograd/tape.ts';
import { failRange } from '../../errors.ts';
import { whole } from '../../frame.ts';
import { takes } from '../../options.ts';
import { checkDim, showShape } from '../../shape.ts';
import type { Tensor } from '../../tensor.ts';

/**
 * The entries of `dim` at the given indices, in their order. `torch.index_select` in PyTorch; an index may repeat.
 * Shapes: x (…, D, …), index (K) of int32, result (…, K, …).
 *
 * @throws {TypeError} unless the index is int32. @throws {RangeError} for an index outside [0, D).
 */
export function indexSelect(x: Tensor, dim: number, index: Tensor): Tensor {
  takes('indexSelect', 3, arguments);
  checkTensor('indexSelect', 'input', x);
  checkDtype('indexSelect', 'index', index, 'int32');
  const d = checkDim('indexSelect', dim, x.ndim);
  if (index.ndim > 1) failRange('indexSelect', `expected an index of at most 1 dim, got shape ${showShape(index.sizes)}`);
  if (x.ndim === 0 && index.numel !== 1)
    failRange('indexSelect', `expected an index of one element for a scalar, got ${index.numel}; use expand() or reshape()`);
  const { outer, C: size, inner } = lanes(x.sizes, d);
  return whole('indexSelect', () => {
    const indices = dense(index);
    checkIndexRange('indexSelect', indices, size);
    const shape = x.ndim === 0 ? [] : x.sizes.map((s, i) => (i === d ? index.numel : s));
    const source = dense(x);
    const y = newEmpty(x, shape, x.dtype);
    kernels.indexSelect(0, outer * index.numel, y.ptr, source.ptr, indices.ptr, size, index.numel, inner);
    drop(source, x);
    if (tracks(x)) {
      const { sizes } = x;
      record(
        y,
        'indexSelect',
        [x],
        [indices],
        (g, [indices]) => {
          const dx = newZeros(g, sizes);
          const dy = dense(g);
          kernels.indexAdd(0, INDEX_ADD_UNITS, dx.ptr, dy.ptr, indices.ptr, outer, size, indices.numel, inner);
          drop(dy, g);
          return dx;
        },
        { dim: d, index },
      );
    }
    drop(indices, index);
    return y;
  });
}
