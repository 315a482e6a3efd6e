/** Cumulative products. */

import { rare } from '../../../bindings/rare.ts';
import { newEmpty } from '../../array/allocate.ts';
import { checkTensor } from '../../array/check.ts';
import { dense, drop } from '../../array/copy.ts';
import { failOverflow } from '../../array/exact.ts';
import { lanes } from '../../array/lanes.ts';
import { record, tracks } from '../../autograd/tape.ts';
import { takes } from '../../options.ts';
import { composed } from '../../scope.ts';
import { checkDim } from '../../shape.ts';
import type { Tensor } from '../../tensor.ts';

/**
 * The cumulative products along `dim`; int32 and bool give int32. `torch.cumprod` in PyTorch.
 * @throws {RangeError} if an integer product exceeds int32.
 */
export function cumprod(x: Tensor, dim: number): Tensor {
  takes('cumprod', 2, arguments);
  checkTensor('cumprod', 'input', x);
  const d = checkDim('cumprod', dim, x.ndim);
  const { outer, C, inner } = lanes(x.sizes, d);
  const real = x.dtype === 'float32';
  const y = composed('cumprod', () => {
    const source = dense(x);
    const y = newEmpty(x, x.sizes, real ? 'float32' : 'int32');
    if (real) rare().cumprod(0, outer * inner, y.ptr, source.ptr, C, inner);
    else if (rare().cumprodI32(0, outer * inner, y.ptr, source.ptr, C, inner) !== 0) failOverflow('cumprod');
    return y;
  });
  if (!tracks(x)) return y;
  return record(
    y,
    'cumprod',
    [x],
    [x],
    (g, [x]) => {
      const dx = newEmpty(g, x.sizes);
      const [dy, source] = [dense(g), dense(x)];
      rare().cumprodBackward(0, outer * inner, dx.ptr, dy.ptr, source.ptr, C, inner);
      drop(source, x);
      drop(dy, g);
      return dx;
    },
    d,
  );
}
