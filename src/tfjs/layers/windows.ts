/** How convolutions, poolings and what changes the size of images are read. */
import { show } from '../../errors.ts';
import { Conv1d, Conv2d, ConvTranspose2d } from '../../nn/conv.ts';
import { Flatten } from '../../nn/linear.ts';
import type { Module } from '../../nn/module.ts';
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
import { type Builder, checkRank, type Numbers, type Value } from '../builder.ts';
import { type Config, type Dim, type Dims, showDims } from '../config.ts';
import { Pad, SamePad, sameEdges } from '../modules.ts';
import { SamePool } from '../pools.ts';
import { reordered, type Weight } from '../weights.ts';
import { activate, only, type Reader } from './core.ts';

type Axes = 1 | 2;

/** An input with its channels in dim 1. */
interface Images {
  value: Value;
  sizes: Dims;
  channels: Dim;
  /** The shape in the file of images of other sizes or channels. */
  shaped(sizes: Dims, channels: Dim): Dims;
}

function imagesOf(b: Builder, cfg: Config, inputs: readonly Value[], axes: Axes): Images {
  const x = only(cfg, inputs);
  checkRank(cfg, x, axes + 2);
  const [batch] = x.shape as [Dim];
  if (cfg.word('data_format', 'channels_last', ['channels_last', 'channels_first']) === 'channels_first')
    return {
      value: b.plain(cfg, x),
      sizes: x.shape.slice(2),
      channels: x.shape[1] as Dim,
      shaped: (sizes, channels) => [batch, channels, ...sizes],
    };
  return {
    value: b.channelsFirst(cfg, x),
    sizes: x.shape.slice(1, -1),
    channels: x.shape[axes + 1] as Dim,
    shaped: (sizes, channels) => [batch, ...sizes, channels],
  };
}

function knownChannels(cfg: Config, { channels, value }: Images): number {
  return channels ?? cfg.misfit(`a known number of channels, got ${showDims(value.shape)}`);
}

interface Windows {
  kernel: number[];
  stride: number[];
  dilation: number[];
  padding: string;
}

const windowsOf = (cfg: Config, axes: Axes, padding: string): Windows => ({
  kernel: cfg.integers('kernel_size', axes, undefined),
  stride: cfg.integers('strides', axes, 1),
  dilation: cfg.integers('dilation_rate', axes, 1),
  padding,
});

/** How many windows there are along each axis. */
const countsOf = (cfg: Config, sizes: Dims, { kernel, stride, dilation, padding }: Windows): Dim[] =>
  sizes.map((size, d) => {
    if (size === null) return null;
    const [k, s] = [kernel[d] as number, stride[d] as number];
    if (padding !== 'valid') return Math.ceil(size / s);
    const count = Math.floor((size - (dilation[d] as number) * (k - 1) - 1) / s) + 1;
    return count >= 1 ? count : cfg.misfit(`images at least as large as the windows, got ${showDims(sizes)}`);
  });

/** The widths of padding 'same' or 'causal' for each axis, or null where they depend on a size that is open. */
const edgesOf = (sizes: Dims, { kernel, stride, dilation, padding }: Windows): (readonly [number, number])[] | null => {
  const edges = sizes.map((size, d): readonly [number, number] | null => {
    const [k, s, r] = [kernel[d] as number, stride[d] as number, dilation[d] as number];
    if (padding === 'valid') return [0, 0];
    if (padding === 'causal') return [(k - 1) * r, 0];
    return size === null ? (s === 1 ? sameEdges(2 ** 31, k, 1, r) : null) : sameEdges(size, k, s, r);
  });
  return edges.every((edge) => edge !== null) ? edges : null;
};

const place = (value: Value) => ({ moved: value.moved });
const isEven = (edges: readonly (readonly [number, number])[]): boolean => edges.every(([a, z]) => a === z);
const flat = (edges: readonly (readonly [number, number])[]): number[] => [...edges].reverse().flat();

/** One number for a sequence, a pair for images. */
const one = (list: readonly number[]): number | [number, number] =>
  list.length === 1 ? (list[0] as number) : ([...list] as [number, number]);

