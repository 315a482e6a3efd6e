/** Functions of one element, each with its derivative. */

import { type Kernels, kernels } from '../../../bindings/kernels.ts';
import { newEmpty, newZeros } from '../../array/allocate.ts';
import { checkTensor } from '../../array/check.ts';
import { denseFloat } from '../../array/convert.ts';
import { copyOf, dense, drop } from '../../array/copy.ts';
import { checkExact } from '../../array/exact.ts';
import { record, tracks } from '../../autograd/tape.ts';
import { failType } from '../../errors.ts';
import type { Tensor } from '../../tensor.ts';
import { div, mul } from './arithmetic.ts';

type Unary = (begin: number, end: number, y: number, x: number) => void;
type UnaryName = { [K in keyof Kernels]-?: Kernels[K] extends Unary ? K : never }[keyof Kernels];

/** Runs a float32 kernel over every element of `x`, without gradients. */
function map(name: UnaryName, x: Tensor): Tensor {
  const source = denseFloat(name, x);
  const y = newEmpty(x, x.sizes);
  (kernels[name] as Unary)(0, x.numel, y.ptr, source.ptr);
  drop(source, x);
  return y;
}

/** Records the derivative from the input, or from the output. */
const fromInput = (name: string, x: Tensor, y: Tensor, slope: (g: Tensor) => Tensor): Tensor =>
  tracks(x) ? record(y, name, [x], [x], slope) : y;
const fromOutput = (name: string, x: Tensor, y: Tensor, slope: (g: Tensor, y: Tensor) => Tensor): Tensor =>
  tracks(x) ? record(y, name, [x], [y], (g) => slope(g, y)) : y;

/** An op that keeps the type of integers, and refuses results that leave it; bool counts as int32. */
function mapAny(float: UnaryName, int: UnaryName, x: Tensor, exact: (x: number) => number): Tensor {
  if (checkTensor(float, 'input', x).dtype === 'float32') return map(float, x);
  const source = dense(x);
  const y = newEmpty(x, x.sizes, 'int32');
  (kernels[int] as Unary)(0, x.numel, y.ptr, source.ptr);
  try {
    checkExact(float, y, source, exact);
  } finally {
    drop(source, x);
  }
  return y;
}

/** −x. `torch.neg` in PyTorch. @throws {TypeError} for bools. */
export function neg(x: Tensor): Tensor {
  if (checkTensor('neg', 'input', x).dtype === 'bool')
    failType('neg', 'expected a tensor of numbers, got bool; invert it with logicalNot()');
  // from 0, as −0 is no integer
  const y = mapAny('neg', 'negI32', x, (v) => 0 - v);
  return tracks(x) ? record(y, 'neg', [x], [], neg) : y;
}

/** |x|; the derivative at 0 is 0. `torch.abs` in PyTorch. */
export function abs(x: Tensor): Tensor {
  return fromInput('abs', x, mapAny('abs', 'absI32', x, Math.abs), (g) => mul(g, sign(x)));
}

/** −1, 0 or 1; the derivative is 0. `torch.sign` in PyTorch. */
export function sign(x: Tensor): Tensor {
  if (checkTensor('sign', 'input', x).dtype === 'bool') return copyOf(x);
  return flat('sign', x, mapAny('sign', 'signI32', x, Math.sign));
}

/** x². `torch.square` in PyTorch. */
export function square(x: Tensor): Tensor {
  return fromInput(
    'square',
    x,
    mapAny('square', 'squareI32', x, (v) => v * v),
    (g) => mul(g, mul(x, 2)),
  );
}

/** A step function's node: the gradient is zero everywhere. */
const flat = (name: string, x: Tensor, y: Tensor): Tensor =>
  tracks(x) ? record(y, name, [x], [], () => newZeros(x, x.sizes)) : y;

