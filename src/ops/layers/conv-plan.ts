/** Checks a convolution, computes its sizes, and defines the order in which its windows are processed. */
import { GEMM_COLUMNS } from '../../../bindings/wasm/constants.ts';
import { checkDtype } from '../../array/check.ts';
import { checkInteger, failRange } from '../../errors.ts';
import { type Shape, sameShape, showShape } from '../../shape.ts';
import type { Tensor } from '../../tensor.ts';
import { type Axes, checkImages, checkPlanar, checkPlane, type Images, type Pair, type Single, windowsAlong } from './windows.ts';

/** Options of a convolution whose windows have the axes of `A`. */
interface ConvOptions<A> {
  /** Steps from window to window. Default 1. */
  stride?: A;
  /** Zeros added around the input; 'same' keeps its size (at stride 1), 'valid' means 0. Default 0. */
  padding?: A | 'same' | 'valid';
  /** The distance between a window's elements. Default 1. */
  dilation?: A;
  /** Input and output channels are split into this many groups; each output sees only its own group's inputs. Default 1. */
  groups?: number;
}

/** Options of `conv1d`. */
export type Conv1dOptions = ConvOptions<Single>;

/** Options of `conv2d`. */
export type Conv2dOptions = ConvOptions<Pair>;

/** Options of a transposed convolution whose windows have the axes of `A`. */
interface ConvTransposeOptions<A> {
  /** Steps from window to window of the result. Default 1. */
  stride?: A;
  /** How much is cut off at each end of the result. Default 0. */
  padding?: A;
  /** How much is added at the end of the result; less than stride or dilation. Default 0. */
  outputPadding?: A;
  /** Input and output channels are split into this many groups; each output sees only its own group's inputs. Default 1. */
  groups?: number;
  /** The distance between a window's elements. Default 1. */
  dilation?: A;
}

/** Options of `convTranspose1d`. */
export type ConvTranspose1dOptions = ConvTransposeOptions<Single>;

/** Options of `convTranspose2d`. */
export type ConvTranspose2dOptions = ConvTransposeOptions<Pair>;

/** The parameters of a convolution for the kernels, from images of C channels to images of O. */
export interface Plan {
  images: Omit<Images, 'shaped'>;
  /** Output channels, groups, output positions, and the length of a window of one group. */
  O: number;
  groups: number;
  P: number;
  K: number;
  /** H, W, kh, kw, sh, sw, ph, pw, dh, dw, OW as the kernels take them. */
  sizes: [number, number, number, number, number, number, number, number, number, number, number];
  /** The shape of the op's result: of the windows' products, or, transposed, of the images. */
  shape: Shape;
  /** Whether the image is its own matrix of windows. */
  direct: boolean;
}

/** The zeros before each axis, and in total. */
function padded(
  fn: string,
  padding: Conv2dOptions['padding'] | Conv1dOptions['padding'],
  kernel: number[],
  stride: number[],
  dilation: number[],
  axes: Axes,
): [number, number][] {
  if (padding === 'same') {
    if (stride.some((s) => s !== 1))
      failRange(fn, `expected stride 1 where padding is 'same', got ${showShape(stride.slice(-axes))}`);
    return kernel.map((size, i) => {
      const all = (dilation[i] as number) * (size - 1);
      return [all >> 1, all];
    });
  }
  const pair = checkPlanar(fn, 'padding', padding === 'valid' ? 0 : (padding ?? 0), 0, axes, 0);
  return pair.map((p) => [p, 2 * p]);
}

/** The input's sizes, and the weight's with a height of 1 for sequences. */
interface Operands {
  images: Images;
  weight: [rows: number, columns: number, kh: number, kw: number];
  groups: number;
  stride: [number, number];
  dilation: [number, number];
}

function operands(
  fn: string,
  axes: Axes,
  x: Tensor,
  weight: Tensor,
  form: string,
  options: { groups?: number; stride?: Pair | Single; dilation?: Pair | Single },
): Operands {
  const images = checkImages(fn, x, axes);
  checkDtype(fn, 'weight', weight, 'float32');
  const { sizes } = weight;
  const taps = axes === 1 ? 'k' : 'kh, kw';
  if (weight.ndim !== axes + 2) failRange(fn, `expected weight of shape [${form}, ${taps}], got ${showShape(sizes)}`);
  const [rows, columns, kh, kw] = (axes === 1 ? [sizes[0], sizes[1], 1, sizes[2]] : sizes) as Operands['weight'];
  if (kh === 0 || kw === 0) {
    failRange(fn, `expected a window of at least ${axes === 1 ? '1' : '1 × 1'}, got weight ${showShape(sizes)}`);
  }
  const groups = checkInteger(fn, 'groups', options.groups ?? 1, 1);
  if (rows % groups !== 0) {
    const which = form.startsWith('O') ? 'output' : 'input';
    failRange(fn, `expected ${which} channels that groups ${groups} divides, got weight ${showShape(sizes)}`);
  }
  const stride = checkPlanar(fn, 'stride', options.stride ?? 1, 1, axes);
  const dilation = checkPlanar(fn, 'dilation', options.dilation ?? 1, 1, axes);
  return { images, weight: [rows, columns, kh, kw], groups, stride, dilation };
}

