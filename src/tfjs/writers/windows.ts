/** Writes convolutions and poolings. */
import { Conv1d, Conv2d, ConvTranspose2d } from '../../nn/conv.ts';
import {
  AdaptiveAvgPool1d,
  AdaptiveAvgPool2d,
  AdaptiveMaxPool1d,
  AdaptiveMaxPool2d,
  AvgPool1d,
  AvgPool2d,
  MaxPool1d,
  MaxPool2d,
} from '../../nn/pool.ts';
import { Upsample } from '../../nn/upsample.ts';
import type { Shape } from '../../shape.ts';
import { Pad, SamePad, sameEdges, samePads } from '../modules.ts';
import { SamePool } from '../pools.ts';
import { checkDims, type Out, refuse, type Saved, type Site, turnedWeight, type Writer, weight } from '../writer.ts';
import { type Rule, rule, type Write } from './simple.ts';

type Edge = readonly [before: number, after: number];

/** One number for each axis. */
const each = (value: unknown, axes: number): number[] => {
  const list = Array.isArray(value) ? (value as number[]) : [value as number];
  return list.length === axes ? [...list] : Array<number>(axes).fill(list[0] as number);
};

/** The sizes of images with borders of zeros, or, for negative widths, without their borders. */
function bordered(w: Writer, site: Site, x: Out, edges: readonly Edge[]): Out {
  if (edges.every(([a, z]) => a === 0 && z === 0)) return x;
  const y = w.channelsLast(site, x);
  const [n, channels, ...sizes] = y.sizes as [number, number, ...number[]];
  if (edges.length === 1) {
    // only images can have borders
    const image = w.emit(site, 'as_image', 'Reshape', { target_shape: [sizes[0], 1, channels] }, [y], {
      sizes: [n, channels, sizes[0] as number, 1],
      moved: true,
      positive: y.positive,
    });
    const wide = bordered(w, site, image, [edges[0] as Edge, [0, 0]]);
    const length = wide.sizes[2] as number;
    const shape = [n, channels, length];
    return w.emit(site, 'as_sequence', 'Reshape', { target_shape: [length, channels] }, [wide], {
      sizes: shape,
      moved: true,
      positive: y.positive,
    });
  }
  const after = (given: readonly number[], part: readonly Edge[]): number[] =>
    given.map((size, d) => size + (part[d] as Edge)[0] + (part[d] as Edge)[1]);
  const cut = edges.map(([a, z]) => [Math.min(0, a), Math.min(0, z)] as const);
  const added = edges.map(([a, z]) => [Math.max(0, a), Math.max(0, z)] as const);
  let out = y;
  let now = sizes;
  for (const [part, kind, field] of [
    [cut, 'Cropping2D', 'cropping'],
    [added, 'ZeroPadding2D', 'padding'],
  ] as const) {
    if (part.every(([a, z]) => a === 0 && z === 0)) continue;
    now = after(now, part);
    const config = { [field]: part.map((edge) => edge.map((width) => Math.abs(width))), data_format: 'channels_last' };
    out = w.emit(site, field, kind, config, [out], { sizes: [n, channels, ...now], moved: true, positive: y.positive });
  }
  return out;
}

/** Whether padding 'same' adds these widths and results in as many windows. */
const isSame = (sizes: Shape, out: Shape, kernel: Shape, stride: Shape, dilation: Shape, edges: readonly Edge[]): boolean =>
  kernel.every((k, d) => {
    const [size, s] = [sizes[d] as number, stride[d] as number];
    const same = sameEdges(size, k, s, dilation[d] as number);
    return same.every((width, i) => width === (edges[d] as Edge)[i]) && Math.ceil(size / s) === out[d];
  });

