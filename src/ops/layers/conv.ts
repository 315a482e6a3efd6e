/** Convolution of images, as a matrix product of the weights and the image's windows. */

import { extra } from '../../../bindings/extra.ts';
import { kernels } from '../../../bindings/kernels.ts';
import { heap } from '../../../bindings/memory.ts';
import { bitsOf, fillWith, newEmpty, newZeros } from '../../array/allocate.ts';
import { checkDtype } from '../../array/check.ts';
import { dense, drop } from '../../array/copy.ts';
import { reduceSum } from '../../array/lanes.ts';
import { record, tracks } from '../../autograd/tape.ts';
import { checkInteger, checkOptions, failRange } from '../../errors.ts';
import { type Shape, sameShape, showShape } from '../../shape.ts';
import type { Tensor } from '../../tensor.ts';
import { reshape } from '../shape/reshape.ts';
import { checkImages, checkPair, type Images, type Pair, windowsAlong } from './windows.ts';

/** Options of `conv2d`. */
export interface Conv2dOptions {
  /** Steps from window to window; 1 if absent. */
  stride?: Pair;
  /** Zeros put around the image, 0 if absent; 'same' keeps its size (at stride 1), 'valid' is 0. */
  padding?: Pair | 'same' | 'valid';
  /** Distance of a window's taps; 1 if absent. */
  dilation?: Pair;
  /** Input and output channels fall into so many groups, each of which sees its own only; 1 if absent. */
  groups?: number;
}

/** Everything that the kernels ask about a convolution. */
interface Plan {
  images: Images;
  /** Output channels, groups, output positions, and the length of a window of one group. */
  O: number;
  groups: number;
  P: number;
  K: number;
  /** H, W, kh, kw, sh, sw, ph, pw, dh, dw, OW as the kernels take them. */
  sizes: [number, number, number, number, number, number, number, number, number, number, number];
  shape: Shape;
  /** Whether the image is its own matrix of windows. */
  direct: boolean;
}

/** The zeros before and in all along an axis. */
function padded(
  fn: string,
  padding: Conv2dOptions['padding'],
  kernel: number[],
  stride: number[],
  dilation: number[],
): [number, number][] {
  if (padding === 'same') {
    if (stride.some((s) => s !== 1)) failRange(fn, `expected stride 1 where padding is 'same', got ${showShape(stride)}`);
    return kernel.map((size, i) => {
      const all = (dilation[i] as number) * (size - 1);
      return [all >> 1, all];
    });
  }
  const pair = checkPair(fn, 'padding', padding === 'valid' ? 0 : (padding ?? 0), 0);
  return pair.map((p) => [p, 2 * p]);
}

function planOf(x: Tensor, weight: Tensor, bias: Tensor | null, options: Conv2dOptions): Plan {
  const fn = 'conv2d';
  const images = checkImages(fn, x);
  checkDtype(fn, 'weight', weight, 'float32');
  if (weight.ndim !== 4) failRange(fn, `expected weight of shape [O, C / groups, kh, kw], got ${showShape(weight.shape)}`);
  const [O, Cg, kh, kw] = weight.shape as [number, number, number, number];
  const groups = checkInteger(fn, 'groups', options.groups ?? 1, 1);
  if (images.C !== Cg * groups) {
    failRange(
      fn,
      `expected input whose channels are groups times the weight's, got shapes ${showShape(x.shape)} and ${showShape(weight.shape)} and groups ${groups}`,
    );
  }
  if (O % groups !== 0)
    failRange(fn, `expected output channels that groups ${groups} divides, got weight ${showShape(weight.shape)}`);
  if (kh === 0 || kw === 0) failRange(fn, `expected a window of at least 1 × 1, got weight ${showShape(weight.shape)}`);
  if (bias !== null && !sameShape(checkDtype(fn, 'bias', bias, 'float32').shape, [O])) {
    failRange(fn, `expected bias of shape [${O}], got ${showShape(bias.shape)}`);
  }
  const [sh, sw] = checkPair(fn, 'stride', options.stride ?? 1, 1);
  const [dh, dw] = checkPair(fn, 'dilation', options.dilation ?? 1, 1);
  const [v, h] = padded(fn, options.padding, [kh, kw], [sh, sw], [dh, dw]) as [[number, number], [number, number]];
  const OH = windowsAlong(fn, images.H + v[1], kh, sh, 0, dh);
  const OW = windowsAlong(fn, images.W + h[1], kw, sw, 0, dw);
  const direct = kh * kw === 1 && sh === 1 && sw === 1 && v[1] === 0 && h[1] === 0;
  return {
    images,
    O,
    groups,
    P: OH * OW,
    K: Cg * kh * kw,
    sizes: [images.H, images.W, kh, kw, sh, sw, v[0], h[0], dh, dw, OW],
    shape: images.shaped(O, OH, OW),
    direct,
  };
}

