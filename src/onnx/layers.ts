/** Conversion of layers' ops to ONNX: convolution, pooling, interpolation and normalisation. */
import type { Calls } from '../calls.ts';
import { numelOf, type Shape } from '../shape.ts';
import type { Tensor } from '../tensor.ts';
import { allInputs, type Builder, type Conversion, type Conversions, input, inputShape, refuse } from './builder.ts';
import type { Step } from './trace.ts';

/** Refuses a result without a batch; returns the number of axes of windows: 1 for sequences, 2 for images. */
function axesOf(step: Step): number {
  const axes = step.op.endsWith('1d') ? 1 : 2;
  if (step.out.ndim !== axes + 2) refuse(step, `of ${axes === 1 ? 'a sequence' : 'an image'} without a batch`);
  return axes;
}

/** The padding at the end with which exactly `count` windows fit. */
const behind = (size: number, count: number, kernel: number, stride: number, before: number, dilation: number): number =>
  Math.max(0, (count - 1) * stride + dilation * (kernel - 1) + 1 - size - before);

const conv: Conversion<Calls['conv2d']> = (g, step) => {
  const axes = axesOf(step);
  const { sizes, groups, P } = step.how;
  const [H, W, kh, kw, sh, sw, ph, pw, dh, dw, OW] = sizes;
  const after = [behind(H, P / OW, kh, sh, ph, dh), behind(W, OW, kw, sw, pw, dw)];
  return g.node('Conv', allInputs(g, step), {
    kernel_shape: [kh, kw].slice(-axes),
    // a plan has no stride if there is only one window
    strides: [P / OW === 1 ? H + 2 * ph : sh, OW === 1 ? W + 2 * pw : sw].slice(-axes),
    dilations: [dh, dw].slice(-axes),
    pads: [...[ph, pw].slice(-axes), ...after.slice(-axes)],
    group: groups,
  });
};

const convTranspose: Conversion<Calls['convTranspose2d']> = (g, step) => {
  const axes = axesOf(step);
  const { sizes, groups, P } = step.how;
  const [H, W, kh, kw, sh, sw, ph, pw, dh, dw, OW] = sizes;
  const more = [H - (P / OW - 1) * sh + 2 * ph - dh * (kh - 1) - 1, W - (OW - 1) * sw + 2 * pw - dw * (kw - 1) - 1];
  // a plan has no stride if there is only one position: any that is above the output padding will do
  const strides = [P / OW === 1 ? (more[0] as number) + 1 : sh, OW === 1 ? (more[1] as number) + 1 : sw];
  // output padding that the stride does not allow is taken off the padding instead
  const fits = strides.map((s, i) => (more[i] as number) < s);
  const before = [ph, pw].slice(-axes);
  const after = [ph, pw].map((p, i) => (fits[i] ? p : p - (more[i] as number))).slice(-axes);
  if (after.some((p) => p < 0)) refuse(step, 'with an outputPadding that is not below its stride');
  return g.node('ConvTranspose', allInputs(g, step), {
    kernel_shape: [kh, kw].slice(-axes),
    strides: strides.slice(-axes),
    dilations: [dh, dw].slice(-axes),
    pads: [...before, ...after],
    output_padding: more.map((m, i) => (fits[i] ? m : 0)).slice(-axes),
    group: groups,
  });
};

function poolWindows(step: Step<Calls['maxPool2d']>) {
  const axes = axesOf(step);
  const { sizes, dilation } = step.how;
  const [H, W, OH, OW, kh, kw, sh, sw, ph, pw] = sizes;
  const before = [ph, pw].slice(-axes);
  const after = [behind(H, OH, kh, sh, ph, dilation[0]), behind(W, OW, kw, sw, pw, dilation[1])].slice(-axes);
  const windows = { kernel_shape: [kh, kw].slice(-axes), strides: [sh, sw].slice(-axes), pads: [...before, ...after] };
  return { windows, dilations: dilation.slice(-axes), grows: after.some((p, i) => p > (before[i] as number)) };
}

const maxPool: Conversion<Calls['maxPool2d']> = (g, step) => {
  const { windows, dilations } = poolWindows(step);
  return g.node('MaxPool', [input(g, step)], { ...windows, dilations });
};

const avgPool: Conversion<Calls['avgPool2d']> = (g, step) => {
  const { windows, grows } = poolWindows(step);
  const { countPad, divisor } = step.how;
  // PyTorch counts the given padding, but not the part of the last window beyond it
  if (countPad && divisor === 0 && grows) refuse(step, 'with ceilMode that counts its padding');
  const mean = g.node('AveragePool', [input(g, step)], { ...windows, count_include_pad: countPad || divisor !== 0 ? 1 : 0 });
  const area = windows.kernel_shape.reduce((product, k) => product * k, 1);
  return divisor === 0 ? mean : g.node('Mul', [mean, g.number(area / divisor)]);
};

