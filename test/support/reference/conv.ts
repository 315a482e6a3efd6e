// Convolution and pooling over (N, C, H, W) or (C, H, W), and over (N, C, L) or (C, L) as images of height 1.
import { full, type Nd, reshaped } from './nd.ts';

type Pair = number | readonly number[];
const pair = (v: Pair): [number, number] => (typeof v === 'number' ? [v, v] : [v[0]!, v[1]!]);

interface Window {
  kernel: [number, number];
  stride: [number, number];
  padding: [number, number];
  dilation: [number, number];
}

/** How many windows fit along one axis; ceilMode lets the last begin inside the input and run past its end. */
function places(n: number, w: Window, axis: 0 | 1, ceilMode = false): number {
  const reach = w.dilation[axis] * (w.kernel[axis] - 1) + 1;
  const room = (n + 2 * w.padding[axis] - reach) / w.stride[axis];
  const count = (ceilMode ? Math.ceil(room) : Math.floor(room)) + 1;
  return ceilMode && (count - 1) * w.stride[axis] >= n + w.padding[axis] ? count - 1 : count;
}

/** Calls `f` with a batch dim in place, and takes it off the result again. */
function batched(x: Nd, f: (x: Nd) => Nd): Nd {
  if (x.shape.length === 4) return f(x);
  const y = f(reshaped(x, [1, ...x.shape]));
  return reshaped(y, y.shape.slice(1));
}

/** A dim of size 1 before the last. */
const tall = (x: Nd): Nd => reshaped(x, [...x.shape.slice(0, -1), 1, ...x.shape.slice(-1)]);
/** Takes it out again. */
const flat = (x: Nd): Nd => reshaped(x, [...x.shape.slice(0, -2), ...x.shape.slice(-1)]);

/** Options of sequences for images of height 1: `neutral` by name, for the first axis. */
function across<O extends object>(options: O, neutral: Record<string, number>): O {
  const paired = Object.entries(options).map(([k, v]) => [
    k,
    k in neutral && typeof v !== 'string' && v !== null ? [neutral[k], [v].flat()[0]] : v,
  ]);
  return Object.fromEntries(paired) as O;
}
const NEUTRAL = { stride: 1, padding: 0, outputPadding: 0, dilation: 1 };

interface ConvOptions {
  stride?: Pair;
  padding?: Pair | 'same' | 'valid';
  outputPadding?: Pair;
  dilation?: Pair;
  groups?: number;
}

function conv2d(input: Nd, weight: Nd, bias?: Nd | null, o: ConvOptions = {}): Nd {
  return batched(input, (x) => {
    const [N, C, H, W] = x.shape as [number, number, number, number];
    const [O, I, kh, kw] = weight.shape as [number, number, number, number];
    const groups = o.groups ?? 1;
    const w: Window = {
      kernel: [kh, kw],
      stride: pair(o.stride ?? 1),
      padding: pair(typeof o.padding === 'object' || typeof o.padding === 'number' ? o.padding : 0),
      dilation: pair(o.dilation ?? 1),
    };
    let [oh, ow] = [places(H, w, 0), places(W, w, 1)];
    if (o.padding === 'same') {
      [oh, ow] = [H, W];
      w.padding = [0, 1].map((i) => Math.floor((w.dilation[i]! * (w.kernel[i]! - 1)) / 2)) as [number, number];
    }
    const out = full([N, O, oh, ow], 0);
    let at = 0;
    for (let n = 0; n < N; n++)
      for (let c = 0; c < O; c++)
        for (let i = 0; i < oh; i++)
          for (let j = 0; j < ow; j++) {
            let sum = bias ? bias.data[c]! : 0;
            const first = Math.floor(c / (O / groups)) * I;
            for (let k = 0; k < I; k++)
              for (let p = 0; p < kh; p++)
                for (let q = 0; q < kw; q++) {
                  const y = i * w.stride[0] - w.padding[0] + p * w.dilation[0];
                  const z = j * w.stride[1] - w.padding[1] + q * w.dilation[1];
                  if (y < 0 || y >= H || z < 0 || z >= W) continue;
                  sum += x.data[((n * C + first + k) * H + y) * W + z]! * weight.data[((c * I + k) * kh + p) * kw + q]!;
                }
            out.data[at++] = sum;
          }
    return out;
  });
}

