/** Activations, each with its derivative from the input. */

import { type ExtraKernels, extra } from '../../../bindings/extra.ts';
import { kernels } from '../../../bindings/kernels.ts';
import { newEmpty } from '../../array/allocate.ts';
import { checkTensor } from '../../array/check.ts';
import { denseFloat } from '../../array/convert.ts';
import { dense, drop, repeatsOne } from '../../array/copy.ts';
import { map } from '../../array/map.ts';
import { record, tracks } from '../../autograd/tape.ts';
import { checkNumber, checkOneOf, checkOptions, failRange, failType } from '../../errors.ts';
import { whole } from '../../frame.ts';
import { takes } from '../../options.ts';
import { composed } from '../../scope.ts';
import type { Tensor } from '../../tensor.ts';
import { mul } from './arithmetic.ts';
import { clamp } from './clamp.ts';
import { gt } from './compare.ts';
import { where } from './select.ts';
import { expm1 } from './unary.ts';

type Forward = (begin: number, end: number, y: number, x: number, p0: number, p1: number) => void;
type Backward = (begin: number, end: number, dx: number, dy: number, step: number, x: number, p0: number, p1: number) => void;

type Activation = { [K in keyof ExtraKernels]: `${K}Backward` extends keyof ExtraKernels ? K : never }[keyof ExtraKernels];

/** Records an activation's derivative from `read`, its contiguous input or its output. */
function recordSlope(y: Tensor, name: string, x: Tensor, read: Tensor, backward: Backward, p0 = 0, p1 = 0): void {
  record(
    y,
    name,
    [x],
    [read],
    (g, [read]) => {
      const dx = newEmpty(read, read.sizes);
      // a single repeated number, as after a sum, is read in place
      const repeats = repeatsOne(g);
      const dy = repeats ? g : dense(g);
      backward(0, read.numel, dx.ptr, dy.ptr, repeats ? 0 : 1, read.ptr, p0, p1);
      drop(dy, g);
      return dx;
    },
    [p0, p1],
  );
}

/**
 * Runs an activation whose derivative reads the input; kernels without parameters ignore the numbers. By default, the name of the
 * derivative's kernel follows from the kernel's; `slope` overrides it.
 */
export function activate(
  name: string,
  kernel: Activation | 'softshrink',
  x: Tensor,
  p0 = 0,
  p1 = 0,
  slope: keyof ExtraKernels = `${kernel as Activation}Backward`,
): Tensor {
  // a contiguous input is read in place, so that only the result is allocated
  const plain = checkTensor(name, 'input', x).dtype === 'float32' && x.steps === null;
  return plain ? activateOf(name, kernel, x, p0, p1, slope) : whole(name, activateOf, name, kernel, x, p0, p1, slope);
}

function activateOf(
  name: string,
  kernel: Activation | 'softshrink',
  x: Tensor,
  p0: number,
  p1: number,
  slope: keyof ExtraKernels,
): Tensor {
  // before anything is made: they may fail to load
  const kernels = extra();
  const source = denseFloat(name, x);
  const y = newEmpty(x, x.sizes);
  (kernels[kernel] as Forward)(0, x.numel, y.ptr, source.ptr, p0, p1);
  if (tracks(x)) recordSlope(y, name, x, source, kernels[slope] as Backward, p0, p1);
  drop(source, x);
  return y;
}

/** max(x, 0), in int32 for integers. `F.relu` in PyTorch; the derivative at 0 is 0. */
export function relu(x: Tensor): Tensor {
  takes('relu', 1, arguments);
  const { dtype } = checkTensor('relu', 'input', x);
  if (dtype === 'bool') failType('relu', 'expected a tensor of numbers, got bool; convert it with to()');
  if (dtype === 'int32') return whole('relu', clamp, x, 0);
  const y = map('relu', 'relu', x);
  // the output is above 0 where the input is
  if (tracks(x)) recordSlope(y, 'relu', x, y, kernels.reluBackward);
  return y;
}

/** min(max(x, 0), 6). `F.relu6` in PyTorch. */
export function relu6(x: Tensor): Tensor {
  takes('relu6', 1, arguments);
  return activate('relu6', 'hardtanh', x, 0, 6);
}

/** x above 0, x·negativeSlope (default 0.01) below. `F.leaky_relu` in PyTorch. */
export function leakyRelu(x: Tensor, options?: { negativeSlope?: number }): Tensor {
  takes('leakyRelu', 2, arguments);
  checkOptions('leakyRelu', options, ['negativeSlope']);
  return activate('leakyRelu', 'leakyRelu', x, checkNumber('leakyRelu', 'negativeSlope', options?.negativeSlope ?? 0.01));
}

/**
 * x·Φ(x), where Φ is the normal distribution; with `approximate: 'tanh'`, computed from √(2/π)·(x + 0.044715·x³). `F.gelu` in
 * PyTorch (Hendrycks and Gimpel, 2016).
 */
