/** Further tensors on the same storage, without gradients. */
import { isRowMajor, type Shape, sameShape } from '../shape.ts';
import type { Tensor } from '../tensor.ts';

/** A new view of `x`, without gradients; `steps` is null if it is contiguous. */
export function windowBy(x: Tensor, shape: Shape, steps: readonly number[] | null, offset: number): Tensor {
  const t = x.window(shape, steps, offset);
  t.base = x.base === null || x.base.disposed ? x : x.base;
  return t;
}

/** A new view of `x` with these strides, without gradients. */
export const windowOn = (x: Tensor, shape: Shape, strides: readonly number[], offset: number): Tensor =>
  windowBy(x, shape, isRowMajor(shape, strides) ? null : strides, offset);

/** The same elements in another tensor object, without gradients. */
export const alias = (x: Tensor): Tensor => x.window(x.sizes, x.steps, x.offset);

/** The counterpart of `view`, or of its part of these sizes, on another tensor of the base's shape, contiguous like the base. */
export function windowOf(view: Tensor, base: Tensor, sizes: Shape = view.sizes): (on: Tensor) => Tensor {
  const { strides } = view;
  const offset = view.offset - base.offset;
  return (on) => windowOn(on, sizes, strides, on.offset + offset);
}

/** `x` broadcast to `shape`, without gradients. */
export function broadcastTo(x: Tensor, shape: Shape): Tensor {
  if (sameShape(x.sizes, shape)) return alias(x);
  const lead = shape.length - x.ndim;
  const strides = shape.map((_, i) => (i < lead || x.sizes[i - lead] === 1 ? 0 : (x.strides[i - lead] as number)));
  return windowOn(x, shape, strides, x.offset);
}

/** Reorders the dims; a view without gradients. */
export const permuted = (x: Tensor, dims: readonly number[]): Tensor =>
  windowOn(
    x,
    dims.map((d) => x.sizes[d] as number),
    dims.map((d) => x.strides[d] as number),
    x.offset,
  );