const adaptive =
  (all: string, windows: string): Conversion<Calls['adaptiveMaxPool2d']> =>
  (g, step) => {
    const axes = axesOf(step);
    const [H, W, OH, OW] = step.how.sizes;
    if (OH === 1 && OW === 1) return g.node(all, [input(g, step)]);
    if (H % OH !== 0 || W % OW !== 0) {
      const [from, to] = [
        [H, W],
        [OH, OW],
      ].map((sizes) => sizes.slice(-axes).join(' × '));
      refuse(step, `from ${from} to ${to}, which has windows of different sizes`);
    }
    const size = [H / OH, W / OW].slice(-axes);
    return g.node(windows, [input(g, step)], { kernel_shape: size, strides: size });
  };

/** Each axis separately: its elements are selected by index. */
const interpolate: Conversion<Calls['interpolate']> = (g, step) => {
  const [H, W, OH, OW, high, wide] = step.how;
  const places = (size: number, count: number, by: number): number[] =>
    Array.from({ length: count }, (_, i) => Math.min(Math.floor(Math.fround(i * Math.fround(by))), size - 1));
  let y = input(g, step);
  const axes = step.out.ndim - 2;
  if (axes === 2) y = g.node('Gather', [y, g.integers(places(H, OH, high))], { axis: 2 });
  return g.node('Gather', [y, g.integers(places(W, OW, wide))], { axis: 1 + axes });
};

const scaleOf = (g: Builder, weight: Tensor | null, shape: Shape): string => (weight === null ? g.ones(shape) : g.value(weight));

const layerNorm: Conversion<Calls['layerNorm']> = (g, step) => {
  const { weight, bias, eps, dims } = step.how;
  const scale = scaleOf(g, weight, inputShape(step).slice(-dims));
  const inputs = [input(g, step), scale, ...(bias === null ? [] : [g.value(bias)])];
  return g.node('LayerNormalization', inputs, { axis: -dims, epsilon: eps });
};

const batchNorm: Conversion<Calls['batchNorm']> = (g, step) => {
  const { runningMean, runningVar, weight, bias, eps, training } = step.how;
  if (training || runningMean === null || runningVar === null) return refuse(step, 'with the statistics of the batch');
  const shift = bias === null ? g.node('Sub', [g.value(runningMean), g.value(runningMean)]) : g.value(bias);
  const inputs = [input(g, step), scaleOf(g, weight, runningMean.shape), shift, g.value(runningMean), g.value(runningVar)];
  return g.node('BatchNormalization', inputs, { epsilon: eps });
};

/** A vector with a number for each channel of x, shaped to broadcast against x. */
const besides = (g: Builder, vector: Tensor, ndim: number): string =>
  ndim === 2
    ? g.value(vector)
    : g.node('Unsqueeze', [g.value(vector), g.integers(Array.from({ length: ndim - 2 }, (_, i) => i + 1))]);

const groupNorm: Conversion<Calls['groupNorm']> = (g, step) => {
  const { weight, bias, eps, groups } = step.how;
  const shape = inputShape(step);
  const grouped = [shape[0] as number, groups, numelOf(shape, 1) / groups];
  const ones = g.ones([groups]);
  const x = g.node('Reshape', [input(g, step), g.shape('reshape', shape, grouped)]);
  const normal = g.node('InstanceNormalization', [x, ones, g.node('Sub', [ones, ones])], { epsilon: eps });
  let y = g.node('Reshape', [normal, g.shape('reshape', grouped, shape)]);
  if (weight !== null) y = g.node('Mul', [y, besides(g, weight, shape.length)]);
  return bias === null ? y : g.node('Add', [y, besides(g, bias, shape.length)]);
};

const instanceNorm: Conversion<Calls['instanceNorm']> = (g, step) => {
  const { weight, bias, eps, training } = step.how;
  if (!training) return batchNorm(g, step);
  const C = [inputShape(step)[1] as number];
  const scale = scaleOf(g, weight, C);
  const shift = bias === null ? g.node('Sub', [scale, scale]) : g.value(bias);
  return g.node('InstanceNormalization', [input(g, step), scale, shift], { epsilon: eps });
};

/** Conversions by the name that an op reports. */
export const layerOps: Conversions = {
  conv1d: conv,
  conv2d: conv,
  convTranspose1d: convTranspose,
  convTranspose2d: convTranspose,
  maxPool1d: maxPool,
  maxPool2d: maxPool,
  avgPool1d: avgPool,
  avgPool2d: avgPool,
  adaptiveAvgPool1d: adaptive('GlobalAveragePool', 'AveragePool'),
  adaptiveAvgPool2d: adaptive('GlobalAveragePool', 'AveragePool'),
  adaptiveMaxPool1d: adaptive('GlobalMaxPool', 'MaxPool'),
  adaptiveMaxPool2d: adaptive('GlobalMaxPool', 'MaxPool'),
  interpolate,
  layerNorm,
  batchNorm,
  groupNorm,
  instanceNorm,
};