/** Each element times the weights, added where they fall; what falls outside the result is dropped. */
function convTranspose2d(input: Nd, weight: Nd, bias?: Nd | null, o: ConvOptions = {}): Nd {
  return batched(input, (x) => {
    const [N, C, H, W] = x.shape as [number, number, number, number];
    const [, I, kh, kw] = weight.shape as [number, number, number, number];
    const groups = o.groups ?? 1;
    const [sh, sw] = pair(o.stride ?? 1);
    const [ph, pw] = pair((o.padding as Pair | undefined) ?? 0);
    const [dh, dw] = pair(o.dilation ?? 1);
    const [mh, mw] = pair(o.outputPadding ?? 0);
    const OH = (H - 1) * sh - 2 * ph + dh * (kh - 1) + mh + 1;
    const OW = (W - 1) * sw - 2 * pw + dw * (kw - 1) + mw + 1;
    const out = full([N, I * groups, OH, OW], 0);
    if (bias) out.data.forEach((_, i) => (out.data[i] = bias.data[Math.floor(i / (OH * OW)) % (I * groups)]!));
    for (let n = 0; n < N; n++)
      for (let c = 0; c < C; c++)
        for (let k = 0; k < I; k++) {
          const to = Math.floor(c / (C / groups)) * I + k;
          for (let i = 0; i < H; i++)
            for (let j = 0; j < W; j++)
              for (let p = 0; p < kh; p++)
                for (let q = 0; q < kw; q++) {
                  const [y, z] = [i * sh - ph + p * dh, j * sw - pw + q * dw];
                  if (y < 0 || y >= OH || z < 0 || z >= OW) continue;
                  out.data[((n * I * groups + to) * OH + y) * OW + z]! +=
                    x.data[((n * C + c) * H + i) * W + j]! * weight.data[((c * I + k) * kh + p) * kw + q]!;
                }
        }
    return out;
  });
}

interface PoolOptions {
  stride?: Pair;
  padding?: Pair;
  dilation?: Pair;
  ceilMode?: boolean;
  countIncludePad?: boolean;
  divisorOverride?: number;
}

/** `f` gets the elements under a window and the window's area, padding counted or not. */
function pool(input: Nd, kernelSize: Pair, o: PoolOptions, f: (values: number[], area: number) => number): Nd {
  return batched(input, (x) => {
    const [N, C, H, W] = x.shape as [number, number, number, number];
    const w: Window = {
      kernel: pair(kernelSize),
      stride: pair(o.stride ?? kernelSize),
      padding: pair(o.padding ?? 0),
      dilation: pair(o.dilation ?? 1),
    };
    const [oh, ow] = [places(H, w, 0, o.ceilMode), places(W, w, 1, o.ceilMode)];
    const out = full([N, C, oh, ow], 0);
    let at = 0;
    for (let plane = 0; plane < N * C; plane++)
      for (let i = 0; i < oh; i++)
        for (let j = 0; j < ow; j++) {
          const values: number[] = [];
          let area = 0;
          const [top, left] = [i * w.stride[0] - w.padding[0], j * w.stride[1] - w.padding[1]];
          const [bottom, right] = [0, 1].map((d) => [top, left][d]! + w.dilation[d]! * w.kernel[d]!) as [number, number];
          for (let y = top; y < Math.min(bottom, H + w.padding[0]); y += w.dilation[0])
            for (let z = left; z < Math.min(right, W + w.padding[1]); z += w.dilation[1]) {
              area++;
              if (y >= 0 && y < H && z >= 0 && z < W) values.push(x.data[(plane * H + y) * W + z]!);
            }
          out.data[at++] = f(values, o.divisorOverride ?? (o.countIncludePad === false ? values.length : area));
        }
    return out;
  });
}

