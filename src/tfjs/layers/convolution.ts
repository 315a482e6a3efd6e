/** Reads convolutions. */
import { show } from '../../errors.ts';
import { Conv1d, Conv2d, ConvTranspose2d } from '../../nn/conv.ts';
import type { Module } from '../../nn/module.ts';
import type { Builder, Numbers, Value } from '../builder.ts';
import type { Config } from '../config.ts';
import { Pad, SamePad } from '../modules.ts';
import { reordered, type Weight } from '../weights.ts';
import { activate, type Reader } from './core.ts';
import {
  type Axes,
  countsOf,
  edgesOf,
  flat,
  type Images,
  imagesOf,
  isEven,
  knownChannels,
  one,
  place,
  type Windows,
  windowsOf,
} from './images.ts';

/** A convolution of images, which are padded beforehand if its own padding cannot express it. */
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

/** The part of a depthwise or separable convolution that keeps the channels separate. */
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
  // the part beyond stride · size is cut off at both ends, an odd one at the end
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

export const convolutionLayers: Readonly<Record<string, Reader>> = {
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
};
