/** Products over any dims. */

import { kernels } from '../../../bindings/kernels.ts';
import { rare } from '../../../bindings/rare.ts';
import { newEmpty } from '../../array/allocate.ts';
import { checkTensor } from '../../array/check.ts';
import { dense, drop } from '../../array/copy.ts';
import { fold, lanesOf, lieTogether } from '../../array/lanes.ts';
import { record, tracks } from '../../autograd/tape.ts';
import { whole } from '../../frame.ts';
import { readOptions, takes } from '../../options.ts';
import { checkDims, reducedShape } from '../../shape.ts';
import type { Tensor } from '../../tensor.ts';
import { note } from '../../tracing.ts';
import { permute } from '../shape/permute.ts';
import { reshape } from '../shape/reshape.ts';
import { type Dims, REDUCE, type ReduceOptions } from './sum.ts';

/**
 * The product over `dim` (one, several, or all); int32 and bool give int32. `torch.prod` in PyTorch.
 * @throws {RangeError} if an integer product exceeds int32.
 */
export function prod(x: Tensor, dim?: Dims, options?: ReduceOptions): Tensor {
  takes('prod', 3, arguments);
  checkTensor('prod', 'input', x);
  const { keepdim } = readOptions('prod', REDUCE, options);
  const dims = checkDims('prod', dim, x.ndim);
  const shape = reducedShape(x.sizes, dims, keepdim);
  return whole('prod', () => {
    if (x.dtype !== 'float32') return note(fold('prod', rare().prodI32, x, dims, newEmpty(x, shape, 'int32')), 'prod', [x], dims);
    const y = fold('prod', kernels.prod, x, dims, newEmpty(x, shape));
    return tracks(x) ? record(y, 'prod', [x], [x], (g, [x]) => prodGrad(g, x, dims), dims) : y;
  });
}

/** g times the product of the other factors. */
function prodGrad(g: Tensor, x: Tensor, dims: readonly number[]): Tensor {
  const { source, outer, reduce, inner } = lanesOf(x, dims);
  const dy = dense(g);
  const dx = newEmpty(g, x.sizes);
  rare().prodBackward(0, outer * inner, dx.ptr, dy.ptr, source.ptr, reduce, inner);
  drop(source, x);
  drop(dy, g);
  if (lieTogether(dims)) return dx;
  // dims that are not adjacent were moved to the end
  const order = [...x.sizes.keys()].filter((d) => !dims.includes(d)).concat(dims);
  const moved = reshape(
    dx,
    order.map((d) => x.sizes[d] as number),
  );
  return permute(
    moved,
    order.map((_, d) => order.indexOf(d)),
  );
}