const convolution: Write<Conv1d | Conv2d> = (w, site, [given], sizes, m) => {
  const axes = m.kernelSize.length;
  const x = w.channelsLast(site, given as Out);
  checkDims(site, x, axes + 2);
  const [kernel, stride, dilation]: [Shape, Shape, Shape] = [m.kernelSize, m.stride, m.dilation];
  const isDepthwise = m.groups > 1 && m.groups === m.inChannels;
  if (m.groups > 1 && (!isDepthwise || axes === 1)) refuse(site, 'groups of one channel, of images, or one group');
  if (stride.some((s) => s > 1) && dilation.some((r) => r > 1)) refuse(site, 'a stride or a dilation, not both');
  const edges = kernel.map((k, d): Edge => {
    if (m.padding === 'valid') return [0, 0];
    return m.padding === 'same' ? sameEdges(2 ** 31, k, 1, dilation[d]) : [m.padding[d] as number, m.padding[d] as number];
  });
  const isPadded = edges.some(([a, z]) => a > 0 || z > 0);
  const same = isPadded && isSame(x.sizes.slice(2), sizes.slice(2), kernel, stride, dilation, edges);
  const y = same ? x : bordered(w, site, x, edges);
  const common = {
    kernel_size: kernel,
    strides: stride,
    padding: same ? 'same' : 'valid',
    data_format: 'channels_last',
    dilation_rate: dilation,
    activation: 'linear',
    use_bias: m.bias !== null,
  };
  const bias: Saved[] = m.bias === null ? [] : [weight('bias', m.bias)];
  if (isDepthwise) {
    const times = m.outChannels / m.inChannels;
    const split = [m.inChannels, times, ...kernel];
    const own = turnedWeight('depthwise_kernel', m.weight, [2, 3, 0, 1], split);
    if (dilation.some((r) => r > 1)) {
      // the layer for separate channels ignores dilation there: this one does not, and does not mix channels either
      const to = m.outChannels;
      const identity = Float32Array.from({ length: to * to }, (_, i) => (i % (to + 1) === 0 ? 1 : 0));
      const config = { ...common, depth_multiplier: times, filters: to };
      const weights: Saved[] = [own, ['pointwise_kernel', identity, [1, 1, to, to]], ...bias];
      return w.emit(site, '', 'SeparableConv2D', config, [y], { sizes, moved: true }, weights);
    }
    const weights = [own, ...bias];
    return w.emit(site, '', 'DepthwiseConv2D', { ...common, depth_multiplier: times }, [y], { sizes, moved: true }, weights);
  }
  const order = [...kernel.map((_, d) => d + 2), 1, 0];
  const weights = [turnedWeight('kernel', m.weight, order), ...bias];
  return w.emit(
    site,
    '',
    axes === 1 ? 'Conv1D' : 'Conv2D',
    { ...common, filters: m.outChannels },
    [y],
    { sizes, moved: true },
    weights,
  );
};

const transposed: Write<ConvTranspose2d> = (w, site, [given], sizes, m) => {
  const x = w.channelsLast(site, given as Out);
  checkDims(site, x, 4);
  if (m.groups > 1 || m.dilation.some((r) => r > 1)) refuse(site, 'one group and no dilation');
  const [kernel, stride]: [Shape, Shape] = [m.kernelSize, m.stride];
  const padding = m.padding as Shape;
  const [n, , ...from] = x.sizes as [number, number, number, number];
  // the sizes without padding, and what is cut off of them
  const whole = from.map((size, d) => size * (stride[d] as number) + Math.max(0, (kernel[d] as number) - (stride[d] as number)));
  const edges = whole.map((size, d): Edge => {
    const p = padding[d] as number;
    return [-p, (sizes[d + 2] as number) - size + p];
  });
  if (edges.some(([, after]) => after > 0)) refuse(site, 'outputPadding that stays within the windows');
  const config = {
    filters: m.outChannels,
    kernel_size: kernel,
    strides: stride,
    padding: 'valid',
    data_format: 'channels_last',
    dilation_rate: [1, 1],
    activation: 'linear',
    use_bias: m.bias !== null,
  };
  const weights = [turnedWeight('kernel', m.weight, [2, 3, 1, 0]), ...(m.bias === null ? [] : [weight('bias', m.bias)])];
  const y = w.emit(site, '', 'Conv2DTranspose', config, [x], { sizes: [n, m.outChannels, ...whole], moved: true }, weights);
  return bordered(w, site, y, edges);
};

function pooled(
  w: Writer,
  site: Site,
  given: Out,
  sizes: Shape,
  kind: 'Max' | 'Average',
  windows: { kernel: number[]; stride: number[]; edges: readonly Edge[]; isSame: boolean },
): Out {
  const x = w.channelsLast(site, given);
  const { kernel, stride, edges } = windows;
  const y = windows.isSame ? x : bordered(w, site, x, edges);
  const padding = windows.isSame ? 'same' : 'valid';
  const config = { pool_size: kernel, strides: stride, padding, data_format: 'channels_last' };
  const result = { sizes, moved: true, positive: x.positive };
  return w.emit(site, '', `${kind}Pooling${kernel.length}D`, config, [y], result);
}

const pooling =
  (kind: 'Max' | 'Average', axes: 1 | 2): Write<MaxPool1d | MaxPool2d | AvgPool1d | AvgPool2d> =>
  (w, site, [given], sizes, m) => {
    const x = given as Out;
    checkDims(site, x, axes + 2);
    const options = m.options as Readonly<Record<string, unknown>>;
    const kernel = each(m.kernelSize, axes);
    const stride = each(options['stride'] ?? m.kernelSize, axes);
    const padding = each(options['padding'] ?? 0, axes);
    if (each(options['dilation'] ?? 1, axes).some((r) => r > 1)) refuse(site, 'windows without dilation');
    if ((options['divisorOverride'] ?? null) !== null) refuse(site, 'means without divisorOverride');
    const [from, out] = [x.sizes.slice(2), sizes.slice(2)];
    const isPadded = padding.some((p) => p > 0);
    const counts = kind === 'Average' && isPadded && options['countIncludePad'] !== false;
    const reach = kernel.map(
      (k, d) => (out[d] as number) * (stride[d] as number) - (stride[d] as number) + k - (from[d] as number),
    );
    // windows that run past the end; 'same' allows that if the first window begins at the same position
    const runsOff = reach.some((n, d) => n > 2 * (padding[d] as number));
    const ones = kernel.map(() => 1);
    const edges = kernel.map((k, d): Edge => {
      const p = padding[d] as number;
      return runsOff || isPadded ? [p, Math.max(0, sameEdges(from[d] as number, k, stride[d] as number)[1])] : [p, p];
    });
    if ((isPadded || runsOff) && !counts && isSame(from, out, kernel, stride, ones, edges))
      return pooled(w, site, x, sizes, kind, { kernel, stride, edges, isSame: true });
    if (runsOff || (isPadded && !counts && (kind === 'Average' || !x.positive)))
      refuse(site, "padding as 'same' has it there, or before a maximum of numbers that are not negative");
    const even = padding.map((p): Edge => [p, p]);
    return pooled(w, site, x, sizes, kind, { kernel, stride, edges: even, isSame: false });
  };

