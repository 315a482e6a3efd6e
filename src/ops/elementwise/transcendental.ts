/** Functions of one element that few programs need, each with its derivative. */

import { type RareKernels, rare } from '../../../bindings/rare.ts';
import { newEmpty } from '../../array/allocate.ts';
import { denseFloat } from '../../array/convert.ts';
import { drop } from '../../array/copy.ts';
import { record, tracks } from '../../autograd/tape.ts';
import { takes } from '../../options.ts';
import type { Tensor } from '../../tensor.ts';
import { div, mul } from './arithmetic.ts';

type Unary = (begin: number, end: number, y: number, x: number) => void;
type Name = { [K in keyof RareKernels]: RareKernels[K] extends Unary ? K : never }[keyof RareKernels];

/** The function of that name of every element, integers converted first, and its derivative from the input. */
function fromInput(name: Name, x: Tensor, slope: (g: Tensor, x: Tensor) => Tensor): Tensor {
  const source = denseFloat(name, x);
  const y = newEmpty(x, x.sizes);
  (rare()[name] as Unary)(0, x.numel, y.ptr, source.ptr);
  drop(source, x);
  return tracks(x) ? record(y, name, [x], [x], (g, [x]) => slope(g, x)) : y;
}

/** The logarithm to base 2; −∞ at 0, NaN below. `torch.log2` in PyTorch. */
export function log2(x: Tensor): Tensor {
  takes('log2', 1, arguments);
  return fromInput('log2', x, (g, x) => div(g, mul(x, Math.LN2)));
}