/** A rounding: integers stay what they are. */
function rounding(name: 'floor' | 'ceil' | 'round', x: Tensor): Tensor {
  const { dtype } = checkTensor(name, 'input', x);
  if (dtype === 'bool') failType(name, 'expected a tensor of numbers, got bool; convert it with to()');
  return dtype === 'int32' ? copyOf(x) : flat(name, x, map(name, x));
}

/** The greatest integer not above x. `torch.floor` in PyTorch. */
export const floor = (x: Tensor): Tensor => rounding('floor', x);
/** The least integer not below x. `torch.ceil` in PyTorch. */
export const ceil = (x: Tensor): Tensor => rounding('ceil', x);
/** The nearest integer, halves to even. `torch.round` in PyTorch. */
export const round = (x: Tensor): Tensor => rounding('round', x);

/** e^x. `torch.exp` in PyTorch. */
export const exp = (x: Tensor): Tensor => fromOutput('exp', x, map('exp', x), (g, y) => mul(g, y));
/** e^x − 1, exact near 0. `torch.expm1` in PyTorch. */
export const expm1 = (x: Tensor): Tensor => fromOutput('expm1', x, map('expm1', x), (g, y) => mul(g, y.add(1)));
/** The natural logarithm; −∞ at 0, NaN below. `torch.log` in PyTorch. */
export const log = (x: Tensor): Tensor => fromInput('log', x, map('log', x), (g) => div(g, x));
/** ln(1 + x), exact near 0. `torch.log1p` in PyTorch. */
export const log1p = (x: Tensor): Tensor => fromInput('log1p', x, map('log1p', x), (g) => div(g, x.add(1)));
/** The square root; NaN below 0. `torch.sqrt` in PyTorch. */
export const sqrt = (x: Tensor): Tensor => fromOutput('sqrt', x, map('sqrt', x), (g, y) => div(g, mul(y, 2)));
/** 1/√x. `torch.rsqrt` in PyTorch. */
export const rsqrt = (x: Tensor): Tensor =>
  fromOutput('rsqrt', x, map('rsqrt', x), (g, y) => mul(mul(g, -0.5), mul(y, square(y))));
/** 1/x. `torch.reciprocal` in PyTorch. */
export const reciprocal = (x: Tensor): Tensor =>
  fromOutput('reciprocal', x, map('reciprocal', x), (g, y) => mul(neg(g), square(y)));
/** The sine of x radians. `torch.sin` in PyTorch. */
export const sin = (x: Tensor): Tensor => fromInput('sin', x, map('sin', x), (g) => mul(g, cos(x)));
/** The cosine of x radians. `torch.cos` in PyTorch. */
export const cos = (x: Tensor): Tensor => fromInput('cos', x, map('cos', x), (g) => mul(g, neg(sin(x))));
/** The error function, 2/√π·∫₀ˣ e^(−t²) dt. `torch.erf` in PyTorch. */
export const erf = (x: Tensor): Tensor =>
  fromInput('erf', x, map('erf', x), (g) => mul(g, mul(exp(neg(square(x))), 2 / Math.sqrt(Math.PI))));

/** Runs a derivative kernel: dx from dy and the saved value. */
function slope(name: 'tanhBackward' | 'sigmoidBackward', g: Tensor, saved: Tensor): Tensor {
  const dx = newEmpty(g, saved.shape);
  const dy = dense(g);
  kernels[name](0, dx.numel, dx.ptr, dy.ptr, saved.ptr);
  drop(dy, g);
  return dx;
}

/** The hyperbolic tangent. `torch.tanh` in PyTorch. */
export const tanh = (x: Tensor): Tensor => fromOutput('tanh', x, map('tanh', x), (g, y) => slope('tanhBackward', g, y));
/** 1/(1 + e^(−x)). `torch.sigmoid` in PyTorch. */
export const sigmoid = (x: Tensor): Tensor =>
  fromOutput('sigmoid', x, map('sigmoid', x), (g, y) => slope('sigmoidBackward', g, y));
