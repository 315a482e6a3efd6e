/** Whether any or all elements over some dims are nonzero. */

import { kernels } from '../../../bindings/kernels.ts';
import { newEmpty } from '../../array/allocate.ts';
import { checkTensor } from '../../array/check.ts';
import { to } from '../../array/convert.ts';
import { drop } from '../../array/copy.ts';
import { fold } from '../../array/lanes.ts';
import { whole } from '../../frame.ts';
import { readOptions, takes } from '../../options.ts';
import { checkDims, reducedShape } from '../../shape.ts';
import type { Tensor } from '../../tensor.ts';
import { note } from '../../tracing.ts';
import { type Dims, REDUCE, type ReduceOptions } from './sum.ts';

function truth(fn: 'any' | 'all', x: Tensor, dim: Dims, options: ReduceOptions | undefined): Tensor {
  checkTensor(fn, 'input', x);
  const { keepdim } = readOptions(fn, REDUCE, options);
  const dims = checkDims(fn, dim, x.ndim);
  return whole(fn, () => {
    const y = newEmpty(x, reducedShape(x.sizes, dims, keepdim), 'bool');
    const bools = to(x, 'bool');
    fold(fn, fn === 'any' ? kernels.anyNonzero : kernels.allNonzero, bools, dims, y);
    drop(bools, x);
    return note(y, fn, [x], dims);
  });
}

/** Whether any element over `dim` (one, several, or all) is nonzero; false if there are none. `torch.any` in PyTorch. */
export function any(x: Tensor, dim?: Dims, options?: ReduceOptions): Tensor {
  takes('any', 3, arguments);
  return truth('any', x, dim, options);
}

/** Whether all elements over `dim` (one, several, or all) are nonzero; true if there are none. `torch.all` in PyTorch. */
export function all(x: Tensor, dim?: Dims, options?: ReduceOptions): Tensor {
  takes('all', 3, arguments);
  return truth('all', x, dim, options);
}
