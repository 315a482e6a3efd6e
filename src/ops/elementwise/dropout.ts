import { newEmpty } from '../../array/allocate.ts';
import { checkDtype } from '../../array/check.ts';
import { checkBoolean, checkNumber, checkOptions } from '../../errors.ts';
import { takes } from '../../options.ts';
import { checkGenerator, fillDropoutMask, type Generator } from '../../random.ts';
import type { Tensor } from '../../tensor.ts';
import { note } from '../../tracing.ts';
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
  const mask = newEmpty(x, x.sizes);
  fillDropoutMask(mask.ptr, mask.numel, generator, p);
  const y = mul(x, note(mask, 'dropout', [x]));
  mask.dispose();
  return y;
}
