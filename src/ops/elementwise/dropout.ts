import { kernels } from '../../../bindings/kernels.ts';
import { newEmpty } from '../../array/allocate.ts';
import { checkDtype } from '../../array/check.ts';
import { dense, drop } from '../../array/copy.ts';
import { record, tracks } from '../../autograd/tape.ts';
import { checkBoolean, checkNumber, checkOptions } from '../../errors.ts';
import { whole } from '../../frame.ts';
import { takes } from '../../options.ts';
import { checkGenerator, fillDropoutMask, type Generator } from '../../random.ts';
import type { Tensor } from '../../tensor.ts';
import { mul } from './arithmetic.ts';

/**
 * While training, sets elements to 0 with probability p and divides the others by 1 − p; else gives `x` back. The mask
 * is PyTorch's own for the same seed. `F.dropout` in PyTorch (Srivastava and others, 2014).
 *
 * @throws {RangeError} unless p is in [0, 1].
 */
export function dropout(x: Tensor, p: number = 0.5, options: { training?: boolean; generator?: Generator } = {}): Tensor {
  takes('dropout', 3, arguments);
  checkOptions('dropout', options, ['training', 'generator']);
  checkNumber('dropout', 'p', p, 0, 1);
  checkDtype('dropout', 'input', x, 'float32');
  const generator = checkGenerator('dropout', options.generator);
  if (!checkBoolean('dropout', 'training', options.training ?? true) || p === 0) return x;
  return whole('dropout', () => {
    const mask = newEmpty(x, x.sizes);
    const source = dense(x);
    const y = newEmpty(x, x.sizes);
    // from here on nothing fails: a generator that has moved stays so
    fillDropoutMask(mask.ptr, mask.numel, generator, p);
    kernels.mul(0, y.numel, y.ptr, source.ptr, mask.ptr, y.numel, 0, 1, 0, 1);
    drop(source, x);
    if (tracks(x)) record(y, 'dropout', [x], [mask], (g, [mask]) => mul(g, mask));
    mask.dispose();
    return y;
  });
}
