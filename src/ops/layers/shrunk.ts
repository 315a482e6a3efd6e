/** Normalisations of numbers whose squares overflow. */

import { heap } from '../../../bindings/memory.ts';
import { unrecorded } from '../../autograd/tape.ts';
import { scope } from '../../scope.ts';
import type { Shape } from '../../shape.ts';
import type { Tensor } from '../../tensor.ts';
import { isTracing } from '../../tracing.ts';
import { mul } from '../elementwise/arithmetic.ts';
import { amax, amin } from '../reduce/extremum.ts';
import { reshape } from '../shape/reshape.ts';

/**
 * `normalize` of x, seen as `sizes`, where squares may overflow: of the middle dim, what has large elements is multiplied by the power of
 * two that brings the greatest to 2⁴⁰, at which any usual eps is nothing, as it was. It may read the factors by index. Null if nothing
 * is large; equal elements, whose variance is eps alone, stay as they are.
 */
export function shrunk(x: Tensor, sizes: Shape, normalize: (x: Tensor, by: (s: number) => number) => Tensor): Tensor | null {
  return scope(() => {
    const rows = reshape(x, sizes);
    const [by, least] = [amax, amin].map((f) => unrecorded(() => f(rows, [0, 2], { keepdim: true }))) as [Tensor, Tensor];
    let some = false;
    for (let s = 0; s < by.numel; s++) {
      const high = read(by, s);
      const low = read(least, s);
      const size = Math.max(high, -low);
      const large = size > 2 ** 50 && high > low;
      some ||= large;
      heap.f32[(by.ptr >>> 2) + s] = large ? 2 ** (40 - Math.floor(Math.log2(size))) : 1;
    }
    // a graph is not made for the values of its examples
    return some && !isTracing() ? normalize(reshape(mul(rows, by), x.sizes), (s) => read(by, s)) : null;
  });
}

const read = (t: Tensor, i: number): number => heap.f32[(t.ptr >>> 2) + i] as number;
