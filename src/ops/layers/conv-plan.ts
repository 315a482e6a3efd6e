/** What a convolution of images is: sizes, checked, and the order in which its windows are worked through. */
import { GEMM_COLUMNS } from '../../../bindings/wasm/constants.ts';
import { checkDtype } from '../../array/check.ts';
import { checkInteger, failRange } from '../../errors.ts';
import { type Shape, sameShape, showShape } from '../../shape.ts';
import type { Tensor } from '../../tensor.ts';
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
export interface Plan {
  images: Omit<Images, 'shaped'>;
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

export function planOf(x: Tensor, weight: Tensor, bias: Tensor | null, options: Conv2dOptions): Plan {
  const fn = 'conv2d';
  const images = checkImages(fn, x);
  checkDtype(fn, 'weight', weight, 'float32');
  if (weight.ndim !== 4) failRange(fn, `expected weight of shape [O, C / groups, kh, kw], got ${showShape(weight.sizes)}`);
  const [O, Cg, kh, kw] = weight.sizes as [number, number, number, number];
  const groups = checkInteger(fn, 'groups', options.groups ?? 1, 1);
  if (images.C !== Cg * groups) {
    failRange(
      fn,
      `expected input whose channels are groups times the weight's, got shapes ${showShape(x.sizes)} and ${showShape(weight.sizes)} and groups ${groups}`,
    );
  }
  if (O % groups !== 0)
    failRange(fn, `expected output channels that groups ${groups} divides, got weight ${showShape(weight.sizes)}`);
  if (kh === 0 || kw === 0) failRange(fn, `expected a window of at least 1 × 1, got weight ${showShape(weight.sizes)}`);
  if (bias !== null && !sameShape(checkDtype(fn, 'bias', bias, 'float32').sizes, [O])) {
    failRange(fn, `expected bias of shape [${O}], got ${showShape(bias.sizes)}`);
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
export function chunkOf({ K, P, direct }: Plan): number {
  if (direct) return P;
  const most = Math.max(64, Math.floor(COLUMNS_HELD / Math.max(1, K)));
  const chunks = Math.ceil(P / most);
  return Math.min(P, Math.ceil(P / chunks / GEMM_COLUMNS) * GEMM_COLUMNS);
}

/** Calls `fn` for every image, group and run of positions with the addresses (in elements) that belong to it. */
export function eachChunk(
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