function checkBias(fn: string, bias: Tensor | null, channels: number): void {
  if (bias !== null && !sameShape(checkDtype(fn, 'bias', bias, 'float32').sizes, [channels])) {
    failRange(fn, `expected bias of shape [${channels}], got ${showShape(bias.sizes)}`);
  }
}

export function planOf(
  fn: string,
  axes: Axes,
  x: Tensor,
  weight: Tensor,
  bias: Tensor | null,
  options: Conv1dOptions | Conv2dOptions,
): Plan {
  const { images, groups, ...rest } = operands(fn, axes, x, weight, 'O, C / groups', options);
  const [O, Cg, kh, kw] = rest.weight;
  if (images.C !== Cg * groups) {
    failRange(
      fn,
      `expected input whose channels are groups times the weight's, got shapes ${showShape(x.sizes)} and ${showShape(weight.sizes)} and groups ${groups}`,
    );
  }
  checkBias(fn, bias, O);
  const [dh, dw] = rest.dilation;
  const [v, h] = padded(fn, options.padding, [kh, kw], rest.stride, rest.dilation, axes) as [[number, number], [number, number]];
  checkPlane(fn, images.H + v[1], images.W + h[1]);
  const OH = windowsAlong(fn, images.H + v[1], kh, rest.stride[0], 0, dh);
  const OW = windowsAlong(fn, images.W + h[1], kw, rest.stride[1], 0, dw);
  // a step with nothing after it may have any length, even beyond what the kernels can add
  const [sh, sw] = [OH > 1 ? rest.stride[0] : 1, OW > 1 ? rest.stride[1] : 1];
  return {
    images,
    O,
    groups,
    P: OH * OW,
    K: Cg * kh * kw,
    sizes: [images.H, images.W, kh, kw, sh, sw, v[0], h[0], dh, dw, OW],
    shape: images.shaped(O, OH, OW),
    direct: kh * kw * sh * sw === 1 && v[1] + h[1] === 0 && OH === images.H && OW === images.W,
  };
}

/** Refuses outputPadding beyond the sizes that a convolution would map to the same one. */
export function checkOutputPadding(fn: string, more: Shape, stride: Shape, dilation: Shape): void {
  if (more.some((p, i) => p >= Math.max(stride[i] as number, dilation[i] as number))) {
    failRange(fn, `expected outputPadding less than stride or dilation, got ${showShape(more)}`);
  }
}

/** The requested convolution's transpose: it maps from the requested result to the input. */
export function transposedPlanOf(
  fn: string,
  axes: Axes,
  x: Tensor,
  weight: Tensor,
  bias: Tensor | null,
  options: ConvTranspose1dOptions | ConvTranspose2dOptions,
): Plan {
  const { images, groups, ...rest } = operands(fn, axes, x, weight, 'C, O / groups', options);
  const [O, Cg, kh, kw] = rest.weight;
  if (images.C !== O) {
    failRange(
      fn,
      `expected input of the weight's channels, got shapes ${showShape(x.sizes)} and ${showShape(weight.sizes)}; weight is (C, O / groups, …)`,
    );
  }
  const C = Cg * groups;
  checkBias(fn, bias, C);
  const [ph, pw] = checkPlanar(fn, 'padding', options.padding ?? 0, 0, axes, 0);
  const [dh, dw] = rest.dilation;
  const more = checkPlanar(fn, 'outputPadding', options.outputPadding ?? 0, 0, axes, 0);
  checkOutputPadding(fn, more.slice(-axes), rest.stride.slice(-axes), rest.dilation.slice(-axes));
  const along = (size: number, axis: 0 | 1, kernel: number, padding: number): number =>
    (size - 1) * rest.stride[axis] - 2 * padding + rest.dilation[axis] * (kernel - 1) + more[axis] + 1;
  const H = along(images.H, 0, kh, ph);
  const W = along(images.W, 1, kw, pw);
  if (H < 1 || W < 1 || images.H * images.W === 0) {
    failRange(
      fn,
      `expected a result of at least ${axes === 1 ? `1, got ${W}` : `1 × 1, got ${H} × ${W}`}; padding is cut off it`,
    );
  }
  checkPlane(fn, H + 2 * ph, W + 2 * pw);
  const [sh, sw] = [images.H > 1 ? rest.stride[0] : 1, images.W > 1 ? rest.stride[1] : 1];
  return {
    images: { N: images.N, C, H, W },
    O,
    groups,
    P: images.H * images.W,
    K: Cg * kh * kw,
    sizes: [H, W, kh, kw, sh, sw, ph, pw, dh, dw, images.W],
    shape: images.shaped(C, H, W),
    direct: kh * kw * sh * sw === 1 && ph + pw + more[0] + more[1] === 0,
  };
}

/** The number of elements of the window matrix to hold at a time: they stay in the second-level cache. */
const COLUMNS_HELD = 1 << 16;

/** The positions in a chunk: whole tiles of gemm, evenly divided. */
export function chunkOf({ K, P, direct }: Plan): number {
  if (direct) return P;
  const most = Math.max(64, Math.floor(COLUMNS_HELD / Math.max(1, K)));
  const chunks = Math.ceil(P / most);
  return Math.min(P, Math.ceil(P / chunks / GEMM_COLUMNS) * GEMM_COLUMNS);
}

/** Calls `fn` for every image, group and run of positions, with their addresses (in elements). */
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
