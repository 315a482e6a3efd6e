/** Layer normalisation: normalises each row to mean 0 and variance 1, then scales and shifts it. */

import { extra } from '../../../bindings/extra.ts';
import { heap } from '../../../bindings/memory.ts';
import { fillWith, newEmpty } from '../../array/allocate.ts';
import { checkDtype } from '../../array/check.ts';
import { dense, drop } from '../../array/copy.ts';
import { record, tracks } from '../../autograd/tape.ts';
import { checkNumber, checkOptions, failRange } from '../../errors.ts';
import { whole } from '../../frame.ts';
import { takes } from '../../options.ts';
import { checkShape, numelOf, type Shape, sameShape, showShape } from '../../shape.ts';
import type { Tensor } from '../../tensor.ts';
import { shrunk } from './shrunk.ts';

/** The scale and shift of a normalisation. */
export interface AffineOptions {
  /** The scale, a factor of the normalised values. Default 1. */
  weight?: Tensor | null;
  /** Added last. Default 0. */
  bias?: Tensor | null;
  /** Added to the variance. Default 1e-5. */
  eps?: number;
}

/** Refuses a scale or shift that does not fit. */
export function checkAffine(
  fn: string,
  options: AffineOptions,
  shape: Shape,
): { weight: Tensor | null; bias: Tensor | null; eps: number } {
  const { weight = null, bias = null, eps = 1e-5 } = options;
  for (const [what, t] of [
    ['weight', weight],
    ['bias', bias],
  ] as const) {
    if (t !== null && !sameShape(checkDtype(fn, what, t, 'float32').sizes, shape)) {
      failRange(fn, `expected ${what} of shape ${showShape(shape)}, got ${showShape(t.sizes)}`);
    }
  }
  return { weight, bias, eps: checkNumber(fn, 'eps', eps) };
}

/** The positions of weight and bias among the present inputs, −1 for an absent one; and the gradients in that order. */
export function places(weight: Tensor | null, bias: Tensor | null) {
  const hasWeight = weight !== null;
  const hasBias = bias !== null;
  return {
    weight: hasWeight ? 1 : -1,
    bias: hasBias ? (hasWeight ? 2 : 1) : -1,
    order: (dx: Tensor | null, dWeight: Tensor | null, dBias: Tensor | null): (Tensor | null)[] => [
      dx,
      ...(hasWeight ? [dWeight] : []),
      ...(hasBias ? [dBias] : []),
    ],
  };
}

/** A contiguous tensor of the same values, or filled with `value`. */
export const denseOr = (t: Tensor | null, like: Tensor, shape: Shape, value: number): Tensor =>
  t === null ? fillWith(newEmpty(like, shape), value) : dense(t);

/**
 * (x − mean)/√(variance + eps)·weight + bias, with mean and variance (biased) over the last dims, whose sizes are
 * `normalizedShape`; weight and bias have that shape. `F.layer_norm` in PyTorch (Ba, Kiros and Hinton, 2016).
 *
 * @throws {TypeError} unless all are float32. @throws {RangeError} if shapes do not agree.
 */
export function layerNorm(x: Tensor, normalizedShape: readonly number[], options: AffineOptions = {}): Tensor {
  takes('layerNorm', 3, arguments);
  checkOptions('layerNorm', options, ['weight', 'bias', 'eps']);
  checkDtype('layerNorm', 'input', x, 'float32');
  const shape = checkShape('layerNorm', normalizedShape);
  const lead = x.ndim - shape.length;
  if (shape.length === 0) failRange('layerNorm', 'expected normalizedShape of at least 1 dim, got []');
  if (lead < 0 || !sameShape(x.sizes.slice(lead), shape)) {
    failRange('layerNorm', `expected input whose last dims are ${showShape(shape)}, got shape ${showShape(x.sizes)}`);
  }
  const { weight, bias, eps } = checkAffine('layerNorm', options, shape);
  const N = numelOf(x.sizes.slice(0, lead));
  const D = numelOf(shape);
  return whole('layerNorm', () => {
    const source = dense(x);
    const w = denseOr(weight, x, shape, 1);
    const b = denseOr(bias, x, shape, 0);
    const y = newEmpty(x, x.sizes);
    const mean = newEmpty(x, [N]);
    const rstd = newEmpty(x, [N]);
    extra().layerNorm(0, N, y.ptr, mean.ptr, rstd.ptr, source.ptr, w.ptr, b.ptr, D, eps);
    const again = heap.f32.subarray(rstd.ptr >>> 2, (rstd.ptr >>> 2) + N).includes(NaN)
      ? shrunk(x, [1, N, D], (x) => layerNorm(x, shape, options))
      : null;
    if (again === null && tracks(x, weight, bias)) {
      const at = places(weight, bias);
      record(
        y,
        'layerNorm',
        [x, weight, bias].filter((t) => t !== null),
        [source, x.requiresGrad ? w : null, mean, rstd],
        (g, [x, w, mean, rstd], wanted) => {
          const dy = dense(g);
          const dx = w && newEmpty(x, x.sizes);
          if (dx !== null) extra().layerNormBackward(0, N, dx.ptr, dy.ptr, x.ptr, (w as Tensor).ptr, mean.ptr, rstd.ptr, D);
          if (!wanted[at.weight] && !wanted[at.bias]) return [dx, null, null];
          const dBias = newEmpty(x, shape);
          const dWeight = newEmpty(x, shape);
          extra().columnDots(0, D, dBias.ptr, dWeight.ptr, dy.ptr, x.ptr, mean.ptr, rstd.ptr, N, D);
          return at.order(dx, dWeight, dBias);
        },
        { weight, bias, eps, dims: shape.length },
      );
    }
    mean.dispose();
    rstd.dispose();
    drop(b, bias);
    drop(w, weight);
    drop(source, x);
    if (again === null) return y;
    y.dispose();
    return again;
  });
}
