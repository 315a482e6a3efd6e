/** Convolution of sequences and images, as a matrix product of the weights and the input's windows. */

import { dense, drop } from '../../array/copy.ts';
import { record, tracks } from '../../autograd/tape.ts';
import { checkOptions } from '../../errors.ts';
import { whole } from '../../frame.ts';
import { takes } from '../../options.ts';
import type { Tensor } from '../../tensor.ts';
import type { ConvTranspose1dOptions, ConvTranspose2dOptions } from './conv-plan.ts';
import { type Conv1dOptions, type Conv2dOptions, type Plan, planOf, transposedPlanOf } from './conv-plan.ts';
import { biases, inputs, outputs, weights } from './conv-products.ts';

/** Runs a plan, or its transpose, whose forward is the other's gradient of the input. */
function convolve(name: string, plan: Plan, transposed: boolean, x: Tensor, weight: Tensor, bias?: Tensor | null): Tensor {
  return whole(name, convolveOf, name, plan, transposed, x, weight, bias ?? null);
}

function convolveOf(name: string, plan: Plan, transposed: boolean, x: Tensor, weight: Tensor, bias: Tensor | null): Tensor {
  const source = dense(x);
  const w = dense(weight);
  const b = bias ? dense(bias) : null;
  const y = (transposed ? inputs : outputs)(plan, source, w, b, plan.shape);
  if (b !== null) drop(b, bias);
  if (tracks(x, weight, bias)) {
    const [xSizes, wSizes] = [x.sizes, weight.sizes];
    record(
      y,
      name,
      bias ? [x, weight, bias] : [x, weight],
      [weight.requiresGrad ? source : null, x.requiresGrad ? w : null],
      (g, [x, w], wanted) => {
        const dy = dense(g);
        const gradients = [
          w && (transposed ? outputs : inputs)(plan, dy, w, null, xSizes),
          x && (transposed ? weights(plan, x, dy, wSizes) : weights(plan, dy, x, wSizes)),
          wanted[2] ? biases(dy, plan.images.N, transposed ? plan.images.C : plan.O) : null,
        ];
        drop(dy, g);
        return gradients;
      },
      plan,
    );
  }
  drop(w, weight);
  drop(source, x);
  return y;
}

const OPTIONS: readonly string[] = ['stride', 'padding', 'dilation', 'groups'];
const TRANSPOSED: readonly string[] = [...OPTIONS, 'outputPadding'];

/**
 * Slides windows over sequences and multiplies them by each output channel's weights. Shapes: x (N, C, L) or (C, L), weight (O, C
 * / groups, k), bias (O), result (N, O, OL) or (O, OL) with OL = ⌊(L + 2·padding − dilation·(k − 1) − 1) / stride⌋ + 1.
 * `F.conv1d` in PyTorch.
 *
 * @throws {TypeError} unless all are float32. @throws {RangeError} if shapes do not agree or no window fits.
 */
export function conv1d(x: Tensor, weight: Tensor, bias?: Tensor | null, options: Conv1dOptions = {}): Tensor {
  takes('conv1d', 4, arguments);
  checkOptions('conv1d', options, OPTIONS);
  return convolve('conv1d', planOf('conv1d', 1, x, weight, bias ?? null, options), false, x, weight, bias);
}

/**
 * Slides windows over images and multiplies them by each output channel's weights. Shapes: x (N, C, H, W) or (C, H, W), weight
 * (O, C / groups, kh, kw), bias (O), result (N, O, OH, OW) or (O, OH, OW) with OH = ⌊(H + 2·padding − dilation·(kh − 1) − 1) /
 * stride⌋ + 1. `F.conv2d` in PyTorch.
 *
 * Windows of 3 × 3 with stride and dilation 1 may be processed in tiles of 4 × 4 results. Their error is relative to the greatest
 * values that the tile reads: 4e-6 of the greatest result.
 *
 * @throws {TypeError} unless all are float32. @throws {RangeError} if shapes do not agree or no window fits.
 */
export function conv2d(x: Tensor, weight: Tensor, bias?: Tensor | null, options: Conv2dOptions = {}): Tensor {
  takes('conv2d', 4, arguments);
  checkOptions('conv2d', options, OPTIONS);
  return convolve('conv2d', planOf('conv2d', 2, x, weight, bias ?? null, options), false, x, weight, bias);
}

/**
 * Adds each element times the weights at the positions from which `conv1d` would have read: its gradient as a layer, which makes
 * sequences longer. Shapes: x (N, C, L) or (C, L), weight (C, O / groups, k), bias (O), result (N, O, OL) or (O, OL) with OL = (L
 * − 1)·stride − 2·padding + dilation·(k − 1) + outputPadding + 1. `F.conv_transpose1d` in PyTorch.
 *
 * @throws {TypeError} unless all are float32. @throws {RangeError} if shapes do not agree, if `outputPadding` is not less
 * than stride or dilation, or if nothing is left of the result.
 */
export function convTranspose1d(x: Tensor, weight: Tensor, bias?: Tensor | null, options: ConvTranspose1dOptions = {}): Tensor {
  takes('convTranspose1d', 4, arguments);
  checkOptions('convTranspose1d', options, TRANSPOSED);
  const plan = transposedPlanOf('convTranspose1d', 1, x, weight, bias ?? null, options);
  return convolve('convTranspose1d', plan, true, x, weight, bias);
}

/**
 * Adds each element times the weights at the positions from which `conv2d` would have read: its gradient as a layer, which makes
 * images larger. Shapes: x (N, C, H, W) or (C, H, W), weight (C, O / groups, kh, kw), bias (O), result (N, O, OH, OW) or (O, OH,
 * OW) with OH = (H − 1)·stride − 2·padding + dilation·(kh − 1) + outputPadding + 1. `F.conv_transpose2d` in PyTorch.
 *
 * @throws {TypeError} unless all are float32. @throws {RangeError} if shapes do not agree, if `outputPadding` is not less
 * than stride or dilation, or if nothing is left of the result.
 */
export function convTranspose2d(x: Tensor, weight: Tensor, bias?: Tensor | null, options: ConvTranspose2dOptions = {}): Tensor {
  takes('convTranspose2d', 4, arguments);
  checkOptions('convTranspose2d', options, TRANSPOSED);
  const plan = transposedPlanOf('convTranspose2d', 2, x, weight, bias ?? null, options);
  return convolve('convTranspose2d', plan, true, x, weight, bias);
}
