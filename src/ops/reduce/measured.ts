/** Vectors and their lengths, as cosines need them. */

import { unrecorded } from '../../autograd/tape.ts';
import type { Tensor } from '../../tensor.ts';
import { div } from '../elementwise/arithmetic.ts';
import { clamp } from '../elementwise/clamp.ts';
import { abs } from '../elementwise/unary.ts';
import { amax } from './extremum.ts';

/** Products of longer vectors may be beyond float32. */
const LONG = 2 ** 63;

/** Long vectors made shorter, along `dim`, so that their squares do not overflow. */
const shortened = (x: Tensor, dim: number): Tensor =>
  div(
    x,
    unrecorded(() => clamp(amax(abs(x), dim, { keepdim: true }), 1)),
  );

/** Two tensors of vectors along `dim` and the length of each; with made-shorter ones if one is so long that products may overflow. */
export function measured(a: Tensor, b: Tensor, dim: number, length: (x: Tensor) => Tensor): [Tensor, Tensor, Tensor, Tensor] {
  const [m, n] = [length(a), length(b)];
  if (![m, n].some((t) => t.toTypedArray().some((v) => v > LONG))) return [a, b, m, n];
  const [p, q] = [shortened(a, dim), shortened(b, dim)];
  return [p, q, length(p), length(q)];
}
