/** How the ops of layers translate to ONNX: convolution, pooling and normalisation. */
import type { Calls } from '../calls.ts';
import type { Shape } from '../shape.ts';
import type { Tensor } from '../tensor.ts';
import { allInputs, type Builder, type Conversion, type Conversions, input, inputShape, refuse } from './builder.ts';
import type { Step } from './trace.ts';

const needBatch = (step: Step): void => {
  if (step.out.ndim !== 4) refuse(step, 'of an image without a batch');
};

/** The padding at the end with which exactly `count` windows fit. */
const behind = (size: number, count: number, kernel: number, stride: number, before: number, dilation: number): number =>
  Math.max(0, (count - 1) * stride + dilation * (kernel - 1) + 1 - size - before);

const conv2d: Conversion<Calls['conv2d']> = (g, step) => {
  needBatch(step);
  const { sizes, shape, groups } = step.how;
  const [H, W, kh, kw, sh, sw, ph, pw, dh, dw, OW] = sizes;
  const OH = shape[2] as number;
  return g.node('Conv', allInputs(g, step), {
    kernel_shape: [kh, kw],
    strides: [sh, sw],
    dilations: [dh, dw],
    pads: [ph, pw, behind(H, OH, kh, sh, ph, dh), behind(W, OW, kw, sw, pw, dw)],
    group: groups,
  });
};

function poolWindows(step: Step<Calls['maxPool2d']>) {
  needBatch(step);
  const { sizes, dilation } = step.how;
  const [H, W, OH, OW, kh, kw, sh, sw, ph, pw] = sizes;
  const pads = [ph, pw, behind(H, OH, kh, sh, ph, dilation[0]), behind(W, OW, kw, sw, pw, dilation[1])] as const;
  return { kernel_shape: [kh, kw], strides: [sh, sw], pads };
}

const maxPool2d: Conversion<Calls['maxPool2d']> = (g, step) => {
  const windows = poolWindows(step);
  return g.node('MaxPool', [input(g, step)], { ...windows, dilations: step.how.dilation });
};

const avgPool2d: Conversion<Calls['avgPool2d']> = (g, step) => {
  const windows = poolWindows(step);
  const { countPad, divisor } = step.how;
  const [top, left, bottom, right] = windows.pads;
  // PyTorch counts the given padding, but not the part of the last window beyond it
  if (countPad && divisor === 0 && (bottom > top || right > left)) refuse(step, 'with ceilMode that counts its padding');
  const mean = g.node('AveragePool', [input(g, step)], { ...windows, count_include_pad: countPad || divisor !== 0 ? 1 : 0 });
  const [kh, kw] = windows.kernel_shape as [number, number];
  return divisor === 0 ? mean : g.node('Mul', [mean, g.number((kh * kw) / divisor)]);
};

const adaptiveAvgPool2d: Conversion<Calls['adaptiveAvgPool2d']> = (g, step) => {
  needBatch(step);
  const [H, W, OH, OW] = step.how.sizes;
  if (OH === 1 && OW === 1) return g.node('GlobalAveragePool', [input(g, step)]);
  if (H % OH !== 0 || W % OW !== 0) refuse(step, `from ${H} × ${W} to ${OH} × ${OW}, which has windows of different sizes`);
  const size = [H / OH, W / OW];
  return g.node('AveragePool', [input(g, step)], { kernel_shape: size, strides: size });
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

/** Conversions by the name under which an op records itself. */
export const layerOps: Conversions = {
  conv2d,
  maxPool2d,
  avgPool2d,
  adaptiveAvgPool2d,
  layerNorm,
  batchNorm,
};
