/** Cumulative sums. */

import { kernels } from '../../../bindings/kernels.ts';
import { rare } from '../../../bindings/rare.ts';
import { newEmpty } from '../../array/allocate.ts';
import { checkTensor } from '../../array/check.ts';
import { dense, drop } from '../../array/copy.ts';
import { lanes } from '../../array/lanes.ts';
import { record, tracks } from '../../autograd/tape.ts';
import { failRange } from '../../errors.ts';
import { whole } from '../../frame.ts';
import { takes } from '../../options.ts';
import { checkDim } from '../../shape.ts';
import type { Tensor } from '../../tensor.ts';

/**
 * The cumulative sums along `dim`; int32 and bool give int32. `torch.cumsum` in PyTorch.
 * @throws {RangeError} if an integer sum exceeds int32.
 */
export function cumsum(x: Tensor, dim: number): Tensor {
  takes('cumsum', 2, arguments);
  checkTensor('cumsum', 'input', x);
  const d = checkDim('cumsum', dim, x.ndim);
  const { outer, C, inner } = lanes(x.sizes, d);
  return whole('cumsum', () => {
    const source = dense(x);
    const y = newEmpty(x, x.sizes, x.dtype === 'float32' ? 'float32' : 'int32');
    let left = 0;
    if (x.dtype === 'float32') kernels.cumsum(0, outer * inner, y.ptr, source.ptr, C, inner, false);
    else left = rare().cumsumI32(0, outer * inner, y.ptr, source.ptr, C, inner);
    drop(source, x);
    if (left !== 0) failRange('cumsum', "expected sums that fit int32, got one beyond it; convert with to('float32') first");
    if (!tracks(x)) return y;
    return record(
      y,
      'cumsum',
      [x],
      [],
      (g) => {
        const dx = newEmpty(g, g.sizes);
        const dy = dense(g);
        kernels.cumsum(0, outer * inner, dx.ptr, dy.ptr, C, inner, true);
        drop(dy, g);
        return dx;
      },
      d,
    );
  });
}