/** Elements of the matrix of windows that are held at a time: they stay in the second-level cache. */
const COLUMNS_HELD = 1 << 16;

/** Positions of a chunk: whole tiles of gemm, an even share of all. */
function chunkOf({ K, P, direct }: Plan): number {
  if (direct) return P;
  const most = Math.max(64, Math.floor(COLUMNS_HELD / Math.max(1, K)));
  const chunks = Math.ceil(P / most);
  return Math.min(P, Math.ceil(P / chunks / 8) * 8);
}

/** Calls `fn` for every image, group and run of positions with the addresses (in elements) that belong to it. */
function eachChunk(
  { images: { N, C, H, W }, O, groups, P, K }: Plan,
  chunk: number,
  fn: (image: number, out: number, matrix: number, first: number, count: number) => void,
): void {
  for (let n = 0; n < N; n++) {
    for (let g = 0; g < groups; g++) {
      const image = (n * C + (g * C) / groups) * H * W;
      const out = (n * O + (g * O) / groups) * P;
      for (let first = 0; first < P; first += chunk)
        fn(image, out + first, ((g * O) / groups) * K, first, Math.min(chunk, P - first));
    }
  }
}

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
    kernels.gemm(
      0,
      kernels.gemmBlocks(m, count, K),
      0,
      0,
      m,
      count,
      K,
      1,
      weight.ptr + matrix * 4,
      K,
      windows,
      count,
      beta,
      y.ptr + out * 4,
      P,
      0,
    );
  });
  drop(col, x);
  return y;
}

/** dx of each image: the columns weightᵀ·dy, added where their elements came from. */
function inputGradient(plan: Plan, dy: Tensor, weight: Tensor, shape: Shape): Tensor {
  const { O, groups, P, K, sizes, direct } = plan;
  const dx = newEmpty(g, shape);
  if (!direct) fillWith(dx, 0);
  const chunk = chunkOf(plan);
  const col = direct ? dx : newEmpty(x, [K * chunk]);
  const m = O / groups;
  const taps = sizes[2] * sizes[3];
  eachChunk(plan, chunk, (image, out, matrix, first, count) => {
    const to = dx.ptr + image * 4;
    const windows = direct ? to : col.ptr;
    kernels.gemm(
      0,
      kernels.gemmBlocks(K, count, m),
      1,
      0,
      K,
      count,
      m,
      1,
      weight.ptr + matrix * 4,
      K,
      dy.ptr + out * 4,
      P,
      0,
      windows,
      count,
      0,
    );
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
    kernels.gemm(
      0,
      kernels.gemmBlocks(m, K, count),
      0,
      1,
      m,
      K,
      count,
      1,
      dy.ptr + out * 4,
      P,
      windows,
      count,
      1,
      dWeight.ptr + matrix * 4,
      K,
      0,
    );
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
  checkOptions('conv2d', options, ['stride', 'padding', 'dilation', 'groups']);
  const plan = planOf(x, weight, bias ?? null, options);
  const { images, O, P } = plan;
  const source = dense(x);
  const w = dense(weight);
  const b = bias ? dense(bias) : null;
  const y = forward(plan, source, w, b);
  if (b !== null) drop(b, bias);
  if (tracks(x, weight, bias)) {
    record(
      y,
      'conv2d',
      bias ? [x, weight, bias] : [x, weight],
      [source, w],
      (g) => {
        const dy = dense(g);
        return [
          x.requiresGrad ? inputGradient(plan, dy, w, x.shape) : null,
          weight.requiresGrad ? weightGradient(plan, dy, source, weight.shape) : null,
          bias?.requiresGrad ? reduceSum(reduceSum(reshape(dy, [images.N, O, P]), [2], [images.N, O], 1), [0], [O], 1) : null,
        ];
      },
      plan,
    );
  }
  drop(w, weight);
  drop(source, x);
  return y;
}
