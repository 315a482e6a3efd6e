/** Repeats dims without a copy. */

import { checkTensor } from '../../array/check.ts';
import { sumTo } from '../../array/lanes.ts';
import { checkInteger, failRange, failType, show } from '../../errors.ts';
import { takes } from '../../options.ts';
import { type Shape, showShape } from '../../shape.ts';
import type { Tensor } from '../../tensor.ts';
import { viewOf } from './view.ts';

/** Repeats dims of size 1 to `shape` without a copy; −1 keeps a size. `Tensor.expand` in PyTorch. */
export function expand(x: Tensor, shape: Shape): Tensor {
  takes('expand', 2, arguments);
  checkTensor('expand', 'input', x);
  if (!Array.isArray(shape)) failType('expand', `expected a shape such as [2, 3], got ${show(shape)}`);
  const lead = shape.length - x.ndim;
  if (lead < 0) failRange('expand', `expected at least ${x.ndim} dims, got ${showShape(shape)} for shape ${showShape(x.sizes)}`);
  const strides: number[] = [];
  const target = Array.from(shape, (size: number, i) => {
    const own = i < lead ? 1 : (x.sizes[i - lead] as number);
    checkInteger('expand', 'sizes', size, i < lead ? 0 : -1, 2 ** 31 - 1);
    const wanted = size === -1 ? own : size;
    if (own !== wanted && own !== 1)
      failRange('expand', `expected a shape that ${showShape(x.sizes)} broadcasts to, got ${showShape(shape)}`);
    strides.push(own === wanted && i >= lead ? (x.strides[i - lead] as number) : 0);
    return wanted;
  });
  return expandTo(x, target, strides);
}

function expandTo(x: Tensor, shape: Shape, strides: readonly number[]): Tensor {
  const { sizes } = x;
  return viewOf('expand', x, shape, strides, x.offset, (g) => sumTo(g, sizes));
}
