/** Convolution of images, as a matrix product of the weights and the image's windows. */

import { extra } from '../../../bindings/extra.ts';
import { kernels } from '../../../bindings/kernels.ts';
import { heap } from '../../../bindings/memory.ts';
import { bitsOf, fillWith, newEmpty, newZeros } from '../../array/allocate.ts';
import { dense, drop } from '../../array/copy.ts';
import { multiply } from '../../array/gemm.ts';
import { reduceSum } from '../../array/lanes.ts';
import { record, tracks } from '../../autograd/tape.ts';
import { checkOptions } from '../../errors.ts';
import { whole } from '../../frame.ts';
import { takes } from '../../options.ts';
import type { Shape } from '../../shape.ts';
import type { Tensor } from '../../tensor.ts';
import { reshape } from '../shape/reshape.ts';
import { type Conv2dOptions, chunkOf, eachChunk, type Plan, planOf } from './conv-plan.ts';

function forward(plan: Plan, x: Tensor, weight: Tensor, bias: Tensor | null): Tensor {
  const { O, groups, P, K, sizes, direct } = plan;
  const y = newEmpty(x, plan.shape);
  const chunk = chunkOf(plan);
  const col = direct ? x : newEmpty(x, [K * chunk]);
  const m = O / groups;
  const beta = bias === null ? 0 : 1;
  if (bias !== null) {
    const at = bias.ptr >>> 2;
    for (let row = 0; row < y.numel / P; row++) {
      kernels.fill(0, P, y.ptr + row * P * 4, bitsOf(heap.f32[at + (row % O)] as number, 'float32'));
    }
  }
  eachChunk(plan, chunk, (image, out, matrix, first, count) => {
    const from = x.ptr + image * 4;
    if (!direct) extra().im2col(0, K, col.ptr, from, ...sizes, first, count);
    const windows = direct ? from : col.ptr;
    multiply(0, 0, m, count, K, 1, weight.ptr + matrix * 4, K, windows, count, beta, y.ptr + out * 4, P, 0);
  });
  drop(col, x);
  return y;
}

/** dx of each image: the columns weightᵀ·dy, added where their elements came from. */
function inputGradient(plan: Plan, dy: Tensor, weight: Tensor, shape: Shape): Tensor {
  const { O, groups, P, K, sizes, direct } = plan;
  const dx = newEmpty(dy, shape);
  if (!direct) fillWith(dx, 0);
  const chunk = chunkOf(plan);
  const col = direct ? dx : newEmpty(dy, [K * chunk]);
  const m = O / groups;
  const taps = sizes[2] * sizes[3];
  eachChunk(plan, chunk, (image, out, matrix, first, count) => {
    const to = dx.ptr + image * 4;
    const windows = direct ? to : col.ptr;
    multiply(1, 0, K, count, m, 1, weight.ptr + matrix * 4, K, dy.ptr + out * 4, P, 0, windows, count, 0);
    if (!direct) extra().col2im(0, K / taps, to, col.ptr, ...sizes, first, count);
  });
  drop(col, dx);
  return dx;
}

/** dweight: dy times the windows, added up over images. */
function weightGradient(plan: Plan, dy: Tensor, x: Tensor, shape: Shape): Tensor {
  const { O, groups, P, K, sizes, direct } = plan;
  const dWeight = newZeros(x, shape);
  const chunk = chunkOf(plan);
  const col = direct ? x : newEmpty(x, [K * chunk]);
  const m = O / groups;
  eachChunk(plan, chunk, (image, out, matrix, first, count) => {
    const from = x.ptr + image * 4;
    if (!direct) extra().im2col(0, K, col.ptr, from, ...sizes, first, count);
    const windows = direct ? from : col.ptr;
    multiply(0, 1, m, K, count, 1, dy.ptr + out * 4, P, windows, count, 1, dWeight.ptr + matrix * 4, K, 0);
  });
  drop(col, x);
  return dWeight;
}

/**
 * Slides windows over images and takes their product with each output channel's weights. Shapes: x (N, C, H, W) or
 * (C, H, W), weight (O, C / groups, kh, kw), bias (O), result (N, O, OH, OW) or (O, OH, OW) with
 * OH = ⌊(H + 2·padding − dilation·(kh − 1) − 1) / stride⌋ + 1. `F.conv2d` in PyTorch.
 *
 * @throws {TypeError} unless all are float32. @throws {RangeError} if shapes do not agree or no window fits.
 */
export function conv2d(x: Tensor, weight: Tensor, bias?: Tensor | null, options: Conv2dOptions = {}): Tensor {
  takes('conv2d', 4, arguments);
  checkOptions('conv2d', options, ['stride', 'padding', 'dilation', 'groups']);
  const plan = planOf(x, weight, bias ?? null, options);
  const { images, O, P } = plan;
  return whole('conv2d', () => {
    const source = dense(x);
    const w = dense(weight);
    const b = bias ? dense(bias) : null;
    const y = forward(plan, source, w, b);
    if (b !== null) drop(b, bias);
    if (tracks(x, weight, bias)) {
      const [xSizes, wSizes] = [x.sizes, weight.sizes];
      const N = images.N;
      record(
        y,
        'conv2d',
        bias ? [x, weight, bias] : [x, weight],
        [weight.requiresGrad ? source : null, x.requiresGrad ? w : null],
        (g, [x, w], wanted) => {
          const dy = dense(g);
          return [
            w && inputGradient(plan, dy, w, xSizes),
            x && weightGradient(plan, dy, x, wSizes),
            wanted[2] ? reduceSum(reduceSum(reshape(dy, [N, O, P]), [2], [N, O], 1), [0], [O], 1) : null,
          ];
        },
        plan,
      );
    }
    drop(w, weight);
    drop(source, x);
    return y;
  });
}
