/** The three products of a convolution, without gradients: each is the gradient of the others. */

import { extra } from '../../../bindings/extra.ts';
import { kernels } from '../../../bindings/kernels.ts';
import { heap } from '../../../bindings/memory.ts';
import { bitsOf, fillWith, newEmpty, newZeros } from '../../array/allocate.ts';
import { drop } from '../../array/copy.ts';
import { isFiniteAll } from '../../array/finite.ts';
import { multiply } from '../../array/gemm.ts';
import { reduceSum } from '../../array/lanes.ts';
import type { Shape } from '../../shape.ts';
import type { Tensor } from '../../tensor.ts';
import { reshape } from '../shape/reshape.ts';
import { imagesPay, inputsOfImages, outputsOfImages, weightsOfImages } from './conv-images.ts';
import { chunkOf, eachChunk, type Plan } from './conv-plan.ts';
import { tiledInputs, tiledOutputs, tiledWeights, tilesPay } from './conv-winograd.ts';

/** Sets every channel of y (…, C, positions) to its bias. */
function fillChannels(y: Tensor, bias: Tensor, positions: number): void {
  const at = bias.ptr >>> 2;
  for (let row = 0; row < y.numel / positions; row++) {
    const value = heap.f32[at + (row % bias.numel)] as number;
    kernels.fill(0, positions, y.ptr + row * positions * 4, bitsOf(value, 'float32'));
  }
}

/** The result of tiles, or null if it has a value that is not finite, which would have spread to results that never read it. */
function contained(tiled: Tensor): Tensor | null {
  if (isFiniteAll(tiled)) return tiled;
  tiled.dispose();
  return null;
}

/** y = weight · windows of x + bias. Shapes: x (N, C, H, W), y is given `shape`. */
export function outputs(plan: Plan, x: Tensor, weight: Tensor, bias: Tensor | null, shape: Shape): Tensor {
  const { O, groups, P, K, sizes, direct } = plan;
  const tiled = tilesPay(plan, P / sizes[10], sizes[10]) ? contained(tiledOutputs(plan, x, weight, bias, shape)) : null;
  if (tiled !== null) return tiled;
  if (imagesPay(plan)) return outputsOfImages(plan, x, weight, bias, shape);
  const y = newEmpty(x, shape);
  const chunk = chunkOf(plan);
  const col = direct ? x : newEmpty(x, [K * chunk]);
  const m = O / groups;
  const beta = bias === null ? 0 : 1;
  if (bias !== null) fillChannels(y, bias, P);
  eachChunk(plan, chunk, (image, out, matrix, first, count) => {
    const from = x.ptr + image * 4;
    if (!direct) extra().im2col(0, K, col.ptr, from, ...sizes, first, count);
    const windows = direct ? from : col.ptr;
    multiply(0, 0, m, count, K, 1, weight.ptr + matrix * 4, K, windows, count, beta, y.ptr + out * 4, P, 0);
  });
  drop(col, x);
  return y;
}

/** For each image, the columns weightᵀ·dy, added to `bias` at their elements' origins. */
export function inputs(plan: Plan, dy: Tensor, weight: Tensor, bias: Tensor | null, shape: Shape): Tensor {
  const { images, O, groups, P, K, sizes, direct } = plan;
  const tiled = tilesPay(plan, images.H, images.W) ? contained(tiledInputs(plan, dy, weight, bias, shape)) : null;
  if (tiled !== null) return tiled;
  if (imagesPay(plan)) return inputsOfImages(plan, dy, weight, bias, shape);
  const dx = newEmpty(dy, shape);
  if (bias !== null) fillChannels(dx, bias, images.H * images.W);
  else if (!direct) fillWith(dx, 0);
  const chunk = chunkOf(plan);
  const col = direct ? dx : newEmpty(dy, [K * chunk]);
  const m = O / groups;
  const taps = sizes[2] * sizes[3];
  const beta = direct && bias !== null ? 1 : 0;
  eachChunk(plan, chunk, (image, out, matrix, first, count) => {
    const to = dx.ptr + image * 4;
    const windows = direct ? to : col.ptr;
    multiply(1, 0, K, count, m, 1, weight.ptr + matrix * 4, K, dy.ptr + out * 4, P, beta, windows, count, 0);
    if (!direct) extra().col2im(0, K / taps, to, col.ptr, ...sizes, first, count);
  });
  drop(col, dx);
  return dx;
}

/** dweight: dy times the windows of x, summed over images. */
export function weights(plan: Plan, dy: Tensor, x: Tensor, shape: Shape): Tensor {
  const { O, groups, P, K, sizes, direct } = plan;
  const tiled = tilesPay(plan, P / sizes[10], sizes[10]) ? contained(tiledWeights(plan, dy, x, shape)) : null;
  if (tiled !== null) return tiled;
  if (imagesPay(plan)) return weightsOfImages(plan, dy, x, shape);
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

/** Σ dy over all dims but the channels. Shapes: dy (N, channels, positions) in any number of dims; contiguous. */
export function biases(dy: Tensor, N: number, channels: number): Tensor {
  const rows = reshape(dy, [N, channels, channels * N === 0 ? 0 : dy.numel / (N * channels)]);
  const sums = reduceSum(rows, [2], [N, channels], 1);
  const total = reduceSum(sums, [0], [channels], 1);
  for (const t of [rows, sums]) t.dispose();
  return total;
}