/** A convolution of images, which are padded before it where its own padding cannot say how. */
function convolve(
  b: Builder,
  cfg: Config,
  x: Images,
  part: string,
  w: Windows,
  layer: { from: number; to: number; groups: number; weight: Numbers; bias: Weight | null },
): Images {
  const edges = edgesOf(x.sizes, w);
  const { kernel, stride, dilation } = w;
  const counts = countsOf(cfg, x.sizes, w);
  let { value } = x;
  let padding = 0 as number | [number, number];
  if (edges === null) {
    const recipe = { make: () => new SamePad(kernel, stride, dilation) };
    value = b.add(cfg, `${part}pad`, recipe, [value], value.shape, place(value));
  } else if (isEven(edges)) padding = one(edges.map(([before]) => before));
  else {
    const recipe = { make: () => new Pad(flat(edges)), variant: String(edges) };
    value = b.add(cfg, `${part}pad`, recipe, [value], value.shape, place(value));
  }
  const options = { stride: one(stride), dilation: one(dilation), padding, groups: layer.groups, bias: layer.bias !== null };
  const make = (): Module =>
    kernel.length === 1
      ? new Conv1d(layer.from, layer.to, kernel[0] as number, options as ConstructorParameters<typeof Conv1d>[3])
      : new Conv2d(layer.from, layer.to, kernel as [number, number], options);
  const state = { weight: layer.weight, ...(layer.bias !== null && { bias: layer.bias.read }) };
  const shape = x.shaped(counts, layer.to);
  const y = b.add(cfg, part.replace(/_$/, ''), { make, state, variant: String(padding) }, [value], shape, place(value));
  return { ...x, value: y, sizes: counts, channels: layer.to };
}

const biasOf = (b: Builder, cfg: Config, size: number): Weight | null =>
  cfg.flag('use_bias', true) ? b.weight(cfg, 'bias', [size]) : null;

const finished = (b: Builder, cfg: Config, x: Images): Value => activate(b, cfg, x.value, cfg.activation('activation'));

const convolution =
  (axes: Axes): Reader =>
  (b, cfg, inputs) => {
    const x = imagesOf(b, cfg, inputs, axes);
    const from = knownChannels(cfg, x);
    const words = axes === 1 ? (['valid', 'same', 'causal'] as const) : (['valid', 'same'] as const);
    const w = windowsOf(cfg, axes, cfg.word<string>('padding', 'valid', words));
    const [to, groups] = [cfg.integer('filters'), cfg.integer('groups', 1)];
    if (from % groups !== 0 || to % groups !== 0) cfg.misfit(`channels that groups ${groups} divides, got ${from} and ${to}`);
    const shape = [...w.kernel, from / groups, to];
    const kernel = b.weight(cfg, 'kernel', shape);
    const order = [axes + 1, axes, ...w.kernel.map((_, d) => d)];
    const weight = (): Float32Array<ArrayBuffer> => reordered(kernel.read(), shape, order);
    return finished(b, cfg, convolve(b, cfg, x, '', w, { from, to, groups, weight, bias: biasOf(b, cfg, to) }));
  };

/** The part of a depthwise or separable convolution that keeps the channels apart. */
function depthwise(b: Builder, cfg: Config, x: Images, part: string, useBias: boolean): Images {
  const from = knownChannels(cfg, x);
  const times = cfg.integer('depth_multiplier', 1);
  const w = windowsOf(cfg, 2, cfg.word('padding', 'valid', ['valid', 'same']));
  const shape = [...w.kernel, from, times];
  const kernel = b.weight(cfg, 'depthwise_kernel', shape);
  const to = from * times;
  const weight = (): Float32Array<ArrayBuffer> => reordered(kernel.read(), shape, [2, 3, 0, 1]);
  return convolve(b, cfg, x, part, w, { from, to, groups: from, weight, bias: useBias ? biasOf(b, cfg, to) : null });
}

const separable: Reader = (b, cfg, inputs) => {
  const x = depthwise(b, cfg, imagesOf(b, cfg, inputs, 2), 'depthwise_', false);
  const from = knownChannels(cfg, x);
  const to = cfg.integer('filters');
  const shape = [1, 1, from, to];
  const kernel = b.weight(cfg, 'pointwise_kernel', shape);
  const weight = (): Float32Array<ArrayBuffer> => reordered(kernel.read(), shape, [3, 2, 0, 1]);
  const w = { kernel: [1, 1], stride: [1, 1], dilation: [1, 1], padding: 'valid' };
  return finished(b, cfg, convolve(b, cfg, x, '', w, { from, to, groups: 1, weight, bias: biasOf(b, cfg, to) }));
};

