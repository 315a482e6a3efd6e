/** A window on the same storage through which gradients flow. */
import { windowOn } from '../../array/window.ts';
import type { Gradients } from '../../autograd/node.ts';
import { record, tracks, unfollowed } from '../../autograd/tape.ts';
import type { Shape } from '../../shape.ts';
import type { Tensor } from '../../tensor.ts';

/** A view of `x`; its backward reads no values. */
export function viewOf(
  name: string,
  x: Tensor,
  shape: Shape,
  strides: readonly number[],
  offset: number,
  backward: (g: Tensor) => Gradients,
  how?: unknown,
): Tensor {
  const t = windowOn(x, shape, strides, offset);
  return tracks(x) ? record(t, name, [x], [], backward, how) : unfollowed(t);
}
