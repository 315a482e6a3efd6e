/** Powers of two operands, and of a tensor by a number. */

import { kernels } from '../../../bindings/kernels.ts';
import { newEmpty, newZeros } from '../../array/allocate.ts';
import { broadcast, checkOperands, type Operand } from '../../array/broadcast.ts';
import { denseFloat } from '../../array/convert.ts';
import { drop } from '../../array/copy.ts';
import { map } from '../../array/map.ts';
import { record, tracks } from '../../autograd/tape.ts';
import { isTensor } from '../../core.ts';
import { whole } from '../../frame.ts';
import { takes } from '../../options.ts';
import type { Tensor } from '../../tensor.ts';
import { mul, recordBoth, sub } from './arithmetic.ts';
import { eq, ge, logicalAnd } from './compare.ts';
import { maskedFill } from './select.ts';

/**
 * a to the power b with broadcasting, in float32; an operand may be a number. `torch.pow` in PyTorch: the gradient of a
 * is 0 where b is 0, that of b is 0 where a is 0 and b is not negative.
 */
export function pow(a: Operand, b: Operand): Tensor {
  takes('pow', 2, arguments);
  checkOperands('pow', a, b);
  if (typeof b === 'number') return powScalar(a as Tensor, b);
  const y = broadcast('pow', kernels.pow, null, a, b);
  return recordBoth(
    y,
    'pow',
    a,
    b,
    [isTensor(a) ? a : null, b, b.requiresGrad ? y : null],
    (g, a, b) => maskedFill(mul(g, mul(b, pow(a, sub(b, 1)))), eq(b, 0), 0),
    (g, a, b, y) => {
      const slope = mul(g, mul(y, typeof a === 'number' ? Math.log(a) : map('pow', 'log', a)));
      const flat = ge(b, 0);
      if (typeof a === 'number') return a === 0 ? maskedFill(slope, flat, 0) : slope;
      return maskedFill(slope, logicalAnd(eq(a, 0), flat), 0);
    },
  );
}

function powScalar(x: Tensor, exponent: number): Tensor {
  return whole('pow', () => {
    const source = denseFloat('pow', x);
    const y = newEmpty(x, x.sizes);
    kernels.powScalar(0, x.numel, y.ptr, source.ptr, exponent);
    drop(source, x);
    if (!tracks(x)) return y;
    return record(
      y,
      'pow',
      [x],
      [exponent === 0 ? null : x],
      (g, [base]) => (base === null ? newZeros(g, g.sizes) : mul(g, mul(powScalar(base, exponent - 1), exponent))),
      exponent,
    );
  });
}