const transposed: Reader = (b, cfg, inputs) => {
  const x = imagesOf(b, cfg, inputs, 2);
  const from = knownChannels(cfg, x);
  const { kernel, stride, dilation, padding } = windowsOf(cfg, 2, cfg.word('padding', 'valid', ['valid', 'same']));
  if (dilation.some((r) => r !== 1)) cfg.refuse(`dilation_rate 1, got ${show(dilation)}`);
  if (cfg.get('output_padding') !== undefined) cfg.refuse(`no output_padding, got ${show(cfg.get('output_padding'))}`);
  const to = cfg.integer('filters');
  const shape = [...kernel, to, from];
  const weight = b.weight(cfg, 'kernel', shape);
  const bias = biasOf(b, cfg, to);
  // what is beyond stride · size is cut off at both ends, the odd one at the end
  const beyond = kernel.map((k, d) => (padding === 'same' ? Math.max(0, k - (stride[d] as number)) : 0));
  const cuts = beyond.map((n) => Math.floor(n / 2)) as [number, number];
  const outputPadding = kernel.map((k, d) => Math.max(0, (stride[d] as number) - k)) as [number, number];
  const options = { stride: stride as [number, number], padding: cuts, outputPadding, bias: bias !== null };
  const sizes = x.sizes.map((size, d) => {
    if (size === null) return null;
    const [k, s] = [kernel[d] as number, stride[d] as number];
    return padding === 'same' ? size * s : size * s + Math.max(0, k - s);
  });
  const state = {
    weight: () => reordered(weight.read(), shape, [3, 2, 0, 1]),
    ...(bias !== null && { bias: bias.read }),
  };
  const make = (): Module => new ConvTranspose2d(from, to, kernel as [number, number], options);
  let y = b.add(cfg, '', { make, state }, [x.value], x.shaped(sizes, to), place(x.value));
  const odd = beyond.map((n) => [0, -(n % 2)] as const);
  if (odd.some(([, after]) => after !== 0)) y = b.add(cfg, 'crop', { make: () => new Pad(flat(odd)) }, [y], y.shape, place(y));
  return activate(b, cfg, y, cfg.activation('activation'));
};

const pooling =
  (kind: 'max' | 'average', axes: Axes): Reader =>
  (b, cfg, inputs) => {
    const x = imagesOf(b, cfg, inputs, axes);
    const kernel = cfg.integers('pool_size', axes, 2);
    const stride = cfg.integers('strides', axes, kernel);
    const padding = cfg.word('padding', 'valid', ['valid', 'same']);
    const w = { kernel, stride, dilation: kernel.map(() => 1), padding };
    const edges = edgesOf(x.sizes, w);
    const shape = x.shaped(countsOf(cfg, x.sizes, w), x.channels);
    // a last window may run off the end, which is what an odd width does if the stride is above 1
    const fits = edges?.every(([before, after], d) => before === after || (stride[d] as number) > 1) ?? false;
    const make = (): Module => {
      if (!fits) return new SamePool(kind, kernel, stride);
      const before = (edges ?? []).map(([n]) => n);
      const options = {
        stride: one(stride),
        ...(before.some((n) => n > 0) && { padding: one(before) }),
        ...(!isEven(edges ?? []) && { ceilMode: true }),
      } as { stride: number; padding?: number; ceilMode?: boolean };
      const size = one(kernel) as number;
      if (kind === 'max') return axes === 1 ? new MaxPool1d(size, options) : new MaxPool2d(size, options);
      const means = { ...options, ...(padding === 'same' && { countIncludePad: false }) };
      return axes === 1 ? new AvgPool1d(size, means) : new AvgPool2d(size, means);
    };
    return b.add(cfg, '', { make, variant: fits ? String(edges) : 'same' }, [x.value], shape, place(x.value));
  };