export function gelu(x: Tensor, options?: { approximate?: 'none' | 'tanh' }): Tensor {
  takes('gelu', 2, arguments);
  checkOptions('gelu', options, ['approximate']);
  const approximate = checkOneOf('gelu', 'approximate', options?.approximate ?? 'none', ['none', 'tanh']);
  return approximate === 'tanh' ? activate('gelu', 'geluTanh', x, 1) : activate('gelu', 'gelu', x);
}

/** x·sigmoid(x), also called swish. `F.silu` in PyTorch. */
export function silu(x: Tensor): Tensor {
  takes('silu', 1, arguments);
  return activate('silu', 'silu', x);
}

/** x above 0, alpha·(e^x − 1) below (alpha defaults to 1). `F.elu` in PyTorch (Clevert and others, 2015). */
export function elu(x: Tensor, options?: { alpha?: number }): Tensor {
  takes('elu', 2, arguments);
  checkOptions('elu', options, ['alpha']);
  return activate('elu', 'elu', x, checkNumber('elu', 'alpha', options?.alpha ?? 1));
}

/** Refuses an alpha that `celu` cannot divide by; returns it. */
export function checkAlpha(fn: string, alpha: unknown): number {
  if (checkNumber(fn, 'alpha', alpha) === 0)
    failRange(fn, 'expected alpha other than 0, got 0; as alpha nears 0 the result is relu');
  return alpha as number;
}

/**
 * x above 0, alpha·(e^(x/alpha) − 1) below (alpha defaults to 1): an `elu` with a continuous slope. `F.celu` in PyTorch (Barron,
 * 2017).
 *
 * @throws {RangeError} for an alpha of 0.
 */
export function celu(x: Tensor, options?: { alpha?: number }): Tensor {
  takes('celu', 2, arguments);
  checkOptions('celu', options, ['alpha']);
  const alpha = checkAlpha('celu', options?.alpha ?? 1);
  if (alpha > 0) return activate('celu', 'celu', x, 1 / alpha);
  checkTensor('celu', 'input', x);
  // PyTorch allows it, whatever its use
  return composed('celu', () => where(gt(x, 0), x, mul(expm1(mul(x, 1 / alpha)), alpha)));
}

/** `elu` with the two constants that keep activations normal. `F.selu` in PyTorch (Klambauer and others, 2017). */
export function selu(x: Tensor): Tensor {
  takes('selu', 1, arguments);
  return activate('selu', 'selu', x);
}

/** ln(1 + e^(beta·x))/beta, or x itself where beta·x is above the threshold (defaults 1 and 20). `F.softplus` in PyTorch. */
export function softplus(x: Tensor, options?: { beta?: number; threshold?: number }): Tensor {
  takes('softplus', 2, arguments);
  checkOptions('softplus', options, ['beta', 'threshold']);
  const beta = checkNumber('softplus', 'beta', options?.beta ?? 1);
  return activate('softplus', 'softplus', x, beta, checkNumber('softplus', 'threshold', options?.threshold ?? 20));
}

/** x·tanh(softplus(x)). `F.mish` in PyTorch (Misra, 2019). */
export function mish(x: Tensor): Tensor {
  takes('mish', 1, arguments);
  return activate('mish', 'mish', x);
}

/** x clamped to [minVal, maxVal] (default −1 and 1). `F.hardtanh` in PyTorch. */
export function hardtanh(x: Tensor, options?: { minVal?: number; maxVal?: number }): Tensor {
  takes('hardtanh', 2, arguments);
  checkOptions('hardtanh', options, ['minVal', 'maxVal']);
  const low = checkNumber('hardtanh', 'minVal', options?.minVal ?? -1);
  return activate('hardtanh', 'hardtanh', x, low, checkNumber('hardtanh', 'maxVal', options?.maxVal ?? 1, low));
}

/** x·relu6(x + 3)/6. `F.hardswish` in PyTorch. */
export function hardswish(x: Tensor): Tensor {
  takes('hardswish', 1, arguments);
  return activate('hardswish', 'hardswish', x);
}

/** relu6(x + 3)/6. `F.hardsigmoid` in PyTorch. */
export function hardsigmoid(x: Tensor): Tensor {
  takes('hardsigmoid', 1, arguments);
  return activate('hardsigmoid', 'hardsigmoid', x);
}

/** ln sigmoid(x), without overflow. `F.logsigmoid` in PyTorch. */
export function logsigmoid(x: Tensor): Tensor {
  takes('logsigmoid', 1, arguments);
  return activate('logsigmoid', 'logsigmoid', x);
}

/** x/(1 + |x|). `F.softsign` in PyTorch. */
export function softsign(x: Tensor): Tensor {
  takes('softsign', 1, arguments);
  return activate('softsign', 'softsign', x);
}