/** Window i of an adaptive pool runs from ⌊i·n/out⌋ to ⌈(i+1)·n/out⌉; `f` gets its elements. */
function adaptive(input: Nd, outputSize: number | readonly (number | null)[], f: (values: number[]) => number): Nd {
  return batched(input, (x) => {
    const [N, C, H, W] = x.shape as [number, number, number, number];
    const want = typeof outputSize === 'number' ? [outputSize, outputSize] : outputSize;
    const [oh, ow] = [want[0] ?? H, want[1] ?? W];
    const out = full([N, C, oh, ow], 0);
    const range = (i: number, n: number, o: number): [number, number] => [Math.floor((i * n) / o), Math.ceil(((i + 1) * n) / o)];
    let at = 0;
    for (let plane = 0; plane < N * C; plane++)
      for (let i = 0; i < oh; i++)
        for (let j = 0; j < ow; j++) {
          const [top, bottom] = range(i, H, oh);
          const [left, right] = range(j, W, ow);
          const values: number[] = [];
          for (let y = top; y < bottom; y++) for (let z = left; z < right; z++) values.push(x.data[(plane * H + y) * W + z]!);
          out.data[at++] = f(values);
        }
    return out;
  });
}

const greatest = (values: number[]): number => values.reduce((m, v) => Math.max(m, v), -Infinity);
const mean = (values: number[], area = values.length): number => values.reduce((s, v) => s + v, 0) / area;
type Sizes = number | readonly (number | null)[];

interface Interpolate {
  size?: number | readonly number[];
  scaleFactor?: number | readonly number[];
}

/** Place i of the result is place ⌊i·step⌋ of the input, the step and the product in float32, as in PyTorch. */
function interpolate(input: Nd, o: Interpolate): Nd {
  const axes = input.shape.length - 2;
  const list = (v: number | readonly number[]): readonly number[] => (typeof v === 'number' ? Array(axes).fill(v) : v);
  const given = list(o.size ?? o.scaleFactor!);
  const sizes = input.shape.slice(2).map((n, i) => (o.size === undefined ? Math.floor(n * given[i]!) : given[i]!));
  const places = sizes.map((size, i) => {
    const n = input.shape[2 + i]!;
    const step = Math.fround(o.size === undefined ? 1 / given[i]! : n / size);
    return Array.from({ length: size }, (_, at) => Math.min(Math.floor(Math.fround(at * step)), n - 1));
  });
  const x = axes === 1 ? tall(input) : input;
  const [rows, columns] = (axes === 1 ? [[0], ...places] : places) as [number[], number[]];
  const [N, C, H, W] = x.shape as [number, number, number, number];
  const out = full([N, C, rows.length, columns.length], 0);
  let at = 0;
  for (let plane = 0; plane < N * C; plane++)
    for (const i of rows) for (const j of columns) out.data[at++] = x.data[(plane * H + i) * W + j]!;
  return axes === 1 ? flat(out) : out;
}

export const convolutions = {
  'F.interpolate': interpolate,
  'F.conv1d': (x: Nd, weight: Nd, bias?: Nd | null, o: ConvOptions = {}) =>
    flat(conv2d(tall(x), tall(weight), bias, across(o, NEUTRAL))),
  'F.conv2d': conv2d,
  'F.convTranspose1d': (x: Nd, weight: Nd, bias?: Nd | null, o: ConvOptions = {}) =>
    flat(convTranspose2d(tall(x), tall(weight), bias, across(o, NEUTRAL))),
  'F.convTranspose2d': convTranspose2d,
  'F.maxPool1d': (x: Nd, kernelSize: Pair, o: PoolOptions = {}) =>
    flat(pool(tall(x), [1, [kernelSize].flat()[0]!], across(o, NEUTRAL), greatest)),
  'F.maxPool2d': (x: Nd, kernelSize: Pair, o: PoolOptions = {}) => pool(x, kernelSize, o, greatest),
  'F.avgPool1d': (x: Nd, kernelSize: Pair, o: PoolOptions = {}) =>
    flat(pool(tall(x), [1, [kernelSize].flat()[0]!], across(o, NEUTRAL), mean)),
  'F.avgPool2d': (x: Nd, kernelSize: Pair, o: PoolOptions = {}) => pool(x, kernelSize, o, mean),
  'F.adaptiveAvgPool1d': (x: Nd, size: Sizes) => flat(adaptive(tall(x), [1, ...[size].flat()], mean)),
  'F.adaptiveAvgPool2d': (x: Nd, size: Sizes) => adaptive(x, size, mean),
  'F.adaptiveMaxPool1d': (x: Nd, size: Sizes) => flat(adaptive(tall(x), [1, ...[size].flat()], greatest)),
  'F.adaptiveMaxPool2d': (x: Nd, size: Sizes) => adaptive(x, size, greatest),
};