const globalPooling =
  (kind: 'max' | 'average', axes: Axes): Reader =>
  (b, cfg, inputs) => {
    const x = imagesOf(b, cfg, inputs, axes);
    const keep = cfg.flag(cfg.get('keepdims') === undefined ? 'keep_dims' : 'keepdims', false);
    const make = (): Module => {
      if (axes === 1) return kind === 'max' ? new AdaptiveMaxPool1d(1) : new AdaptiveAvgPool1d(1);
      return kind === 'max' ? new AdaptiveMaxPool2d(1) : new AdaptiveAvgPool2d(1);
    };
    const ones = x.shaped(
      x.sizes.map(() => 1),
      x.channels,
    );
    const y = b.add(cfg, '', { make }, [x.value], ones, place(x.value));
    return keep ? y : b.add(cfg, 'flatten', { make: () => new Flatten() }, [y], [x.value.shape[0] as Dim, x.channels]);
  };

/** [[top, bottom], [left, right]], given as such, as [rows, columns] or as one number. */
function bordersOf(cfg: Config, name: string, initial: unknown): (readonly [number, number])[] {
  const value = cfg.get(name) ?? initial;
  const both = Array.isArray(value) ? (value as unknown[]) : [value, value];
  const pairs = both.map((side) => (Array.isArray(side) ? side : [side, side]) as unknown[]);
  const isCount = (n: unknown): boolean => Number.isSafeInteger(n) && (n as number) >= 0 && (n as number) < 2 ** 31;
  if (pairs.length !== 2 || !pairs.every((pair) => pair.length === 2 && pair.every(isCount)))
    cfg.refuse(`${name} such as [[1, 1], [1, 1]], got ${show(value)}`);
  return pairs as unknown as [number, number][];
}

const border =
  (name: string, initial: number, sign: 1 | -1): Reader =>
  (b, cfg, inputs) => {
    const x = imagesOf(b, cfg, inputs, 2);
    const edges = bordersOf(cfg, name, initial);
    const sizes = x.sizes.map((size, d) => {
      const [before, after] = edges[d] as readonly [number, number];
      if (size === null) return null;
      const wide = size + sign * (before + after);
      return wide > 0 && wide < 2 ** 31 ? wide : cfg.misfit(`something to be left of ${showDims(x.sizes)}, got ${show(edges)}`);
    });
    const widths = flat(edges).map((n) => sign * n + 0);
    return b.add(cfg, '', { make: () => new Pad(widths) }, [x.value], x.shaped(sizes, x.channels), place(x.value));
  };

const upSampling: Reader = (b, cfg, inputs) => {
  const x = imagesOf(b, cfg, inputs, 2);
  cfg.word('interpolation', 'nearest', ['nearest']);
  const size = cfg.integers('size', 2, 2) as [number, number];
  const sizes = x.sizes.map((n, d) => (n === null ? null : n * (size[d] as number)));
  const make = (): Module => new Upsample({ scaleFactor: size });
  return b.add(cfg, '', { make }, [x.value], x.shaped(sizes, x.channels), place(x.value));
};

export const windowLayers: Readonly<Record<string, Reader>> = {
  Conv1D: /* @__PURE__ */ convolution(1),
  Conv2D: /* @__PURE__ */ convolution(2),
  DepthwiseConv2D: (b, cfg, inputs) => {
    if (cfg.integers('dilation_rate', 2, 1).some((r) => r > 1))
      cfg.refuse(
        `dilation_rate 1, since TensorFlow.js ignores any other and Keras does not, got ${show(cfg.get('dilation_rate'))}`,
      );
    return finished(b, cfg, depthwise(b, cfg, imagesOf(b, cfg, inputs, 2), '', true));
  },
  SeparableConv2D: separable,
  Conv2DTranspose: transposed,
  MaxPooling1D: /* @__PURE__ */ pooling('max', 1),
  MaxPooling2D: /* @__PURE__ */ pooling('max', 2),
  AveragePooling1D: /* @__PURE__ */ pooling('average', 1),
  AveragePooling2D: /* @__PURE__ */ pooling('average', 2),
  GlobalMaxPooling1D: /* @__PURE__ */ globalPooling('max', 1),
  GlobalMaxPooling2D: /* @__PURE__ */ globalPooling('max', 2),
  GlobalAveragePooling1D: /* @__PURE__ */ globalPooling('average', 1),
  GlobalAveragePooling2D: /* @__PURE__ */ globalPooling('average', 2),
  ZeroPadding2D: /* @__PURE__ */ border('padding', 1, 1),
  Cropping2D: /* @__PURE__ */ border('cropping', 0, -1),
  UpSampling2D: upSampling,
};
