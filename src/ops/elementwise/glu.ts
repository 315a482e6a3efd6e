import { checkDtype } from '../../array/check.ts';
import { failRange } from '../../errors.ts';
import { takes } from '../../options.ts';
import { composed } from '../../scope.ts';
import { checkDim, showShape } from '../../shape.ts';
import type { Tensor } from '../../tensor.ts';
import { narrow } from '../shape/part.ts';
import { mul } from './arithmetic.ts';
import { sigmoid } from './unary.ts';

/**
 * a·sigmoid(b) for the halves a and b of `x` along `dim`, by default the last. `F.glu` in PyTorch (Dauphin and others, 2016).
 *
 * @throws {TypeError} unless float32. @throws {RangeError} if the size of the dim is odd.
 */
export function glu(x: Tensor, dim: number = -1): Tensor {
  takes('glu', 2, arguments);
  checkDtype('glu', 'input', x, 'float32');
  const d = checkDim('glu', dim, x.ndim);
  const size = x.sizes[d] ?? 1;
  if (size % 2 !== 0) failRange('glu', `expected an even size at dim ${d}, got shape ${showShape(x.sizes)}`);
  return composed('glu', () => mul(narrow(x, d, 0, size / 2), sigmoid(narrow(x, d, size / 2, size / 2))));
}
