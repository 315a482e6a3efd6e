/** Classes as one-hot rows. */

import { kernels } from '../../../bindings/kernels.ts';
import { heap } from '../../../bindings/memory.ts';
import { newEmpty } from '../../array/allocate.ts';
import { checkDtype } from '../../array/check.ts';
import { dense, drop } from '../../array/copy.ts';
import { checkIndexRange } from '../../array/indices.ts';
import { checkInteger, failRange } from '../../errors.ts';
import { whole } from '../../frame.ts';
import { takes } from '../../options.ts';
import type { Tensor } from '../../tensor.ts';
import { note } from '../../tracing.ts';

/**
 * Rows of zeros with a one at each class: y[…, c] = 1 where c = index[…]. `F.one_hot` in PyTorch; int32. Shapes: index of any
 * shape, result (…, numClasses); −1 means the greatest index plus one.
 *
 * @throws {TypeError} unless the index is int32. @throws {RangeError} for an index outside [0, numClasses).
 */
export function oneHot(index: Tensor, numClasses: number = -1): Tensor {
  takes('oneHot', 2, arguments);
  checkDtype('oneHot', 'index', index, 'int32');
  checkInteger('oneHot', 'numClasses', numClasses, -1);
  if (index.numel === 0 && numClasses < 1)
    failRange('oneHot', `expected numClasses at least 1 for an empty index, got ${numClasses}`);
  return whole('oneHot', () => {
    const indices = dense(index);
    const classes = numClasses === -1 ? greatest(indices) + 1 : numClasses;
    checkIndexRange('oneHot', indices, Math.max(classes, 0));
    const y = newEmpty(index, [...index.sizes, classes], 'int32');
    kernels.oneHot(0, index.numel, y.ptr, indices.ptr, classes);
    drop(indices, index);
    return note(y, 'oneHot', [index], numClasses);
  });
}

/** The greatest element of a nonempty int32 tensor. */
function greatest(x: Tensor): number {
  const at = heap.scratch(4);
  kernels.amaxI32(0, 1, at, x.ptr, x.numel, 1);
  return heap.i32[at >>> 2] as number;
}