const adaptive =
  (kind: 'Max' | 'Average', axes: 1 | 2): Write =>
  (w, site, [given], sizes) => {
    const x = given as Out;
    checkDims(site, x, axes + 2);
    const [from, out] = [x.sizes.slice(2), sizes.slice(2)];
    if (out.every((n) => n === 1)) return globally(w, site, x, kind, sizes);
    if (from.some((n, d) => n % (out[d] as number) !== 0)) refuse(site, 'windows of one size');
    const kernel = from.map((n, d) => n / (out[d] as number));
    const edges = kernel.map((): Edge => [0, 0]);
    return pooled(w, site, x, sizes, kind, { kernel, stride: kernel, edges, isSame: false });
  };

/** One number for each channel, with dims of size 1 or, if `sizes` has two dims, without. */
export function globally(w: Writer, site: Site, given: Out, kind: 'Max' | 'Average', sizes: Shape): Out {
  const x = w.channelsLast(site, given);
  const [n, channels] = x.sizes as [number, number];
  const axes = x.sizes.length - 2;
  const config = { data_format: 'channels_last' };
  const result = { sizes: [n, channels], positive: x.positive };
  const y = w.emit(site, '', `Global${kind}Pooling${axes}D`, axes === 1 ? {} : config, [x], result);
  if (sizes.length === 2) return y;
  const shape = [...Array<number>(axes).fill(1), channels];
  return w.emit(site, 'keep', 'Reshape', { target_shape: shape }, [y], { sizes, moved: true, positive: x.positive });
}

/** Borders in the form of `F.pad`, from the last dim on. */
function edgesOf(site: Site, x: Out, widths: readonly number[]): Edge[] {
  const axes = x.sizes.length - 2;
  if (axes < 1 || axes > 2 || widths.length > 2 * axes) refuse(site, 'borders of images or sequences');
  return Array.from({ length: axes }, (_, d): Edge => {
    const at = 2 * (axes - 1 - d);
    return [widths[at] ?? 0, widths[at + 1] ?? 0];
  });
}

export const windowRules = (): Rule[] => [
  rule(Conv1d, convolution),
  rule(Conv2d, convolution),
  rule(ConvTranspose2d, transposed),
  rule(MaxPool1d, pooling('Max', 1)),
  rule(MaxPool2d, pooling('Max', 2)),
  rule(AvgPool1d, pooling('Average', 1)),
  rule(AvgPool2d, pooling('Average', 2)),
  rule(AdaptiveMaxPool1d, adaptive('Max', 1)),
  rule(AdaptiveMaxPool2d, adaptive('Max', 2)),
  rule(AdaptiveAvgPool1d, adaptive('Average', 1)),
  rule(AdaptiveAvgPool2d, adaptive('Average', 2)),
  rule(SamePool, (w, site, [x], sizes, m) => {
    const kind = m.kind === 'max' ? 'Max' : 'Average';
    return pooled(w, site, x as Out, sizes, kind, { kernel: [...m.kernelSize], stride: [...m.stride], edges: [], isSame: true });
  }),
  rule(Pad, (w, site, [x], _, m) => bordered(w, site, x as Out, edgesOf(site, x as Out, m.widths))),
  rule(SamePad, (w, site, [x], _, m) => {
    const widths = samePads((x as Out).sizes, m.kernelSize, m.stride, m.dilation);
    return bordered(w, site, x as Out, edgesOf(site, x as Out, widths));
  }),
  rule(Upsample, (w, site, [given], sizes) => {
    const x = w.channelsLast(site, given as Out);
    checkDims(site, x, 4);
    const size = sizes.slice(2).map((n, d) => n / (x.sizes[d + 2] as number));
    if (!size.every(Number.isInteger)) refuse(site, 'sizes multiplied by integers');
    const config = { size, interpolation: 'nearest', data_format: 'channels_last' };
    return w.emit(site, '', 'UpSampling2D', config, [x], { sizes, moved: true, positive: x.positive });
  }),
];
